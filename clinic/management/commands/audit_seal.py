"""python manage.py audit_seal: write down the heads of the audit chains, signed, outside the database."""

from django.core.management.base import BaseCommand

from clinic import audit_chain


class Command(BaseCommand):
    help = "Seals the heads of the audit chains into AUDIT_SEAL_FILE; copy that file to another machine."

    def handle(self, *args: object, **options: object) -> None:
        seal = audit_chain.seal()
        self.stdout.write(
            f"Sealed {sum(number for number, _ in seal['heads'].values())} events at {seal['at']}."
        )

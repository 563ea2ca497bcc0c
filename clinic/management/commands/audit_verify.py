"""python manage.py audit_verify: every link of every audit chain, and the seals, or exit 1."""

from django.core.management.base import BaseCommand, CommandError

from clinic import audit_chain


class Command(BaseCommand):
    help = "Checks the audit log's hash chains and their sealed heads; names what was tampered with."

    def handle(self, *args: object, **options: object) -> None:
        faults = audit_chain.faults()
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"{len(faults)} faults in the audit log.")
        events, seals = audit_chain.counts()
        self.stdout.write(f"{events} audit events and {seals} seals checked, none tampered with.")

"""python manage.py clinical_lead: who approves the rules of treatment."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from clinic import audit
from clinic.models import Role, Staff
from clinic.transactions import verb


class Command(BaseCommand):
    help = "Makes a therapist clinical lead, or with --end an ordinary therapist again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--end", action="store_true")

    def handle(self, *args: Any, email: str, end: bool, **options: Any) -> None:
        person = name_lead(email, lead=not end)
        self.stdout.write(
            f"{person} {'approves' if person.clinical_lead else 'no longer approves'} the rules."
        )


@verb
def name_lead(email: str, *, lead: bool) -> Staff:
    person = Staff.objects.select_for_update().filter(email__iexact=email, is_active=True).first()
    if person is None or not person.has(Role.THERAPIST):
        raise CommandError("A clinical lead is a therapist who works here. Check the e-mail.")
    if person.clinical_lead != lead:
        person.clinical_lead = lead
        person.save(update_fields=["clinical_lead"])
        audit.record("made clinical lead", person, by=None, reason="" if lead else "ended")
    return person

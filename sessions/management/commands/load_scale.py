"""python manage.py load_scale: years of invented visits beside the demo clinic, to see how it bears them."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from clinic.models import Clinic, Staff
from clinic.sign_in import demo_password
from patients.models import Patient
from scheduling.bench import house, scale
from scheduling.models import Location
from sessions.bench import charts


class Command(BaseCommand):
    help = (
        "Fills an empty or demo clinic, and no other, with invented patients and years of their visits: ten"
        " therapists of a house of their own. Always the same ones. Every constraint and every guard of the"
        " database holds for each row, and the audit log says that they were furnished; nothing is bypassed."
        " A million appointments take some minutes."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--patients", type=int, default=50_000)
        parser.add_argument("--appointments", type=int, default=1_000_000)
        parser.add_argument("--sessions", type=int, default=0, help="signed ones, of the newest visits")
        parser.add_argument("--findings", type=int, default=0, help="in all, at most five in each session")

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_real_clinic()
        refuse_few(options)
        built = scale.build(options["patients"], demo_password(), self.say)
        built.grow(options["appointments"], self.say)
        if options["sessions"]:
            charts.load(built, options["sessions"], options["findings"] or options["sessions"], self.say)
        scale.tidy()
        self.say(f"  {built.house.desk.email} signs in with the password of the demo, {demo_password()}")

    def say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()


def refuse_real_clinic() -> None:
    """Invented people go nowhere near real ones."""
    if not settings.DEMO:
        raise CommandError("This is not a demo: invented people only come with CLINIC_DEMO=1.")
    empty = not (Patient.objects.exists() or Staff.objects.exists())
    if not (empty or Clinic.current().demo):
        raise CommandError("There are people in this clinic, and it is not the demo. Nothing was written.")
    if Location.objects.filter(name=house.PLACE).exists():
        raise CommandError("It is loaded already. Begin with a new database for another size.")


def refuse_few(options: dict[str, Any]) -> None:
    """Fewer patients would have to be in two places at once; more sessions, take place twice."""
    if options["patients"] < scale.LEAST_PATIENTS:
        raise CommandError(f"It takes {scale.LEAST_PATIENTS} patients at least.")
    if options["sessions"] * 2 > options["appointments"]:
        raise CommandError("At most half of the visits can have a session.")

"""python manage.py demo: an invented clinic, twelve weeks old, on an ordinary day at ten to eleven."""

import time
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from clinic import arguments, clock
from demo.furnish import furnish, tidy
from patients.models import Patient
from scheduling.jobs import warn_of_ending_credentials


class Command(BaseCommand):
    help = "Fills an empty database with the demo clinic; only with CLINIC_DEMO=1 and no patients yet."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--date",
            type=arguments.day,
            help="the clinic's today, such as 2026-11-24; else the real one",
        )

    def handle(self, *args: Any, date: date | None = None, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This is not a demo: invented people only come with CLINIC_DEMO=1.")
        if Patient.objects.exists():
            raise CommandError("There are patients already; the demo clinic needs an empty database.")
        began = time.monotonic()
        rows = furnish(date or clock.today())
        tidy()
        # At twenty past six, as every morning; here once the worker runs.
        warn_of_ending_credentials.configure().defer(timestamp=int(time.time()))
        counted = ", ".join(f"{count} {kind}" for kind, count in rows.items())
        self.stdout.write(f"    {counted}, in {time.monotonic() - began:.1f} s")

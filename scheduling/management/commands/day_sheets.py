"""python manage.py day_sheets DIRECTORY: the day on paper, for a day on which nothing else may work."""

import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from clinic import arguments, clock
from scheduling.sheets import writing


class Command(BaseCommand):
    help = "Writes the clinic's and each therapist's day sheet as PDF, tomorrow's unless a day is given."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("directory", type=Path, help="made if it is missing; open to this account alone")
        parser.add_argument("--day", type=arguments.day, help="such as 2026-11-25")

    def handle(self, *args: Any, directory: Path, day: date | None, **options: Any) -> None:
        day = day or clock.today() + timedelta(days=1)
        try:
            files = writing.write(day, directory)
        except OSError as error:
            raise CommandError(f"{directory}: {os.strerror(error.errno or 0)}.") from error
        self.stdout.write(f"{len(files)} sheets of {day:%A %-d %B %Y} are in {directory}.")

"""python manage.py retime --was +01:00: keep what was agreed by the wall clock when a zone's law changes."""

import re
from argparse import ArgumentTypeError
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.management.base import BaseCommand, CommandError, CommandParser

from clinic import arguments, clock
from scheduling import wording
from scheduling.retiming import Asked, CannotRetime, Move, Plan, plan, retime

LAST_DAY = date(2098, 12, 31)
OFFSET = re.compile(r"([+-])(\d\d):(\d\d)")


def clocks(words: str) -> tzinfo:
    """An offset such as +01:00, a zone's name, or the compiled file of a zone as it was before."""
    try:
        if found := OFFSET.fullmatch(words):
            sign, hours, minutes = found.groups()
            offset = timedelta(hours=int(hours), minutes=int(minutes))
            return timezone(-offset if sign == "-" else offset)
        if Path(words).is_file():
            with Path(words).open("rb") as file:
                return ZoneInfo.from_file(file)
        return ZoneInfo(words)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ArgumentTypeError(f"{words} is no offset, no zone and no zone's file.") from error


def instant(words: str) -> datetime:
    moment = datetime.fromisoformat(words)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


class Command(BaseCommand):
    help = (
        "Moves appointments and time off to come to the instants at which the clinic's clocks, as its zone"
        " has them now, show the wall times that were agreed. First it lists what they would say otherwise."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--was", type=clocks, required=True, help=clocks.__doc__)
        parser.add_argument("--from", dest="since", type=arguments.day, help="the first day; today")
        parser.add_argument("--until", type=arguments.day, default=LAST_DAY, help="the last day")
        parser.add_argument(
            "--booked-before", type=instant, help="what was booked from this moment on (UTC) is right already"
        )
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args: Any, **said: Any) -> None:
        asked = Asked(said["was"], said["since"] or clock.today(), said["until"], said["booked_before"])
        found = plan(asked)
        self._tell(found, asked)
        if found.troubles:
            raise CommandError("\n".join(["Nothing was moved. In the way:", *found.troubles]))
        if not (found.visits or found.off):
            return
        if not (said["yes"] or self._wanted()):
            self.stdout.write("Nothing was moved.")
            return
        try:
            done = retime(asked)
        except CannotRetime as refusal:
            raise CommandError("\n".join([f"{refusal} In the way:", *refusal.troubles])) from refusal
        self.stdout.write(f"Moved {done}.")

    def _wanted(self) -> bool:
        try:
            return input("Move them, so that they say it again? yes or no: ").strip() == "yes"
        except EOFError:  # nobody is there to answer
            self.stdout.write("")
            return False

    def _tell(self, found: Plan, asked: Asked) -> None:
        for move in found.visits:
            self.stdout.write(f"Appointment {move.row.pk}: {_said(move, asked)}")
        for move in found.off:
            self.stdout.write(f"Time off {move.row.pk}: {_said(move, asked)}")
        zone = clock.zone().key
        self.stdout.write(f"Agreed for another time than the clocks of {zone} say: {found}.")


def _said(move: Move, asked: Asked) -> str:
    """Agreed for 2027-07-01 09:00, says 08:00 now."""
    agreed = move.row.starts_at.astimezone(asked.was)
    return f"agreed for {agreed:%Y-%m-%d %H:%M}, says {wording.moment(move.row.starts_at)} now"

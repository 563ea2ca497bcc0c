"""Day sheets as PDF: the clinic's, then one page for each therapist."""

from datetime import datetime
from pathlib import Path
from typing import Any

from clinic import clock
from clinic.models import Clinic
from clinic.paper import compiled
from scheduling.models import Appointment
from scheduling.sheets.day import Line, Person, Sheet

TEMPLATE = Path(__file__).with_name("sheet.typ").read_bytes()


def clinics(sheet: Sheet) -> bytes:
    """The page that lies at the desk."""
    return compiled(TEMPLATE, told(sheet, [_clinics(sheet)]))


def therapists(sheet: Sheet, person: Person) -> bytes:
    return compiled(TEMPLATE, told(sheet, [_therapists(person)]))


def all_of(sheet: Sheet) -> bytes:
    """The clinic's page and everybody's own, in one file."""
    return compiled(TEMPLATE, told(sheet, [_clinics(sheet), *(_therapists(one) for one in sheet.people)]))


def told(sheet: Sheet, pages: list[dict[str, Any]]) -> dict[str, Any]:
    """printed: whoever finds it weeks later sees how old it is."""
    printed: datetime = clock.local(clock.now())
    return {
        "clinic": Clinic.current().name,
        "day": f"{sheet.day:%A %-d %B %Y}",
        "closed": list(sheet.closed),
        "printed": f"Printed on {printed:%-d %B %Y at %H:%M}. Shred it after the day.",
        "pages": pages,
    }


def _clinics(sheet: Sheet) -> dict[str, Any]:
    return {
        "name": "Whole clinic",
        "about": _count(len(sheet.visits)),
        "whole": True,
        "lines": [_line(line) for line in sheet.visits],
        "rooms": [
            [str(one.therapist), _stretches(one.free) or "nothing free", _named(one.other)]
            for one in sheet.people
        ],
    }


def _therapists(person: Person) -> dict[str, Any]:
    booked = f", {person.booked} of {person.open}" if person.open_minutes else ""
    return {
        "name": str(person.therapist),
        "about": _count(len(person.visits)) + booked,
        "whole": False,
        "lines": [_line(line) for line in person.lines],
        "rooms": [],
    }


def _line(line: Line) -> dict[str, Any]:
    one = line.visit
    visit = _of_visit(one, line) if one else None
    return {"times": line.times, "words": line.words, "length": line.length, "visit": visit}


def _of_visit(one: Appointment, line: Line) -> dict[str, Any]:
    return {
        "who": str(one.patient),
        "number": f"No. {one.patient.number}",
        "phone": one.patient.phone,
        "what": f"{one.service}, {one.minutes} min",
        "with": str(one.therapist),
        "room": one.place,
        "notes": list(line.notes),
    }


def _count(visits: int) -> str:
    return {0: "no visits", 1: "1 visit"}.get(visits, f"{visits} visits")


def _stretches(lines: list[Line]) -> str:
    return ", ".join(line.times for line in lines)


def _named(lines: list[Line]) -> str:
    return ", ".join(f"{line.words.lower()} {line.times}" for line in lines)

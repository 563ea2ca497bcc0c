"""What a row says of somebody: enough to tell two of the same name apart."""

from collections.abc import Iterable
from functools import cache
from html import escape

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from patients.models import Patient

register = template.Library()
# Strings and not a template with parts: drawing those took longer than finding the people.
ROW = """<span class="av av-{}" aria-hidden="true">{}</span>
<span class="grow"><b class="hit-name">{}</b> <span class="muted">{}</span>
<span class="xs muted d-block">{}</span>{}{}</span>"""
NAME = '<span class="hit-name">{}</span>'
LINE = '<span class="xs{} d-block">{}</span>'
LINK = '<li><a class="found-row" href="{}">{}</a></li>'
BUTTON = """<li><button type="button" class="found-row"
data-patient="{}" data-number="{}" data-name="{}">{}</button></li>"""


@register.simple_tag
def who(person: Patient) -> SafeString:
    """The inside of a row that names a person; with visits, where lists.with_visits gave them any."""
    return SafeString(_drawn(person))


@register.simple_tag
def found(people: Iterable[Patient], pick: bool, in_place: bool, chosen: str) -> SafeString:
    """A row for each: leads to the record, or to a booking where one is picked; in place, says who it is.

    chosen: the keys of what was chosen for that booking, as in an address.
    """
    return SafeString("".join(_row(person, pick, in_place, chosen) for person in people))


def _row(person: Patient, pick: bool, in_place: bool, chosen: str) -> str:
    inside = _drawn(person)
    if pick and in_place:
        return BUTTON.format(person.pk, person.number, escape(str(person)), inside)
    to_book = f"{_address('scheduling:book')}?patient={person.number}{escape(f'&{chosen}' if chosen else '')}"
    return LINK.format(to_book if pick else record_of(person.number), inside)


def record_of(number: int) -> str:
    """The address of this number's record; Django takes longer to put one together than to draw the row."""
    return f"{number}".join(_address("patients:detail", 0).rsplit("0", 1))


@cache
def _address(name: str, *of: int) -> str:
    return reverse(name, args=of)


def _drawn(person: Patient) -> str:
    age = "" if person.age is None else f"{person.age} y"
    aside = ", ".join(part for part in (age, person.pronouns) if part)
    standing, visit = _standing(person), _visit(person)
    return ROW.format(
        person.colour,
        escape(person.initials),
        escape(str(person)),
        escape(aside),
        _told_apart_by(person),
        LINE.format("", escape(standing)) if standing else "",
        LINE.format(" muted", escape(visit)) if visit else "",
    )


def _told_apart_by(person: Patient) -> str:
    legal = NAME.format(escape(person.legal_name)) if person.preferred_name else ""
    born = f"born {person.birth_on:%-d %b %Y}" if person.birth_on else ""
    return ", ".join(part for part in (f"No. {person.number}", legal, born, escape(person.phone)) if part)


def _standing(person: Patient) -> str:
    if person.is_deceased:
        return f"Died {person.died_on:%-d %b %Y}" if person.died_on else "Died"
    return "Archived" if person.is_archived else ""


def _visit(person: Patient) -> str:
    coming, last = getattr(person, "next_visit_at", None), getattr(person, "last_visit_at", None)
    if coming:
        return f"Next {timezone.localtime(coming):%a %-d %b, %H:%M}"
    return f"Last seen {timezone.localtime(last):%-d %b %Y}" if last else ""

"""What stands in the columns of the board, drawn without templates: a full day has hundreds of pieces."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from html import escape
from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from clinic import clock
from clinic.icons import lucide
from patients.intake.state import NO_CONSENT
from scheduling.board import Column
from scheduling.boards.rooms import RoomColumn
from scheduling.cards import Card

register = template.Library()
STATUS_ICONS = {
    "proposed": "circle-dashed",
    "booked": "calendar",
    "confirmed": "calendar-check",
    "arrived": "log-in",
    "insession": "hand",
    "fulfilled": "circle-check",
    "unsigned": "file-pen",
    "noshow": "user-x",
    "cancelled": "calendar-x",
}
INTAKE_ICONS = {
    "missing": "clipboard-x",
    "started": "clipboard-pen",
    "done": "clipboard-check",
    "due": "clipboard-clock",
    "call": "phone",
}
CONSENT_ICON = "pen-off"
CARD = """<a class="ap st-{}{}" id="ap-{}" data-tell{} href="{url}" hx-get="{url}">
<span class="ap-who">{}<b>{}{}</b><span class="ap-flags">{}{}</span></span>
{}<span class="{}">{} to {}{}</span></a>
"""
PLACE = '<a class="board-free from-{} for-{}" href="{url}{}" hx-get="{url}{}">{}</a>\n'
HEARD = '{}<span class="visually-hidden">{}</span>'
WHAT = '<span class="ap-what">{}{}{}. {} {}{}</span>\n'
NOTE = '. <span class="is-name">{}</span>'
CALL_FIRST = mark_safe("<b>Told to call first.</b> ")


@register.simple_tag
def status_icon(state: str) -> SafeString | str:
    return _icon(STATUS_ICONS[state]) if state in STATUS_ICONS else ""


@register.simple_tag
def intake_icon(state: str) -> SafeString | str:
    return _icon(INTAKE_ICONS[state]) if state in INTAKE_ICONS else ""


@register.simple_tag
def card(drawn: Card, by_room: Any = False) -> SafeString:
    """One appointment; by_room: in a room's column, where it has to be said with whom."""
    one = drawn.appointment
    return _filled(
        CARD,
        drawn.state,
        _where(drawn),
        one.pk,
        _held(drawn),
        status_icon(drawn.state),
        one.patient,
        _says(drawn),
        _short(drawn, by_room),
        _joined(_flags(drawn)),
        "" if drawn.short else _what(drawn, by_room),
        "visually-hidden" if drawn.low else "ap-what",
        _time(one.starts_at),
        _time(one.ends_at),
        _joined(_more(drawn)),
        url=f"{_appointments()}{one.pk}/",
    )


@register.simple_tag
def places(column: Column | RoomColumn, day: date) -> SafeString:
    """The beginnings that are still free on that day."""
    url = f"{reverse('scheduling:book')}?{column.asks}&at={day}T"
    drawn = (_filled(PLACE, one.row, one.steps, one.time, one.time, one.time, url=url) for one in column.free)
    return mark_safe("".join(drawn))  # noqa: S308  each is escaped by itself


def _filled(form: str, *values: Any, **named: Any) -> SafeString:
    """format_html() in a third of its time: a full day asks for it some three hundred times."""
    said = {name: _safe(value) for name, value in named.items()}
    return mark_safe(form.format(*map(_safe, values), **said))  # noqa: S308  each is escaped by itself


def _joined(parts: Iterable[SafeString | str]) -> SafeString:
    return mark_safe("".join(map(_safe, parts)))  # noqa: S308  each is escaped by itself


def _safe(value: Any) -> str:
    return value if isinstance(value, SafeString) else escape(str(value))


@cache
def _appointments() -> str:
    """What the address of each begins with."""
    return reverse("scheduling:appointment", args=[0]).removesuffix("0/")


def _where(drawn: Card) -> str:
    kinds = (("short", drawn.short), ("slim", drawn.slim), ("aside", drawn.aside), ("beside", drawn.beside))
    return f" from-{drawn.row} for-{drawn.steps}" + "".join(f" ap-{kind}" for kind, is_so in kinds if is_so)


def _held(drawn: Card) -> SafeString:
    """What a hand that takes it has to know."""
    moves = " data-moves" if drawn.version else ""
    if not drawn.lengths:
        return _filled("{}", moves)
    return _filled(' data-hold="{}" data-lengths="{}"{}', drawn.appointment.version, drawn.lengths, moves)


def _says(drawn: Card) -> str:
    says = "" if drawn.short else drawn.appointment.patient.pronouns
    return _filled(' <span class="ap-says">{}</span>', says) if says else ""


def _short(drawn: Card, by_room: Any) -> str:
    """The word that a low card has no line for."""
    if not drawn.short or drawn.slim:
        return ""
    return f"{drawn.word}, {drawn.appointment.therapist.first_name}" if by_room else drawn.word


def _flags(drawn: Card) -> Iterator[SafeString | str]:
    """Icons, and what they say where they are heard."""
    one = drawn.appointment
    if one.is_away:
        yield _heard("car", "at the patient's")
    elif one.patient.step_free:
        yield _heard("accessibility", "needs a step-free room")
    if getattr(one, "desk_alerts", None):
        yield _heard("bell-ring", "has an alert")
    if drawn.ask_first:
        yield _heard("message-circle-warning", f"ask {one.therapist} before this visit")
    yield from _papers(drawn)
    if one.note:
        yield _heard("sticky-note", "has a note")


def _papers(drawn: Card) -> Iterator[SafeString | str]:
    """The questionnaire and what is to be signed."""
    if drawn.intake == "done":
        yield _heard(INTAKE_ICONS["done"], drawn.intake_words)
    elif drawn.intake:
        yield intake_icon(drawn.intake)
    if drawn.lacks_consent:
        yield _icon(CONSENT_ICON)


def _what(drawn: Card, by_room: Any) -> SafeString:
    one = drawn.appointment
    first = _filled("<b>Ask {} first.</b> ", one.therapist.first_name) if drawn.ask_first else ""
    call = CALL_FIRST if drawn.intake == "call" else ""
    word = f"{drawn.word}, waiting {drawn.waiting} min" if drawn.waiting else drawn.word
    who = f" with {one.therapist.first_name}" if by_room else ""
    return _filled(WHAT, first, call, word, one.service, one.minutes, who)


def _more(drawn: Card) -> Iterator[SafeString | str]:
    """What else is said after the times."""
    one = drawn.appointment
    if one.patient.step_free and one.room_id:
        yield ", step-free"
    yield from (_filled(NOTE, alert) for alert in getattr(one, "desk_alerts", None) or ())
    if drawn.intake and drawn.intake not in {"done", "call"}:
        yield f". {drawn.intake_words}"
    if drawn.lacks_consent:
        yield f". {NO_CONSENT}"


def _time(moment: Any) -> str:
    return f"{clock.local(moment):%H:%M}"


def _heard(icon: str, words: str) -> SafeString:
    return _filled(HEARD, _icon(icon), words)


def _icon(name: str) -> SafeString:
    return lucide(name, **{"class": "i i-sm", "aria_hidden": "true"})

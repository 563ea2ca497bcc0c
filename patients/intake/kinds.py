"""How each kind of question is read from a form: what is kept, what is shown again, what is wrong with it.

A value is plain JSON: {"values": [...], "since", "details"} for most, lists of rows for the lists.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.dateparse import parse_date

from clinic import clock
from clinic.fields import CleanText
from patients.fields import EARLIEST, CleanEmailField, LineField, NameField, PhoneField
from patients.intake.question_models import Question

Kind = Question.Kind
ROWS = 12
DRAWN = re.compile(r"(?:[ML]\d{1,3} \d{1,3}){0,4000}")
LISTS: dict[str, dict[str, int]] = {
    Kind.MEDICINES: {"name": 120, "dose": 120, "reason": 200, "last_taken": 60},
    Kind.ALLERGIES: {"name": 120, "reaction": 200},
    Kind.OPERATIONS: {"name": 120, "happened": 60, "details": 200},
}
SCORES = ("now", "worst", "best")
SIDES = ("left", "right", "midline")


class BirthDateField(forms.CharField):
    """A day of birth as yyyy-mm-dd, in living memory and not to come."""

    def to_python(self, value: object) -> Any:
        typed = super().to_python(value) or ""
        if not typed:
            return ""
        day = a_date(typed)
        if day is None or not EARLIEST <= day <= clock.today():
            raise ValidationError("Write your date of birth like 1984-03-21, and check the year.")
        return day


def a_date(typed: str) -> date | None:
    """The day that yyyy-mm-dd means, None for anything else."""
    try:
        return parse_date(typed) if typed.isascii() and len(typed) == len("2026-03-21") else None
    except ValueError:
        return None


CONTACT_FIELDS: dict[str, Callable[[], forms.Field]] = {
    "preferred_name": lambda: NameField(max_length=80, required=False),
    "pronouns": lambda: LineField(max_length=30, required=False),
    "birth_on": lambda: BirthDateField(required=False),
    "phone": lambda: PhoneField(max_length=40, required=False),
    "email": lambda: CleanEmailField(max_length=254, required=False),
    "address": lambda: LineField(max_length=300, required=False),
    "occupation": lambda: LineField(max_length=120, required=False),
}


@dataclass
class Reading:
    """value: what can be kept, None where nothing was said. shown: what the form shows again."""

    value: dict[str, Any] | None = None
    shown: dict[str, Any] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)


def read(question: Question, data: QueryDict, zones: dict[str, Any]) -> Reading:
    """What a form says to one question; zones: the places of the body by slug."""
    if question.kind in LISTS:
        return _rows(question, data)
    return READERS[question.kind](question, data, zones)


def _cleaned(reading: Reading, form_field: forms.Field, typed: str) -> Any:
    try:
        return form_field.clean(typed)
    except ValidationError as error:
        reading.errors.extend(message for message in error.messages if message not in reading.errors)
        return None


def _more(question: Question, data: QueryDict, reading: Reading) -> None:
    """Since when and details, which belong to an answer that is not a plain no."""
    for name, length in (("since", 60), ("details", 300)):
        typed = data.get(f"{question.slug}.{name}", "")
        reading.shown[name] = typed
        said = _cleaned(reading, LineField(max_length=length, required=False), typed)
        if reading.value is not None and said:
            reading.value[name] = said


def _choice(question: Question, data: QueryDict, _zones: Any) -> Reading:
    allowed = options_of(question)
    said = data.get(question.slug, "")
    reading = Reading(shown={"values": [said]})
    if said and said not in allowed:
        reading.errors.append("Choose one of the answers shown.")
        return reading
    reading.value = {"values": [said]} if said else None
    if said and (question.kind == Kind.YES_NO or opens_more(question, said)):
        _more(question, data, reading)
        if said == "no" and reading.value:
            reading.value = {"values": [said]}
    return reading


def _choices(question: Question, data: QueryDict, _zones: Any) -> Reading:
    said = list(dict.fromkeys(data.getlist(question.slug)))
    if any(one not in options_of(question) for one in said):
        return Reading(errors=["Choose from the answers shown."])
    return Reading({"values": said} if said else None, {"values": said})


def _text(question: Question, data: QueryDict, _zones: Any) -> Reading:
    typed = data.get(question.slug, "")
    reading = Reading(shown={"text": typed})
    said = _cleaned(reading, field_for(question), typed)
    if isinstance(said, date):
        said = said.isoformat()
    if said:
        reading.value = {"values": [str(said)]}
    return reading


def field_for(question: Question) -> forms.Field:
    if question.fills in CONTACT_FIELDS:
        return CONTACT_FIELDS[question.fills]()
    if question.kind == Kind.LONG_TEXT:
        return CleanText(max_length=2000, required=False)
    return LineField(max_length=300, required=False)


def _number(question: Question, data: QueryDict, _zones: Any) -> Reading:
    typed = data.get(question.slug, "").strip()
    most = 10 if question.kind == Kind.SCALE else 9999
    reading = Reading(shown={"text": typed, "values": [typed]})
    if typed and not (typed.isascii() and typed.isdigit() and len(typed) < 6 and int(typed) <= most):
        reading.errors.append(f"Write a whole number from 0 to {most}.")
    elif typed:
        reading.value = {"values": [str(int(typed))]}
    return reading


def _date(question: Question, data: QueryDict, _zones: Any) -> Reading:
    typed = data.get(question.slug, "").strip()
    reading = Reading(shown={"text": typed})
    if not typed:
        return reading
    said = a_date(typed)
    if said is None or not 1900 <= said.year <= clock.today().year + 10:
        reading.errors.append("Write the date like 2026-03-21.")
    else:
        reading.value = {"values": [said.isoformat()]}
    return reading


def _places(question: Question, data: QueryDict, zones: dict[str, Any]) -> Reading:
    said = list(dict.fromkeys(data.getlist(question.slug)))
    reading = Reading(shown={"values": said})
    known = [place for place in said if is_place(place, zones)]
    if known != said or len(said) > 60:
        reading.errors.append("One of these places is not on the body. Choose from the places shown.")
    reading.value = {"values": known[:60]} if known else None
    return reading


def is_place(place: str, zones: dict[str, Any]) -> bool:
    slug, _, side = place.partition(":")
    zone = zones.get(slug)
    if zone is None or side not in SIDES:
        return False
    return zone.middle if side == "midline" else zone.sided


def _levels(question: Question, data: QueryDict, zones: dict[str, Any]) -> Reading:
    """Names are SLUG.zone:side.now; a place without any score is left out."""
    scores: dict[str, dict[str, int]] = {}
    reading = Reading(shown={"scores": {}})
    for name in data:
        place, _, which = name.removeprefix(f"{question.slug}.").rpartition(".")
        if not name.startswith(f"{question.slug}.") or which not in SCORES or not is_place(place, zones):
            continue
        typed = data.get(name, "")
        reading.shown["scores"].setdefault(place, {})[which] = typed
        if typed.isascii() and typed.isdigit() and len(typed) < 3 and int(typed) <= 10:
            scores.setdefault(place, {})[which] = int(typed)
        elif typed:
            reading.errors.append("Pain is a whole number from 0 to 10.")
    reading.value = {"scores": scores} if scores else None
    return reading


def _rows(question: Question, data: QueryDict) -> Reading:
    """Names are SLUG.0.name; a row without a name but with more is asked to have one."""
    reading, rows = Reading(), []
    shown: list[dict[str, str]] = []
    for number in range(ROWS):
        columns = LISTS[question.kind].items()
        typed = {name: data.get(f"{question.slug}.{number}.{name}", "") for name, _ in columns}
        shown.append(typed)
        cleaned = {
            name: _cleaned(reading, LineField(max_length=length, required=False), typed[name])
            for name, length in columns
        }
        row = {name: said for name, said in cleaned.items() if said}
        if row and "name" not in row:
            reading.errors.append("Give each line a name, or leave the line empty.")
        elif row:
            rows.append(row)
    reading.shown = {"rows": shown}
    reading.value = {"rows": rows} if rows else None
    return reading


def _consent(question: Question, data: QueryDict, _zones: Any) -> Reading:
    """The number of the text that was read comes along, so that nobody agrees to words they did not see."""
    said, text = data.get(question.slug, ""), data.get(f"{question.slug}.text", "")
    reading = Reading(shown={"values": [said]})
    if said and (said not in {"yes", "no"} or not (text.isascii() and text.isdigit() and len(text) < 10)):
        reading.errors.append("Say yes or no.")
    elif said:
        reading.value = {"values": [said], "text": int(text)}
    return reading


def _signature(question: Question, data: QueryDict, _zones: Any) -> Reading:
    reading = Reading()
    typed = {name: data.get(f"{question.slug}.{name}", "") for name in ("name", "guardian_of", "drawn")}
    reading.shown = dict(typed)
    name = _cleaned(reading, NameField(max_length=160, required=False), typed["name"])
    guardian = _cleaned(reading, LineField(max_length=80, required=False), typed["guardian_of"])
    if not DRAWN.fullmatch(typed["drawn"]):
        reading.shown["drawn"] = ""
        reading.errors.append("The drawn signature did not come through. Draw it again, or leave it out.")
    elif name:
        reading.value = {"name": name, "guardian_of": guardian or "", "drawn": typed["drawn"]}
    return reading


def options_of(question: Question) -> list[str]:
    """The values a choice may have; question.options is prefetched."""
    if question.kind == Kind.YES_NO:
        return ["yes", "no", "unsure"]
    return [option.value for option in question.options.all()]


def opens_more(question: Question, value: str) -> bool:
    """Whether since when and details are asked with that answer: it raises a rule."""
    return any(link.value == value for link in question.raises.all())


READERS: dict[str, Callable[[Question, QueryDict, Any], Reading]] = {
    Kind.YES_NO: _choice,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _text,
    Kind.NUMBER: _number,
    Kind.SCALE: _number,
    Kind.DATE: _date,
    Kind.PAIN_MAP: _places,
    Kind.PAIN_LEVELS: _levels,
    Kind.CONSENT: _consent,
    Kind.SIGNATURE: _signature,
}

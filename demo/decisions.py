"""What was measured this morning, what settles the demo's cautions, and what colleagues must not miss."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, NamedTuple

from demo.furnishings import JOAN, MAYA, TOMAS, House, minutes_of, moment
from patients import screening
from patients.models import Alert, MedicalHistory, Reading, Settlement
from patients.settling.settle import said_by

Kind = Settlement.Kind


class Taken(NamedTuple):
    """Whose, by whom, at which wall time, and what."""

    name: str
    by: str
    when: str
    values: dict[str, Any]


class Decided(NamedTuple):
    """About which caution of whom; dated, until: days from the demo's day."""

    name: str
    rule: str
    kind: str
    by: str
    dated: int
    until: int
    words: dict[str, str]


TAKEN = (
    Taken("Helen Vasquez", MAYA, "10:12", {"changed": False, "systolic": 128, "diastolic": 82}),
    Taken(
        "Amara Okafor",
        TOMAS,
        "10:44",
        {"changed": False, "systolic": 146, "diastolic": 88, "celsius": "36.6"},
    ),
)
DECIDED = (
    Decided(
        "Daniel Osei", "heart_disease", Kind.LETTER, MAYA, -40, 325,
        {"from_whom": "Dr Farah, cardiology", "reason": "Light to moderate work, seated or half upright",
         "file_reference": "Letters, October"},
    ),
    Decided(
        "Jonas Weber", "dvt_history", Kind.LETTER, MAYA, -380, -15,
        {"from_whom": "Dr Novak, general practice", "file_reference": "Letters, last year"},
    ),
    Decided(
        "Daniel Osei", "bp_controlled", Kind.OVERRIDE, MAYA, -14, 14,
        {"reason": "Sits up well by himself, no dizziness on three visits"},
    ),
)  # fmt: skip


class Noted(NamedTuple):
    """About whom, for whom, by whom, how many days before the demo's day."""

    name: str
    level: str
    audience: str
    by: str
    days: int
    text: str


NOTED = (
    Noted("Daniel Osei", "info", "everyone", JOAN, 14, "Comes by taxi: out by 12:35"),
    Noted(
        "Amara Okafor",
        "warning",
        "clinical",
        TOMAS,
        35,
        "Faint after getting up fast: help her off the table",
    ),
    Noted("Amara Okafor", "info", "everyone", JOAN, 70, "Hears better on her right side"),
)


def alerts(house: House, histories: list[MedicalHistory]) -> Iterator[Alert]:
    people = {str(one.patient): one.patient for one in histories}
    for noted in NOTED:
        at = moment(house.day - timedelta(days=noted.days), minutes_of("09:20"))
        about = {"level": noted.level, "audience": noted.audience, "text": noted.text}
        yield Alert(patient=people[noted.name], added_by=house.staff[noted.by], added_at=at, **about)


def readings(house: House, histories: list[MedicalHistory]) -> Iterator[Reading]:
    people = {str(one.patient): one.patient for one in histories}
    for taken in TAKEN:
        at = moment(house.day, minutes_of(taken.when))
        by = house.staff[taken.by]
        yield Reading(patient=people[taken.name], on=house.day, at=at, by=by, **taken.values)


def settlements(house: House, histories: list[MedicalHistory]) -> Iterator[Settlement]:
    rules = screening.all_rules()
    latest = {str(one.patient): one for one in sorted(histories, key=lambda one: one.version)}
    for decided in DECIDED:
        history = latest[decided.name]
        found = screening.cautions(history, on=house.day, rules=rules)
        caution = next(one for one in found if one.rule.slug == decided.rule)
        dated = house.day + timedelta(days=decided.dated)
        yield Settlement(
            patient=history.patient,
            rule=caution.rule,
            kind=decided.kind,
            severity=caution.severity,
            history=history,
            said=said_by(caution),
            dated_on=dated,
            until_on=house.day + timedelta(days=decided.until),
            by=house.staff[decided.by],
            at=moment(dated, minutes_of("09:30")),
            **decided.words,
        )

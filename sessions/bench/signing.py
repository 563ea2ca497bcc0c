"""What a copied session signs: the first one's sheet with its own people, times, scores and keys.

It is put together inside the database, for there are hundreds of thousands of them, in the canonical form.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from scheduling.bench.house import House
from scheduling.models import Room, Service
from sessions import point_words, snapshot
from sessions.models import TreatmentSession

# In the sheet, where the row's own value goes: SQL that gives it as JSON.
BLANK = re.compile('"\ue000(.+?)\ue001"')
DAY = "(visit.starts_at AT TIME ZONE %(zone)s)::date"
# What was done takes turns, so that reports have something to tell apart.
TECHNIQUES, RESPONSES = ("pressure_release", "stripping", "stretch"), ("released", "partly", "unchanged", "")
TURNS = len(TECHNIQUES) * len(RESPONSES)
# Nobody stood at the door of a copy.
UNSEEN: dict[str, Any] = {
    "start": None,
    "consent": None,
    "areas": [],
    "stop": None,
    "incidents": [],
    "supervisor": None,
    "late": "",
}


def rows(held: TreatmentSession) -> str:
    """To be joined to the visits: sheet.text, signed over patient, points and findings of each."""
    sheet = _blanked(json.loads(held.snapshot))
    parts = [part if turn % 2 else _literal(part) for turn, part in enumerate(BLANK.split(sheet))]
    # An array, for a function takes 100 values at most.
    texts = ", ".join(f"({part})::text" for part in parts)
    return (
        " JOIN patients_patient AS patient ON patient.id = visit.patient_id"
        f" CROSS JOIN LATERAL (SELECT array_to_string(ARRAY[{texts}], '') AS text OFFSET 0) AS sheet"
    )


def said(house: House, held: TreatmentSession) -> dict[str, Any]:
    """Therapists, rooms and services as a sheet tells them, by key; and in words what was done, by turn."""
    people = {one.pk: snapshot.canonical(snapshot.person(one) or {}) for one in house.therapists}
    return {
        "given": json.dumps([json.dumps(words, ensure_ascii=False) for words in _given(held)]),
        "people": json.dumps(people),
        "doors": _named(house.rooms),
        "services": _named([house.long, house.short]),
    }


def _blanked(sheet: dict[str, Any]) -> str:
    therapist = _blank("%(people)s::jsonb ->> visit.therapist_id::text")
    begun, over = _instant("visit.starts_at"), _instant("visit.ends_at")
    own = {
        "patient": _patient(),
        "therapist": therapist,
        "signed_by": therapist,
        "appointment": {
            "id": _blank("visit.id"),
            "starts_at": begun,
            "ends_at": over,
            "service": _blank("%(services)s::jsonb ->> visit.service_id::text"),
            "room": _blank("%(doors)s::jsonb ->> visit.room_id::text"),
        },
        "started_at": begun,
        "ended_at": over,
        "signed_at": over,
        "pain_before": _blank("3 + visit.n %% 7"),
        "pain_after": _blank("visit.n %% 5"),
        "points": [_point(point, turn) for turn, point in enumerate(sheet["points"])],
        "visit": UNSEEN,
    }
    return snapshot.canonical({**sheet, **own})


def _patient() -> dict[str, str]:
    called = "coalesce(nullif(patient.preferred_name, ''), patient.first_name)"
    return {
        "id": _blank("patient.id"),
        "number": _blank("patient.number"),
        "name": _blank(f"to_json({called} || ' ' || patient.last_name)"),
        "legal_name": _blank("to_json(patient.first_name || ' ' || patient.last_name)"),
        "birth_on": _blank("to_json(patient.birth_on)"),
        "age": _blank(f"extract(year FROM age({DAY}, patient.birth_on))"),
    }


def _point(point: dict[str, Any], turn: int) -> dict[str, Any]:
    own = {
        "id": _blank(f"%(findings)s + visit.n * %(each)s + {turn}"),
        "point": _blank(f"%(points)s + (visit.patient_id - %(patient)s) * %(each)s + {turn}"),
        "before": _blank("4 + visit.n %% 6"),
        "after": _blank("visit.n %% 5"),
    }
    return {**point, **own, "treatments": [_treatment(one, turn) for one in point["treatments"]]}


def _treatment(given: dict[str, Any], turn: int) -> dict[str, Any]:
    own = {
        "id": _blank(treatment(str(turn))),
        "technique": _blank(f"to_json({one_of(TECHNIQUES)})"),
        "response": _blank(f"to_json({one_of(RESPONSES)})"),
        "words": _blank(f"%(given)s::jsonb ->> (visit.n %% {TURNS})::int"),
    }
    return {**given, **own}


def treatment(turn: str) -> str:
    """The key of the treatment at the point with that turn; only the first few points have one."""
    return f"%(treatments)s + visit.n * %(treated)s + {turn}"


def one_of(names: Sequence[str]) -> str:
    """One after the other, visit by visit."""
    return f"(ARRAY{[*names]})[1 + visit.n %% {len(names)}]"


def _given(held: TreatmentSession) -> Iterator[str]:
    first = held.findings.order_by("number")[0].treatments.get()
    for turn in range(TURNS):
        first.technique = TECHNIQUES[turn % len(TECHNIQUES)]
        first.response = RESPONSES[turn % len(RESPONSES)]
        yield point_words.given(first)


def _instant(moment: str) -> str:
    clock = f"{moment} AT TIME ZONE 'UTC'"
    return _blank(f"to_json(to_char({clock}, 'YYYY-MM-DD') || to_char({clock}, 'THH24:MI:SS') || '+00:00')")


def _blank(sql: str) -> str:
    return f"\ue000{sql}\ue001"


def _named(rows: Iterable[Room | Service]) -> str:
    return json.dumps({one.pk: json.dumps(str(one)) for one in rows})


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''").replace("%", "%%") + "'"

"""What is known of a session when its note is written: plain values, and what nobody recorded is absent."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from clinic import clock
from patients.models import PostureFinding
from sessions.criteria import SIGNS
from sessions.point_models import Sign

# Trapezius, descending (upper) part; Multifidus, cervical part.
PART = re.compile(r"^(\w+), (?:\w+ \((\w+)\)|(\w+)) part$")
BELLY = re.compile(r"^(\w+), (\w+ (?:head|belly))$")


@dataclass(frozen=True)
class TreatmentFact:
    """One application of a technique. pressure: 1-5. steps: (pressure, discomfort 0-10 or None, seconds)."""

    technique: str
    contact: str = ""
    pressure: int | None = None
    steps: tuple[tuple[int, int | None, int], ...] = ()
    hold_seconds: int | None = None
    repetitions: int | None = None
    order: int = 0
    response: str = ""
    adverse: str = ""
    over_cap_why: str = ""


@dataclass(frozen=True)
class PointFact:
    """One point of the map as it was found today. scores: 0-10, None is not taken.

    words: left upper trapezius TrP1, as in the middle of a sentence. place: where it stands in the order of
    the body. last, last_on: the newest tenderness of an earlier visit. carried: it came from one.
    signs: yes and no only, by name. referral: zones with their side. ppt: kgf/cm2.
    """

    words: str
    status: str
    before: int | None = None
    after: int | None = None
    place: int = 0
    carried: bool = False
    last: int | None = None
    last_on: date | None = None
    site_type: str = ""
    signs: Mapping[str, str] = field(default_factory=dict)
    recognition: str = ""
    referral: tuple[str, ...] = ()
    quality: str = ""
    ppt_before: str = ""
    ppt_after: str = ""
    key_point: str = ""
    treatments: tuple[TreatmentFact, ...] = ()
    despite: str = ""
    todo: str = ""

    @property
    def unseen(self) -> bool:
        """Carried over, and nobody has pressed it today or said that it is gone."""
        scored = (self.before, self.after) != (None, None)
        return self.carried and not scored and not self.treatments and self.status != "resolved"


@dataclass(frozen=True)
class MotionFact:
    words: str
    before: int | None = None
    after: int | None = None
    pain: str = ""


@dataclass(frozen=True)
class TestFact:
    words: str
    result: str


@dataclass(frozen=True)
class ConductFact:
    """How the session was done. minutes: by the words for the kind of work, only what was recorded.

    given: home care from the library, with its dose. home_care: what was written of it besides.
    """

    minutes: Mapping[str, int] = field(default_factory=dict)
    positions: tuple[str, ...] = ()
    draping: str = ""
    products: str = ""
    tolerance: str = ""
    given: tuple[str, ...] = ()
    home_care: str = ""
    next_visit: str = ""
    lines: Mapping[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Facts:
    """pain: the whole session's, 0-10. left_with, left_on: what the session before ended with, and when."""

    points: tuple[PointFact, ...] = ()
    motions: tuple[MotionFact, ...] = ()
    tests: tuple[TestFact, ...] = ()
    posture: tuple[str, ...] = ()
    conduct: ConductFact = ConductFact()
    pain_before: int | None = None
    pain_after: int | None = None
    left_with: int | None = None
    left_on: date | None = None


def of_finding(finding: Any) -> PointFact:
    """The one place where a finding's fields become facts."""
    point, earlier = finding.point, finding.previous
    return PointFact(
        words=spoken(point.muscle.name, point.side, point.code),
        place=point.muscle.order,
        status=finding.status,
        before=finding.tenderness_before,
        after=finding.tenderness_after,
        carried=earlier is not None,
        last=finding.last_score,
        last_on=earlier and clock.local(earlier.treatment_session.started_at).date(),
        site_type=finding.site_type,
        signs={name: said for name in SIGNS if (said := getattr(finding, name)) != Sign.NOT_TESTED},
        recognition=finding.recognition,
        referral=_referral(finding),
        quality=finding.quality,
        ppt_before=_reading(finding.ppt_before),
        ppt_after=_reading(finding.ppt_after),
        key_point=_key_point(finding),
        treatments=tuple(_treatment(given) for given in finding.treatments.all()),
        despite=finding.despite,
        todo=finding.todo,
    )


def _referral(finding: Any) -> tuple[str, ...]:
    """From head to foot, in whatever order the zones were tapped."""
    found = sorted(finding.found_referrals.all(), key=lambda one: (one.zone.order, one.side))
    return tuple(in_a_sentence(one.words) for one in found)


def _reading(threshold: Any) -> str:
    return "" if threshold is None else f"{threshold:.1f}"


def _key_point(finding: Any) -> str:
    """The point that this one depends on, in words."""
    point = finding.parent.point if finding.parent else None
    return spoken(point.muscle.name, point.side, point.code) if point else ""


def _treatment(given: Any) -> TreatmentFact:
    return TreatmentFact(
        technique=given.technique,
        contact=given.contact,
        pressure=given.pressure,
        steps=tuple((step["pressure"], step["discomfort"], step["seconds"]) for step in given.steps),
        hold_seconds=given.hold_seconds,
        repetitions=given.repetitions,
        order=given.order,
        response=given.response,
        adverse=given.adverse,
        over_cap_why=given.over_cap_why,
    )


def of_posture(findings: Iterable[PostureFinding]) -> tuple[str, ...]:
    """Head forward, moderate, 46.5°: what was seen that day; what was looked for and not seen is left out."""
    return tuple(_posture_words(found) for found in findings if found.present and not found.carried)


def _posture_words(found: PostureFinding) -> str:
    side = "" if found.side == "midline" else found.side
    said = dict.fromkeys(part for part in (found.sign.label, side, found.in_words, found.words) if part)
    return in_a_sentence(", ".join(said))


def spoken(muscle: str, side: str, code: str) -> str:
    """Left upper trapezius TrP1: the catalogue's name as a therapist says it, in the middle of a sentence."""
    name = in_a_sentence(PART.sub(lambda found: f"{found[2] or found[3]} {found[1].lower()}", muscle))
    name = BELLY.sub(r"\1 (\2)", name)
    return " ".join(word for word in ("" if side == "midline" else side, name, code) if word)


def in_a_sentence(words: str) -> str:
    """Left upper trapezius TrP1: left upper trapezius TrP1. Abbreviations keep their capitals."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]

"""The treatment sessions behind the fulfilled visits, signed but for a few, and the two under way."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from clinic import clock
from demo import helen, notes
from demo.cases import Case, Charted
from demo.diary import Visit
from demo.furnishings import MAYA, TOMAS, House, moment
from demo.helen import HelensCase
from demo.people import Person
from demo.randomness import Dice
from demo.today import IN_SESSION, NOT_SIGNED, NOW
from patients import screening
from patients.models import MedicalHistory
from scheduling.models import Appointment, Status
from sessions import snapshot
from sessions.catalogue_models import Muscle
from sessions.models import NOTE_FIELDS, PointFinding, TreatmentSession
from sessions.writing import gathering, generator
from sessions.writing.authorship import settle
from sessions.writing.gathering import Rows
from sessions.writing.models import Conduct

# Points of the one whose first visit is half over: before and after, none where it is still to be taken.
HALF_SCORED = ((7, 4), (6, None), (6, None), (None, None))
NO_COURSE: dict[str, Any] = {"complaints": [], "home_care": [], "protocols": []}


@dataclass
class Sheet:
    """One treatment session and the lines of its body map.

    read: the history that was read at its door, and the cautions that follow from it on that day.
    """

    session: TreatmentSession
    charted: list[Charted]
    about: dict[str, Any] = field(default_factory=dict)
    conduct: Conduct | None = None
    read: tuple[MedicalHistory | None, screening.Cautions] | None = None

    @property
    def findings(self) -> list[PointFinding]:
        return [line.finding for line in self.charted]


class Charting:
    """Goes through the visits by the clock and writes a sheet for each that began."""

    def __init__(self, house: House, held: dict[Visit, Appointment], muscles: dict[str, Muscle]) -> None:
        self.house, self.held, self.muscles = house, held, muscles
        self.dice = Dice(house.day, "charts")
        self.cases: dict[Person, Case] = {}
        self.unsigned = left_unsigned(held)

    def sheets(self) -> Iterator[Sheet]:
        for visit in self.held:
            if visit.status == Status.FULFILLED:
                yield self.over(visit)
            elif visit.offset == 0 and str(visit.person.patient) in IN_SESSION:
                yield self.under_way(visit)

    def case(self, person: Person) -> Case:
        if person not in self.cases:
            kind = HelensCase if str(person.patient) == helen.NAME else Case
            self.cases[person] = kind(self.dice, person, self.muscles)
        return self.cases[person]

    def over(self, visit: Visit) -> Sheet:
        """All points scored, the note written, signed soon after unless it was left for later."""
        case, session = self.case(visit.person), self.begun(visit)
        charted = case.treat(visit.minutes)
        before, after = case.feel(charted)
        moment = notes.Moment(case, charted, before, after or 0, self.dice)
        text = notes.write(moment)
        if isinstance(case, HelensCase) and visit.offset == helen.LAST_VISIT:
            text = helen.LAST_NOTE
        for section, words in {**text, "pain_before": before, "pain_after": after}.items():
            setattr(session, section, words)
        session.edited = [section for section in NOTE_FIELDS if text.get(section)]
        session.ended_at = session.appointment.ends_at - timedelta(minutes=self.dice.randint(0, 4))
        session.saved_at = session.ended_at + timedelta(minutes=self.dice.randint(1, 11))
        session.version = self.dice.randint(3, 9)
        if visit not in self.unsigned:
            session.signed_at, session.signed_by = session.saved_at, session.therapist
        return bound(session, charted, notes.conducted(moment, session, visit.minutes))

    def under_way(self, visit: Visit) -> Sheet:
        """Some points scored, some before only, some not at all yet."""
        case, session = self.case(visit.person), self.begun(visit)
        charted = case.treat(visit.minutes)
        session.pain_before, _ = case.feel(charted)
        if isinstance(case, HelensCase):
            session.subjective = helen.TODAY
        else:
            session.subjective = notes.said(notes.Moment(case, charted, session.pain_before, 0, self.dice))
            for line, (before, after) in zip(charted, HALF_SCORED, strict=False):
                line.finding.tenderness_before, line.finding.tenderness_after = before, after
        session.edited = ["subjective"]
        session.saved_at = moment(self.house.day, NOW - 1)
        session.version = 2
        return bound(session, charted)

    def begun(self, visit: Visit) -> TreatmentSession:
        appointment = self.held[visit]
        return TreatmentSession(
            patient=appointment.patient,
            therapist=appointment.therapist,
            appointment=appointment,
            started_at=appointment.starts_at + timedelta(minutes=self.dice.randint(0, 3)),
        )


def bound(session: TreatmentSession, charted: list[Charted], conduct: Conduct | None = None) -> Sheet:
    for line in charted:
        line.finding.treatment_session = session
    return Sheet(session, charted, conduct=conduct)


def left_unsigned(held: dict[Visit, Appointment]) -> set[Visit]:
    """One of this morning, and the last note of the working day before with two of the therapists."""
    done = [visit for visit in held if visit.status == Status.FULFILLED]
    left = {visit for visit in done if visit.offset == 0 and str(visit.person.patient) == NOT_SIGNED}
    for therapist in (MAYA, TOMAS):
        left |= set([visit for visit in done if visit.offset < 0 and visit.therapist == therapist][-1:])
    return left


def sign(sheets: list[Sheet], histories: list[MedicalHistory]) -> None:
    """Fill in snapshot and digest as signing does; every row must have its key by now."""
    told: dict[int, list[MedicalHistory]] = {}
    before: dict[int, TreatmentSession] = {}
    rules = screening.all_rules()
    for history in histories:
        told.setdefault(history.patient_id, []).append(history)
    for sheet in sheets:
        session = sheet.session
        if session.signed_at is None:
            continue
        known = [one for one in told.get(session.patient_id, ()) if one.answered_at <= session.signed_at]
        latest = max(known, key=lambda one: one.version, default=None)
        if sheet.read and sheet.read[0] is latest:
            told_then = sheet.read[1]
        else:
            told_then = screening.cautions(latest, on=clock.local(session.started_at).date(), rules=rules)
        rows = Rows(conduct=sheet.conduct, before=before.get(session.patient_id))
        settle(session, generator.write(gathering.facts(session, sheet.findings, rows)))
        before[session.patient_id] = session
        composed = snapshot.composed(session, sheet.findings, told_then, rows)
        session.snapshot = snapshot.canonical({**composed, **NO_COURSE, **sheet.about})
        session.digest = snapshot.digest(session.snapshot)

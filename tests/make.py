"""Invents people, places and times; whoever a test names it makes, and the rest is plausible."""

import uuid
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from itertools import count
from typing import Any

from django.db import transaction
from PIL import Image

from clinic import audit, clock
from clinic.models import Credential, Role, Staff
from patients import histories
from patients.files import documents, storage
from patients.files.kinds import JPEG, Cleaned
from patients.models import (
    CareTeam,
    Document,
    MedicalHistory,
    Patient,
    PostureFinding,
    PostureNote,
    PosturePhoto,
    PostureSign,
)
from patients.posture import assessing, photos
from scheduling.credentials import keeping
from scheduling.models import Appointment, Location, Room, Service, WorkingHours
from scheduling.services import offering
from sessions import records
from sessions.courses import complaints, outcomes, plans, protocols
from sessions.courses import home_care as doing
from sessions.courses.models import (
    Complaint,
    CourseDefault,
    HomeCare,
    HomeCareItem,
    Measure,
    Outcome,
    Plan,
    Protocol,
)
from sessions.models import Muscle, PointFinding, TreatmentSession
from sessions.visit import areas
from sessions.visit.gate import Review

PASSWORD = "a long enough password"
# At the door: nothing has changed, and every sensitive area is left out today.
NOTHING_CHANGED = Review(changed=False, areas=dict.fromkeys(areas.every(), "not_today"))
_numbers = count(1)


def at(wall_time: str, day: date | None = None) -> datetime:
    """The instant of "09:30" on the clinic's wall, today unless a day is given."""
    return clock.instant(day or clock.today(), time.fromisoformat(wall_time))


def staff(name: str, *roles: Role, **fields: Any) -> Staff:
    email = fields.pop("email", f"{name.lower().replace(' ', '.')}@example.test")
    return Staff.objects.create_user(
        email, PASSWORD, legal_name=name, display_name=name, roles=list(roles), **fields
    )


def therapist(
    name: str = "Leo", *, hours: tuple[str, str] | None = ("06:00", "22:00"), **fields: Any
) -> Staff:
    """A therapist who works these hours every day of the week; None for none."""
    person = staff(name, Role.THERAPIST, **fields)
    for weekday in range(7) if hours else ():
        working_hours(person, weekday, *hours)
    return person


def front_desk(name: str = "Joan") -> Staff:
    return staff(name, Role.FRONT_DESK)


def admin(name: str = "Rosa") -> Staff:
    return staff(name, Role.ADMIN)


@transaction.atomic
def working_hours(
    person: Staff, weekday: int, starts: str, ends: str, where: Location | None = None
) -> WorkingHours:
    hours = WorkingHours.objects.create(
        therapist=person,
        location=where or location(),
        weekday=weekday,
        starts=time.fromisoformat(starts),
        ends=time.fromisoformat(ends),
        valid_from=date(2020, 1, 1),
    )
    audit.record("changed", hours, by=None)
    return hours


@transaction.atomic
def _once(kind: type[Any], **named: Any) -> Any:
    """The row of that name, made where there is none, with the audit event that it needs."""
    row, is_new = kind.objects.get_or_create(**named)
    if is_new:
        audit.record("changed", row, by=None)
    return row


def location(name: str = "High Street") -> Location:
    return _once(Location, name=name)


def room(name: str = "Room 1", at: Location | None = None, **fields: Any) -> Room:
    return _once(Room, name=name, location=at or location(), defaults=fields)


def service(
    name: str = "Trigger point", *, minutes: int = 60, buffer_after: int = 0, **fields: Any
) -> Service:
    defaults = {"durations": [minutes], "buffer_after": buffer_after, **fields}
    return _once(Service, name=f"{name} {minutes}", defaults=defaults)


def credential(person: Staff, kind: str = "licence", **said: Any) -> Credential:
    """Added by an admin, as keeping.Said has it."""
    by = Staff.objects.admins().first() or admin()
    return keeping.add(staff=person, said=keeping.Said(kind, **said), by=by)


def price(kind: Service, amount: str, since: date | None = None, minutes: int = 0) -> None:
    """Set by an admin, from today on unless a later day is given."""
    by = Staff.objects.admins().first() or admin()
    amounts = {minutes or kind.durations[0]: Decimal(amount)}
    offering.set_prices(service=kind, amounts=amounts, valid_from=since or clock.today(), by=by)


@transaction.atomic
def patient(name: str = "", **fields: Any) -> Patient:
    number = next(_numbers)
    first, _, last = (name or f"Ada Person{number}").partition(" ")
    # Far above those that the register gives out, so that both may be used in one test.
    fields = {"number": 1_000_000 + number, "first_name": first, "last_name": last or "Doe", **fields}
    person = Patient.objects.create(**fields)
    audit.record("registered", person, by=None)
    return person


def history(person: Patient, by: Staff, reason: str = "", **answers: Any) -> MedicalHistory:
    """Answers by rule: "yes", "no", "unsure", or a tuple with since and details."""
    said = {rule: (answer,) if isinstance(answer, str) else answer for rule, answer in answers.items()}
    return histories.answer(person, said, reason, by=by)


def posture_note(person: Patient, by: Staff, **begun: Any) -> PostureNote:
    return assessing.begin(person, key=uuid.uuid4(), by=by, **begun)


def posture_finding(
    note: PostureNote, sign: str, side: str = "midline", view: str = "", **said: Any
) -> PostureFinding:
    """Said by the note's author; measure is the part after the finding's own name."""
    known = PostureSign.objects.get(pk=sign)
    if "value" in said:
        said["measure"] = known.measures.get(pk=f"{sign}-{said['measure']}")
        said["value"] = Decimal(str(said["value"]))
    view = view or known.views[0]
    stored = note.findings.filter(sign=known, side=side).first()
    version = stored.version if stored else 0
    return assessing.answer(note, known, side, view, assessing.Said(**said), version=version, by=note.by)


def posture_photo(
    note: PostureNote, view: str = "left", *, size: tuple[int, int] = (60, 120)
) -> PosturePhoto:
    """A picture of one colour, as if cleaned, with consent."""
    out = BytesIO()
    Image.new("RGB", size, "peru").save(out, "JPEG")
    cleaned = Cleaned(out.getvalue(), JPEG, *size)
    consent = {"agreed_by": str(note.patient), "agreed_on": clock.today(), "scope": "record"}
    with storage.kept(cleaned.content) as (name,):
        return photos.keep(note, cleaned, name, view=view, key=uuid.uuid4(), **consent, by=note.by)


def document(person: Patient, by: Staff, title: str = "Letter", **described: Any) -> Document:
    """A picture of one colour, as if cleaned; clinical unless told."""
    out = BytesIO()
    Image.new("RGB", (8, 8), "peru").save(out, "JPEG")
    file = Cleaned(out.getvalue(), JPEG, 8, 8, thumbnail=out.getvalue())
    described = {"kind": "letter", "audience": "clinical", "taken_on": None, **described}
    return documents.add(person, file, key=uuid.uuid4(), by=by, title=title, **described)


@transaction.atomic
def in_care_of(therapist: Staff, person: Patient) -> CareTeam:
    """Add the therapist to the patient's care team by name."""
    member = CareTeam.objects.create(
        patient=person, therapist=therapist, since_on=clock.today() - timedelta(days=1), why="test"
    )
    audit.record("changed", member, by=None)
    return member


@transaction.atomic
def appointment(therapist: Staff, starts_at: datetime, **fields: Any) -> Appointment:
    """A row as booking would leave it, past times included; for what booking refuses, call booking itself."""
    kind = fields.pop("service", None) or service()
    ends_at = starts_at + timedelta(minutes=fields.pop("minutes", kind.durations[0]))
    held = Appointment.objects.create(
        therapist=therapist,
        patient=fields.pop("patient", None) or patient(),
        room=fields.pop("room", None) or room(),
        service=kind,
        starts_at=starts_at,
        ends_at=ends_at,
        occupies=kind.occupied(starts_at, ends_at),
        booked_by=fields.pop("booked_by", therapist),
        key=uuid.uuid4(),
        **fields,
    )
    audit.record("booked", held, by=None)
    return held


def treatment_session(therapist: Staff, starts_at: datetime | None = None, **fields: Any) -> TreatmentSession:
    """Started by its therapist, with what was open before on its map; past ones as if written up later."""
    held = appointment(therapist, starts_at or at("08:00"), **fields)
    return records.start(appointment=held, review=NOTHING_CHANGED, by=therapist)


def point(
    session: TreatmentSession,
    muscle: str = "levator_scapulae",
    side: str = "left",
    *,
    after: int | None = None,
    **fields: Any,
) -> PointFinding:
    """Placed at the muscle's usual spot by the session's own therapist."""
    finding = records.place(
        treatment_session=session,
        muscle=Muscle.objects.get(pk=muscle),
        side=side,
        key=fields.pop("key", None) or uuid.uuid4(),
        **fields,
        by=session.therapist,
    )
    if after is not None:
        finding = records.score(finding=finding, tenderness_after=after, by=session.therapist)
    return finding


def note(session: TreatmentSession, **texts: Any) -> TreatmentSession:
    session.refresh_from_db()
    return records.write(
        treatment_session=session, texts=texts, version=session.version, by=session.therapist
    )


def signed(session: TreatmentSession, **texts: Any) -> TreatmentSession:
    """Written and signed at its planned end, or now while that is still to come."""
    note(session, **{"subjective": "Stiff neck.", "plan": "Left side first.", **texts})
    ended_at = min(session.appointment.ends_at, clock.now())
    return records.sign(treatment_session=session, ended_at=ended_at, by=session.therapist)


def complaint(person: Patient, by: Staff, words: str = "Neck pain on the left", **said: Any) -> Complaint:
    return complaints.open_one(person, words=words, key=uuid.uuid4(), by=by, **said)


def plan(about: Complaint, by: Staff, *, kind: str = "chronic", goals: list[Any] = [], **said: Any) -> Plan:  # noqa: B006
    """As the clinic's defaults have it, but for what is said; goals: words, or SaidGoals."""
    standing = plans.in_force(about)
    begun = plans.to_begin_with(about, CourseDefault.objects.get(pk=kind))
    fields = {"areas": "", "agreed_by": "", "agreed_on": None, **begun, **said}
    told = [plans.SaidGoal(one) if isinstance(one, str) else one for one in goals]
    return plans.write(about, fields, told, version=standing.version if standing else 0, by=by)


def outcome(about: Complaint, measure: Measure, items: list[int | None], by: Staff, **said: Any) -> Outcome:
    said = {"taken_on": clock.today(), "mode": "room", **said}
    return outcomes.take(about, measure, items, **said, key=uuid.uuid4(), by=by)


def home_care(about: Complaint, by: Staff, item: HomeCareItem | None = None, **said: Any) -> HomeCare:
    held = item or HomeCareItem.objects.get(name="Side bend of the neck")
    names = ("seconds", "repetitions", "times_a_day", "days_a_week", "pressure")
    dose = {name: said.pop(name, getattr(held, name)) for name in names}
    said = {"side": "left", "demonstrated": True, **said}
    return doing.give(about, held, dose=dose, **said, key=uuid.uuid4(), by=by)


def protocol(name: str = "Neck", *steps: protocols.SaidStep, by: Staff) -> Protocol:
    """Both levator scapulae, unless steps are given."""
    told = list(steps) or [protocols.SaidStep(Muscle.objects.get(pk="levator_scapulae"), "both", "LS1")]
    return protocols.write(None, {"name": name, "about": "", "active": True}, told, version=0, by=by)

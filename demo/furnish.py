"""Puts the whole demo clinic into an empty database, in one transaction or not at all."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import connection, models, transaction

from clinic import audit
from clinic.asking import give
from clinic.models import Clinic
from demo import (
    around,
    bookings,
    charts,
    courses,
    credentials,
    decisions,
    events,
    files,
    furnishings,
    health,
    households,
    intake,
    letters,
    mobile,
    people,
    posture,
    prices,
    progress,
    saved_reports,
    today,
    treatment,
    waiting,
    words,
)
from demo.diary import Diary, fill
from demo.furnishings import House
from demo.loading import load, save_many, take_keys
from patients.models import Alert, CautionRule, MedicalHistory, Patient, Reading, Settlement
from scheduling.models import Appointment
from sessions.courses.models import SessionComplaint
from sessions.models import Muscle, TreatmentSession

BATCH = 500
STAMPED = ((Patient, "registered_at"), (Appointment, "booked_at"), (TreatmentSession, "saved_at"))


def furnish(day: date) -> dict[str, int]:
    """A clinic whose today is this day; returns how many rows of each kind it has."""
    house = furnishings.build(day)
    events.plan(house)
    Clinic.remember(house.clinic)
    try:
        with transaction.atomic(), given_times_kept():
            return write(house)
    finally:
        Clinic.remember(None)


def write(house: House) -> dict[str, int]:
    unhurried()
    save_house(house)
    cast = today.cast(house.day)
    crowd = people.crowd(house.day, set(cast))
    diary = Diary(house)
    today.enter(diary, cast)
    fill(diary, crowd)
    held = bookings.appointments(diary)
    everyone = [*cast.values(), *crowd]
    patients = register(house, cast, everyone, bookings.in_register_order(diary, held, everyone))
    histories = save_histories(house, crowd, cast)
    intake.furnish(house, cast, histories)
    save_decisions(house, histories)
    save_many([*held.values(), *events.fill(house, crowd, held.values())])
    sheets = list(charts.Charting(house, held, Muscle.objects.in_bulk()).sheets())
    links = courses.open_complaints(sheets, histories)
    save_sheets(house.day, sheets, histories, links, around.doors(house, sheets, histories))
    courses.furnish(house, sheets, links, [one.patient for one in cast.values()])
    progress.furnish(sheets, links)
    told = beside(house, cast, sheets) | {"mobile visits": mobile.keep(house, crowd)}
    audit.record("furnished", house.clinic, by=None, reason=f"demo clinic for {house.day:%-d %B %Y}")
    return {
        "patients": len(patients),
        "medical histories": len(histories),
        "appointments": len(held),
        "treatment sessions": len(sheets),
        "findings": sum(len(sheet.charted) for sheet in sheets),
        **told,
    }


def beside(house: House, cast: dict[str, people.Person], sheets: list[charts.Sheet]) -> dict[str, int]:
    """What lies beside the sessions, and how many of each."""
    return {
        "posture notes": posture.assess(sheets),
        "documents": letters.save(house, cast),
        "words kept ready": words.keep(house),
        "incidents": around.happened(sheets),
        "exports": files.save(house),
        "credentials": credentials.hand_over(house),
        "wishes": waiting.keep(house, cast),
        "saved reports": saved_reports.keep(house),
    }


def register(
    house: House, cast: dict[str, people.Person], everyone: list[people.Person], in_order: list[Patient]
) -> list[Patient]:
    """Save them in the order of their numbers, with how they are reached and who is around them."""
    people.reachable(house.day, everyone)
    intake.reachable(cast)
    households.tell(house.day, everyone)
    patients = [*in_order, *households.others(house.day, {name: one.patient for name, one in cast.items()})]
    save_patients(patients)
    households.settle(house.day, patients)
    return patients


def unhurried() -> None:
    """The time-outs that keep a page from hanging are too short for a whole clinic on a slow machine."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0")


@contextmanager
def given_times_kept() -> Iterator[None]:
    """Rows of the past keep their own moments, where Django would stamp them with the moment of loading."""
    fields: list[Any] = [kind._meta.get_field(name) for kind, name in STAMPED]
    stamps = [(field, field.auto_now, field.auto_now_add) for field in fields]
    for field in fields:
        field.auto_now = field.auto_now_add = False
    try:
        yield
    finally:
        for field, auto_now, auto_now_add in stamps:
            field.auto_now, field.auto_now_add = auto_now, auto_now_add


def save_house(house: House) -> None:
    house.clinic.save()
    house.location.save()
    for row in (*house.staff.values(), *house.rooms.values(), *house.services.values()):
        row.save()
    for row in (*house.chair_days, *house.hours, *house.time_off, *prices.rows(house)):
        # Their relations were saved after they were given to them.
        row.save()


def save_patients(patients: Sequence[Patient]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('patient_numbers') FROM generate_series(1, %s)", [len(patients)])
        for patient, (number,) in zip(patients, cursor.fetchall(), strict=True):
            patient.number = number
    Patient.objects.bulk_create(patients, BATCH)


def save_histories(
    house: House, crowd: list[people.Person], cast: dict[str, people.Person]
) -> list[MedicalHistory]:
    """With their answers at hand, as cautions need them."""
    rules = CautionRule.objects.in_bulk()
    told = list(health.histories(house, crowd, cast, rules))
    histories = MedicalHistory.objects.bulk_create((history for history, _ in told), BATCH)
    for history, answers in told:
        answers.sort(key=lambda answer: answer.rule.order)
        give(history, "answers", answers)
    save_many(answer for _, answers in told for answer in answers)
    return histories


def save_decisions(house: House, histories: list[MedicalHistory]) -> None:
    Alert.objects.bulk_create(decisions.alerts(house, histories))
    Reading.objects.bulk_create(decisions.readings(house, histories))
    Settlement.objects.bulk_create(decisions.settlements(house, histories))


def save_sheets(
    day: date,
    sheets: list[charts.Sheet],
    histories: list[MedicalHistory],
    links: list[SessionComplaint],
    doors: list[models.Model],
) -> None:
    """Findings first: once a session stands there signed, the database takes no more of them."""
    findings = [finding for sheet in sheets for finding in sheet.findings]
    points = list({id(finding.point): finding.point for finding in findings}.values())
    sessions = [sheet.session for sheet in sheets]
    conducts = [sheet.conduct for sheet in sheets if sheet.conduct]
    for rows in (points, sessions, findings):
        take_keys(rows)
    for finding in findings:
        finding.point = finding.point  # takes over the key that the point has only now
    given = treatment.give(day, sheets, histories)
    for more in (given.treatments, given.referrals, links, conducts):
        take_keys(more)
    charts.sign(sheets, histories)
    courses.link(links)
    for conduct in conducts:
        conduct.treatment_session = conduct.treatment_session  # and this that of its session
    load(*links, *points, *findings, *given.treatments, *given.referrals, *conducts)
    around.save(doors)
    load(*sessions)


def tidy() -> None:
    """Fresh statistics for the planner, rows marked visible; Postgres skips tables of another owner."""
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("VACUUM (ANALYZE, SKIP_LOCKED)")
        cursor.execute("RESET statement_timeout")

"""The demo opens on whatever day it is, and the same day gives the same clinic."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from clinic.models import Clinic
from demo import mobile, people, today
from demo.diary import Diary, fill
from demo.furnishings import build
from patients.models import Patient
from scheduling.models import Appointment

SUNDAY = "2026-11-22"
CHECKSUM = """
SELECT md5(string_agg(line, '|' ORDER BY line)) FROM (
    SELECT concat_ws(',', p.first_name, p.last_name, p.birth_on, p.phone, p.email, p.registered_at,
        a.starts_at, a.ends_at, a.status, a.booked_at, a.arrived_at,
        s.subjective, s.objective, s.assessment, s.plan, s.pain_before, s.signed_at,
        (SELECT string_agg(concat_ws(',', number, x, y, f.status, tenderness_before), ';' ORDER BY number)
            FROM treatment_sessions_pointfinding f WHERE f.treatment_session_id = s.id)) AS line
    FROM scheduling_appointment a JOIN patients_patient p ON p.id = a.patient_id
    LEFT JOIN treatment_sessions_treatmentsession s ON s.appointment_id = a.id) lines
"""


def load_and_take_back() -> tuple[str, int]:
    """The command on a Sunday: what it wrote, in one number, and how many came that day."""
    with transaction.atomic():
        call_command("demo", date=date.fromisoformat(SUNDAY), verbosity=0)
        assert ProcrastinateJob.objects.get().task_name.endswith("warn_of_ending_credentials")
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(CHECKSUM)
            (checksum,) = cursor.fetchone()
        visits = Appointment.objects.on(date.fromisoformat(SUNDAY)).count()
        transaction.set_rollback(True)
    return checksum, visits


@pytest.mark.sweep
@pytest.mark.django_db
def test_the_same_day_gives_the_same_clinic_even_a_sunday(settings):
    settings.DEMO = True

    once, visits = load_and_take_back()
    again, _ = load_and_take_back()

    assert once == again
    assert visits == len(today.CAST) + len(mobile.VISITS)
    assert not Patient.objects.exists()


@pytest.fixture
def in_london() -> Iterator[None]:
    Clinic.remember(Clinic(pk=1))
    yield
    Clinic.remember(None)


@pytest.mark.usefixtures("in_london")
@pytest.mark.parametrize("day", [*(f"2026-11-{day}" for day in range(16, 23)), "2027-03-28", "2028-02-29"])
def test_all_four_work_today_whatever_day_it_is_and_nobody_is_in_two_places(day):
    house = build(date.fromisoformat(day))
    diary, cast = Diary(house), today.cast(house.day)
    today.enter(diary, cast)
    fill(diary, people.crowd(house.day, set(cast)))

    for visit in diary.visits:
        assert any(
            since <= visit.starts and visit.ends <= until
            for since, until in diary.stretches(visit.therapist, visit.offset)
        )
    for times in diary.taken.values():
        in_order = sorted(times)
        assert all(end <= start for (_, end), (start, _) in pairwise(in_order))

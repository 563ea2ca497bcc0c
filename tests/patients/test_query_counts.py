"""The same number of questions to the database for ten rows and for three hundred."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clinic import clock
from clinic.models import Clinic
from patients.models import Patient
from scheduling.models import Appointment
from sessions.models import Muscle, PointFinding, TreatmentSession
from tests import make
from tests.patients.test_pages import signed_in
from tests.sweeping import each

pytestmark = pytest.mark.django_db
AT_MOST = 12
A_SEARCH = 10  # the archive is searched as well, to say how many it hides
PLACE = {"chart": "tp-a", "chart_version": 1, "x": 0.5, "y": 0.5, "placed_by": "tap", "tenderness_before": 5}


@pytest.fixture(autouse=True)
def clinic():
    """The one row is there before anyone asks; else the first question would make it."""
    return Clinic.current()


def queries(client, method: str, path: str, data: dict | None = None) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert getattr(client, method)(path, data or {}).status_code == 200
    # What Django itself says to begin and end a transaction is no question.
    return sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE")) for query in captured)


@pytest.mark.parametrize(
    ("method", "name", "data"),
    [("get", "list", None), ("post", "list", {"words": "person"}), ("post", "find", {"words": "person"})],
)
def test_a_list_asks_the_same_for_10_and_for_1000_people(method, name, data):
    client, path = signed_in(make.therapist("Maya")), reverse(f"patients:{name}")
    people(range(10))
    few = queries(client, method, path, data)
    people(range(10, 1000))

    many = queries(client, method, path, data)

    assert few == many <= (A_SEARCH if method == "post" else AT_MOST)


@pytest.mark.parametrize("name", each(["detail", "history", "access"], one_in=3))
def test_a_record_asks_the_same_for_10_and_for_1000_visits(name):
    maya, helen = make.therapist("Maya"), make.patient("Helen Vasquez")
    make.appointment(maya, clock.now(), patient=helen)
    make.history(helen, maya, hernia="yes", antiplatelet="unsure")
    client, path = signed_in(maya), reverse(f"patients:{name}", args=[helen.number])
    visits(helen, range(1, 11))
    few = queries(client, "get", path)
    visits(helen, range(11, 501))

    many = queries(client, "get", path)

    assert few == many <= AT_MOST


def people(numbers: range) -> None:
    Patient.objects.bulk_create(
        Patient(number=5000 + n, first_name="Ada", last_name=f"Person{n}") for n in numbers
    )


def visits(patient: Patient, days: range) -> None:
    """So many days ago, each with its session and three findings, and as many days ahead."""
    past = [copied(patient, -day, "fulfilled") for day in days]
    Appointment.objects.bulk_create([*past, *(copied(patient, day, "booked") for day in days)])
    sessions = TreatmentSession.objects.bulk_create(
        TreatmentSession(
            patient=patient, therapist=visit.therapist, appointment=visit, started_at=visit.starts_at
        )
        for visit in past
    )
    muscles = Muscle.objects.order_by("pk")[:3]
    points = [patient.trigger_points.get_or_create(muscle=muscle, side="left")[0] for muscle in muscles]
    PointFinding.objects.bulk_create(
        PointFinding(
            treatment_session=session, point=point, number=n, view="posterior", key=uuid.uuid4(), **PLACE
        )
        for session in sessions
        for n, point in enumerate(points, 1)
    )


def copied(patient: Patient, days: int, status: str) -> Appointment:
    """The patient's first appointment, moved by so many days."""
    visit = patient.appointments.order_by("booked_at").first()
    visit.pk, visit.key, visit.status = None, uuid.uuid4(), status
    visit.starts_at += timedelta(days=days)
    visit.ends_at += timedelta(days=days)
    visit.occupies = visit.service.occupied(visit.starts_at, visit.ends_at)
    return visit

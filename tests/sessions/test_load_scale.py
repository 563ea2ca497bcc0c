"""A clinic of any size is invented by the rules of the database, and never in a real one."""

import json
from collections import Counter

import pytest
from django.core.management import CommandError, call_command

from clinic.models import AuditEvent, Clinic
from patients import finding
from patients.models import Patient
from scheduling.bench import scale
from scheduling.models import Appointment, Status
from sessions import snapshot
from sessions.models import CountedPoint, PointFinding, Treatment, TreatmentSession
from tests import make
from tests.sessions.test_counting import amiss

pytestmark = [pytest.mark.django_db, pytest.mark.sweep]


@pytest.fixture
def few(monkeypatch):
    """Enough for small numbers: nobody has two places at one time."""
    monkeypatch.setattr(scale, "LEAST_PATIENTS", 20)


def test_patients_visits_sessions_and_findings_are_loaded_together(settings, few):
    settings.DEMO = True

    call_command("load_scale", patients=200, appointments=5200, sessions=20, findings=100)

    assert (Patient.objects.count(), Appointment.objects.count()) == (200, 5201)
    assert (TreatmentSession.objects.signed().count(), PointFinding.objects.count()) == (21, 105)
    assert Treatment.objects.count() == 63
    assert (CountedPoint.objects.filter(treated=True).count(), amiss()) == (63, [])
    assert CountedPoint.objects.exclude(zones=[]).count() == 42
    told = Counter(Appointment.objects.values_list("status", flat=True))
    assert (told[Status.CANCELLED], told[Status.NOSHOW]) == (20, 20)  # the same ones every time
    assert AuditEvent.objects.filter(action="furnished").count() >= 4
    assert Appointment.events.rel.related_model.objects.count() >= 5201
    call_command("verify_signatures")
    one = TreatmentSession.objects.order_by("pk").last()
    told = json.loads(one.snapshot)
    assert snapshot.canonical(told) == one.snapshot
    assert told["patient"] == snapshot.sheet(one)["patient"]
    assert told["appointment"] == snapshot.sheet(one)["appointment"]


def test_somebody_who_was_loaded_is_found_by_name(few):
    built = scale.build(200, "a long enough password")
    built.grow(5000)
    somebody = Patient.objects.last()

    assert somebody in finding.search(str(somebody), staff=built.house.desk)


def test_a_real_clinic_is_refused(settings, few):
    settings.DEMO = True
    make.patient()

    with pytest.raises(CommandError, match="it is not the demo"):
        call_command("load_scale", patients=200, appointments=0)

    Clinic.objects.update_or_create(pk=1, defaults={"demo": True})
    settings.DEMO = False
    with pytest.raises(CommandError, match="This is not a demo"):
        call_command("load_scale", patients=200, appointments=0)

    assert Patient.objects.count() == 1

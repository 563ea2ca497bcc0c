"""What a protocol's lines say and offer."""

import uuid

import pytest

from sessions import snapshot, treating
from sessions.courses import protocols
from sessions.models import Muscle, TreatmentSession
from sessions.our_muscles import keeping
from sessions.writing.generating import generate
from tests import make
from tests.sessions.browse import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def maya():
    return make.therapist("Maya")


def test_what_a_protocol_says_is_done_stands_at_its_points_and_in_the_plan_until_it_is_done(maya):
    step = protocols.SaidStep(Muscle.objects.get(pk="levator_scapulae"), "both", "LS1", "Release, 60 s")
    session = make.treatment_session(maya)
    use = protocols.apply(session, make.protocol("Neck", step, by=maya), by=maya)
    page = signed_in(maya).get(f"/sessions/{session.pk}/chart/").content.decode()
    assert page.count("Protocol: Release, 60 s") == 2
    assert page.count('"todo":"Release, 60 s"') + page.count('"todo": "Release, 60 s"') == 2
    asked = "The protocol asks for, at left and right levator scapulae LS1: Release, 60 s."
    assert asked in generate(session)["plan"]

    for finding in session.findings.filter(pk__in=use.findings):
        treating.treat(finding=finding, technique="pressure_release", key=uuid.uuid4(), by=maya)
    assert "The protocol asks for" not in generate(TreatmentSession.objects.get(pk=session.pk))["plan"]
    assert snapshot.sheet(session)["points"][0]["todo"] == "Release, 60 s"


def test_a_hidden_muscle_is_offered_to_no_new_line_but_kept_by_an_old_one(maya):
    levator = Muscle.objects.get(pk="levator_scapulae")
    held = make.protocol(by=maya)
    maya.clinical_lead = True
    maya.save()
    keeping.hide(levator, hidden=True, why="Not charted here", by=maya)
    client = signed_in(maya)

    assert 'value="levator_scapulae"' not in client.get("/protocols/new/").content.decode()
    page = client.get(f"/protocols/{held.pk}/").content.decode()
    marked = '<option value="levator_scapulae" selected>Levator scapulae (hidden here)</option>'
    assert page.count('value="levator_scapulae"') == page.count(marked) == 1
    assert "hidden here" in client.get("/protocols/").content.decode()
    said = {"name": "Neck", "active": "on", "version": held.version, "steps-INITIAL_FORMS": 1}
    line = {"steps-0-muscle": levator.pk, "steps-0-side": "left", "steps-TOTAL_FORMS": 1}
    assert client.post(f"/protocols/{held.pk}/", said | line).status_code == 302

"""Reading a signed session, adding to it, and the catalogue that every map reads."""

import uuid

import pytest
from django.urls import reverse

from clinic.models import AuditEvent
from patients.models import Patient
from sessions.models import Addendum, Muscle
from tests import make
from tests.sessions.browse import signed_in
from tests.sessions.test_my_day import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    session = make.treatment_session(make.therapist("Maya Lindqvist"), patient=make.patient("Helen Vasquez"))
    make.point(session, "levator_scapulae", "left", code="LS1", tenderness_before=7, after=3)
    return session


def url(name, session):
    return reverse(f"sessions:{name}", args=[session.pk])


def test_a_signed_session_reads_as_it_was_signed(session):
    signed = make.signed(session, objective="Rotation 60.")
    Muscle.objects.filter(pk="levator_scapulae").update(name="Shoulder lifter")
    Patient.objects.filter(pk=session.patient_id).update(last_name="Married")

    page = text(signed_in(session.therapist).get(url("detail", session)))

    assert "Left levator scapulae LS1" in page
    assert "Rotation 60." in page
    assert "Helen Vasquez" in page
    assert "Signed by Maya Lindqvist , 24 Nov 2026 at 08:00. To change it, add an addendum." in page
    assert signed.digest in page


def test_an_open_session_reads_as_a_draft_for_the_care_team(session):
    ines = make.therapist("Ines")
    make.in_care_of(ines, session.patient)

    page = text(signed_in(ines).get(url("detail", session)))

    assert "Draft, not signed" in page
    assert "Add an addendum" not in page


def test_reading_is_in_the_audit_log(session):
    signed_in(session.therapist).get(url("detail", session))

    event = AuditEvent.objects.filter(action="opened").latest("pk")
    assert (event.patient_id, event.object_id) == (session.patient_id, session.pk)


def test_the_tab_does_not_say_whose_session_it_is(session):
    page = signed_in(session.therapist).get(url("detail", session)).content.decode()

    assert "Vasquez" not in page[page.index("<title>") : page.index("</title>")]


def test_an_addendum_stands_below_with_name_time_and_reason(session):
    make.signed(session)
    client = signed_in(session.therapist)
    fields = {"text": "She called: <better>.", "why": "Call next day", "key": str(uuid.uuid4())}

    for _ in range(2):
        assert client.post(url("amend", session), fields).status_code == 302

    page = client.get(url("detail", session)).content.decode()
    assert "She called: &lt;better&gt;." in page
    assert "Call next day" in page
    assert Addendum.objects.count() == 1


def test_an_empty_addendum_is_asked_for_again_with_what_was_typed(session):
    make.signed(session)

    page = signed_in(session.therapist).post(
        url("amend", session), {"text": "", "why": "A reason", "key": uuid.uuid4()}
    )

    assert page.status_code == 422
    assert "A reason" in page.content.decode()


def test_an_addendum_to_an_open_session_is_refused_in_words(session):
    page = signed_in(session.therapist).post(
        url("amend", session), {"text": "x", "why": "y", "key": uuid.uuid4()}
    )

    assert page.status_code == 422
    assert not Addendum.objects.exists()


def test_outside_the_care_team_nothing_is_added(session):
    make.signed(session)

    page = signed_in(make.therapist("Tomas")).post(
        url("amend", session), {"text": "x", "why": "y", "key": uuid.uuid4()}
    )

    assert page.status_code == 404


def test_the_catalogue_holds_every_muscle_and_no_patient(session):
    answer = signed_in(session.therapist).get("/catalogue.json")

    content = answer.json()
    levator = next(muscle for muscle in content["muscles"] if muscle["slug"] == "levator_scapulae")
    assert (len(content["muscles"]), len(content["zones"])) == (128, 97)
    assert levator["sites"][0]["code"] == "LS1"
    assert levator["referred_to"]
    assert "Vasquez" not in answer.content.decode()


def test_the_catalogue_is_sent_again_only_when_it_changed(session):
    client = signed_in(session.therapist)
    first = client.get("/catalogue.json")
    known = {"if-none-match": first["ETag"]}

    assert first["Cache-Control"] == "private, no-cache"
    assert client.get("/catalogue.json", headers=known).status_code == 304
    Muscle.objects.filter(pk="levator_scapulae").update(name="Shoulder lifter")
    assert client.get("/catalogue.json", headers=known).status_code == 200

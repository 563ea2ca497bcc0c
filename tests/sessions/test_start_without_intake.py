"""Where the clinic wants the questionnaire first, a first treatment begins without it only for a reason."""

import pytest
from django.test import Client

from clinic.models import AuditEvent, Clinic
from sessions import records
from sessions.models import TreatmentSession
from sessions.refusals import IntakeMissing
from tests import make
from tests.security.test_matrix import sign_in
from tests.sessions.test_start import days_ago

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit():
    clinic = Clinic.current()
    clinic.intake_required = True
    clinic.save()
    return make.appointment(make.therapist("Maya"), make.at("08:00"))


def test_the_start_is_refused_until_a_reason_is_written_and_the_reason_is_kept(visit):
    with pytest.raises(IntakeMissing, match="not answered yet"):
        records.start(appointment=visit, review=make.NOTHING_CHANGED, by=visit.therapist)
    assert not TreatmentSession.objects.exists()

    records.start(
        appointment=visit,
        review=make.NOTHING_CHANGED,
        without_intake="Asked aloud, no signal",
        by=visit.therapist,
    )

    event = AuditEvent.objects.get(action="started", patient_id=visit.patient_id)
    assert event.reason == "No questionnaire: Asked aloud, no signal"


def test_once_somebody_has_asked_or_treated_before_it_starts_as_ever(visit):
    make.history(visit.patient, visit.therapist)

    assert records.start(appointment=visit, review=make.NOTHING_CHANGED, by=visit.therapist)
    Clinic.objects.update(intake_required=False)
    other = make.appointment(make.therapist("Leo"), make.at("08:00"), room=make.room("Room 2"))
    assert records.start(appointment=other, review=make.NOTHING_CHANGED, by=other.therapist)


def test_the_therapist_is_asked_for_the_reason_on_a_page(visit):
    client = Client()
    sign_in(client, visit.therapist)
    address = f"/appointments/{visit.pk}/session/"

    refused = client.post(address)
    begun = client.post(address, {"without_intake": "Will ask at the table"})

    assert refused.status_code == 409
    assert "Begin without it" in refused.content.decode()
    assert begun.status_code == 302
    assert TreatmentSession.objects.count() == 1


def test_a_reason_that_was_typed_comes_back_with_whatever_is_asked_next(visit):
    """The first answer asks for the questionnaire, the next finds that the cautions changed meanwhile."""
    client = Client()
    sign_in(client, visit.therapist)
    address = f"/appointments/{visit.pk}/session/"
    door = {"seen": "0:", "changed": "yes", "words": "Fell from a ladder", "area_abdomen": "agreed"}

    asked = client.post(address, door).content.decode()
    for name, value in door.items():
        assert f'<input type="hidden" name="{name}" value="{value}">' in asked
    make.history(visit.patient, visit.therapist, bp_controlled="yes")
    again = client.post(address, {**door, "without_intake": "Asked aloud, no signal"})

    assert again.status_code == 422
    page = again.content.decode()
    assert 'value="Asked aloud, no signal"' in page
    assert "Look again, then start" in page
    assert not TreatmentSession.objects.exists()


def test_what_was_said_of_an_area_is_still_chosen_when_something_else_is_asked(visit):
    Clinic.objects.update(intake_required=False)
    make.point(
        earlier := make.treatment_session(visit.therapist, days_ago(7), patient=visit.patient),
        "rectus_abdominis",
    )
    make.signed(earlier)
    client = Client()
    sign_in(client, visit.therapist)

    page = client.post(
        f"/appointments/{visit.pk}/session/", {"seen": "7:old", "area_abdomen": "agreed"}
    ).content.decode()

    chosen = page.split('value="agreed"')[1].split(">")[0]
    assert "checked" in chosen
    assert "checked" not in page.split('value="not_today"')[1].split(">")[0]

"""What stands beside a therapist's name: entered by an admin, printed with what is signed afterwards."""

import json

import pytest
from django.urls import reverse

from clinic import registering
from clinic.models import AuditEvent, Role, Staff
from sessions.visit import letters, session_pdf
from tests import make
from tests.sessions.browse import signed_in

pytestmark = pytest.mark.django_db
NUMBER = "Register of Soft Tissue Therapists, no. 20417"


@pytest.fixture
def rosa():
    return make.staff("Rosa", Role.ADMIN)


def enter(person, by, registration=NUMBER):
    return registering.enter(person=person, profession="Therapist", registration=registration, by=by)


def test_an_admin_enters_it_on_a_page_and_the_log_says_so(rosa):
    maya, client = make.therapist("Maya"), signed_in(rosa)
    told = {"person": maya.pk, "profession": "Therapist", "registration": NUMBER}

    client.post(reverse("clinic:registrations"), told)
    client.post(reverse("clinic:registrations"), told)

    assert Staff.objects.get(pk=maya.pk).credentials == f"Therapist, {NUMBER}"
    [event] = AuditEvent.objects.filter(action="changed", object_type="staff")
    assert event.fields == ["profession", "registration"]
    too_long = client.post(reverse("clinic:registrations"), {**told, "registration": "9" * 121})
    assert too_long.status_code == 422
    assert NUMBER in client.get(reverse("clinic:registrations")).content.decode()


def test_a_note_keeps_the_registration_it_was_signed_with(rosa):
    maya = enter(make.therapist("Maya"), rosa)
    signed = make.signed(make.treatment_session(maya))
    enter(maya, rosa, registration="no. 2")

    paper = session_pdf.told(signed, by=rosa)
    screen = signed_in(maya).get(reverse("sessions:detail", args=[signed.pk])).content.decode()

    assert paper["signature"].startswith(f"Signed by Maya (Therapist, {NUMBER}), 24 November 2026")
    assert f"Therapist: Maya (Therapist, {NUMBER})." in paper["visit"]
    assert f"(Therapist, {NUMBER})" in screen


def test_a_note_signed_before_anybody_knew_of_it_prints_without():
    signed = make.signed(make.treatment_session(make.therapist("Maya")))
    sheet = json.loads(signed.snapshot)

    assert sheet["signed_by"].pop("credentials") == ""
    assert session_pdf._person(sheet["signed_by"]) == "Maya"


def test_it_stands_under_a_letter(rosa):
    maya = enter(make.therapist("Maya"), rosa)

    assert letters.told(make.patient(), "You", "Text", maya)["credentials"] == f"Therapist, {NUMBER}"

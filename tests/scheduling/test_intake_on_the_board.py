"""The board and the appointment say how far the questionnaire is, and nothing of what was said."""

import pytest
from django.test import Client

from patients.intake import links
from tests import make
from tests.security.test_matrix import sign_in

pytestmark = pytest.mark.django_db


def test_missing_started_and_done_are_shown_to_the_desk():
    maya, joan = make.therapist("Maya"), make.front_desk()
    missing, started, done = (
        make.appointment(maya, make.at(time), patient=make.patient(name))
        for time, name in (("10:00", "Mia Missing"), ("12:00", "Sam Started"), ("14:00", "Dora Done"))
    )
    links.begin(links.make(started.patient, by=joan).link)
    make.history(done.patient, maya)
    desk = Client()
    sign_in(desk, joan)

    board = desk.get("/schedule/2026-11-24/").content.decode()
    panels = [desk.get(f"/appointments/{one.pk}/").content.decode() for one in (missing, started, done)]

    assert board.count("questionnaire missing") == board.count("questionnaire started") == 1
    for word, panel in zip(("missing", "started", "done"), panels, strict=True):
        assert f"Questionnaire {word}" in panel

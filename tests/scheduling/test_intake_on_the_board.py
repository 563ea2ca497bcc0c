"""The board and the appointment say how far the questionnaire is, and nothing of what was said."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from patients import histories
from patients.intake import links
from patients.intake.state import DUE_AFTER
from tests import make
from tests.security.test_matrix import sign_in

pytestmark = pytest.mark.django_db
DAY = "/schedule/2026-11-24/"


@pytest.fixture
def desk():
    client = Client()
    sign_in(client, make.front_desk())
    return client


@pytest.fixture
def maya():
    return make.therapist("Maya")


def visit(maya, time, name="Helen Vasquez"):
    return make.appointment(maya, make.at(time), patient=make.patient(name))


def test_missing_started_done_and_due_are_shown_to_the_desk(desk, maya):
    missing, started, done, due = (
        visit(maya, time, name)
        for time, name in (
            ("10:00", "Mia Missing"),
            ("12:00", "Sam Started"),
            ("14:00", "Dora Done"),
            ("16:00", "Olga Old"),
        )
    )
    links.begin(links.make(started.patient, by=maya).link)
    make.history(done.patient, maya)
    with time_machine.travel(make.at("16:00") - DUE_AFTER - timedelta(days=1)):
        make.history(due.patient, maya)

    pages = [desk.get(DAY).content.decode(), desk.get(f"{DAY}?view=list").content.decode()]
    panels = [desk.get(f"/appointments/{one.pk}/").content.decode() for one in (missing, started, done, due)]

    words = ("missing", "started", "done", "is over a year old")
    for word, panel in zip(words, panels, strict=True):
        assert f"Questionnaire {word}" in panel
        assert [page.count(f"Questionnaire {word}") for page in pages] == [1, 1], word


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({"dvt_current": "yes"}, True),
        ({"dvt_current": "unsure"}, True),
        ({"dvt_current": "no"}, False),
        ({"dvt_history": ("yes", "2 months ago")}, True),
        ({"varicose_veins": "yes"}, False),
    ],
)
def test_the_board_says_whom_to_ask_first_and_never_why(desk, maya, answers, asked):
    held = visit(maya, "10:00")
    said = {rule: words if isinstance(words, tuple) else (words,) for rule, words in answers.items()}
    histories.answer(held.patient, said, by=maya)

    board, listed = desk.get(DAY).content.decode(), desk.get(f"{DAY}?view=list").content.decode()
    panel = desk.get(f"/appointments/{held.pk}/").content.decode()

    assert ("ask Maya before this visit" in board) is ("Ask Maya before this visit" in listed) is asked
    assert ("Ask Maya before this visit" in panel) is asked
    assert not any(word in page for word in ("DVT", "veins", "Clot") for page in (board, listed))


def test_only_what_was_answered_last_counts_and_of_a_child_it_is_asked(desk, maya):
    changed, child = visit(maya, "10:00"), visit(maya, "12:00", "Robin Holt")
    histories.answer(changed.patient, {"dvt_current": ("yes",)}, by=maya)
    histories.answer(changed.patient, {"dvt_current": ("no",)}, by=maya)
    child.patient.birth_on = make.at("10:00").date() - timedelta(days=12 * 365)
    child.patient.save()

    board = desk.get(DAY).content.decode()

    assert board.count("ask Maya before this visit") == 1
    assert board.index("Robin Holt") < board.index("ask Maya before this visit")

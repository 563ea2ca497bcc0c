"""The board and the appointment say how far the questionnaire is, and nothing of what was said."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from clinic import audit
from patients import histories
from patients.intake import consents, links
from patients.intake.state import DUE_AFTER
from patients.models import Consent
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


def test_who_answered_and_has_no_consent_in_force_still_has_to_sign(desk, maya):
    signed, unsigned, unasked = (visit(maya, time, time) for time in ("10:00", "12:00", "14:00"))
    for one in (signed, unsigned):
        make.history(one.patient, maya)
    text = consents.texts()["treatment"]
    consent = Consent.objects.create(
        patient=signed.patient, text=text, how="on paper", given_by="Them", given_at=make.at("08:00")
    )
    audit.record("changed", consent, by=maya)

    def told(held):
        pages = [desk.get(f"{DAY}{view}").content.decode() for view in ("", "?view=list", "sheet/")]
        marks = [
            page.count("Consent to be signed") - page.count("Over a year old") for page in pages
        ]  # the legend's
        return marks, "Consent to be signed" in desk.get(f"/appointments/{held.pk}/").content.decode()

    assert told(signed) == ([1, 1, 1], False)
    assert told(unsigned)[1]
    assert not told(unasked)[1]
    consents.withdraw(consent, by=maya)
    assert told(signed) == ([2, 2, 2], True)


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

"""The questionnaire as it is shipped, and what a clinic may do with it."""

import csv
from pathlib import Path

import pytest
from django.urls import reverse

from clinic.models import Clinic
from patients.intake import asking
from patients.models import CautionRule, PainZone, Question, Raises, Section
from tests import make
from tests.security.test_matrix import sign_in

pytestmark = pytest.mark.django_db
ZONES = Path(__file__).parents[3] / "sessions" / "data" / "zones.csv"


def test_every_rule_is_asked_for_in_words_and_can_be_said_yes_to():
    sure = set(Raises.objects.filter(answer="yes", question__active=True).values_list("rule", flat=True))

    assert sure == set(CautionRule.objects.values_list("slug", flat=True))
    assert len(sure) == 89


def test_whoever_is_asked_yes_or_no_may_be_unsure():
    yes_no = Question.objects.filter(kind="yes_no", raises__isnull=False).distinct()

    assert yes_no
    for question in yes_no:
        assert set(question.raises.values_list("value", "answer")) == {("yes", "yes"), ("unsure", "unsure")}


def test_all_parts_of_the_history_are_asked_and_choices_exist():
    assert set(Section.objects.values_list("letter", flat=True)) == set("ABCDEFGHIJKL")
    for question in Question.objects.filter(kind="choice").prefetch_related("options", "raises"):
        values = {option.value for option in question.options.all()}
        assert {link.value for link in question.raises.all()} <= values, question.slug


def test_places_that_hurt_are_those_of_the_body_map():
    with ZONES.open(encoding="utf-8") as file:
        zones = {row["slug"]: row["side_handling"] for row in csv.DictReader(file)}
    ours = {zone.slug: (zone.sided, zone.middle) for zone in PainZone.objects.all()}

    assert ours == {slug: (how != "midline", how != "sided") for slug, how in zones.items()}


def test_a_caution_that_only_one_question_asks_for_keeps_its_question():
    rosa, question = make.admin(), Question.objects.get(slug="ask-pacemaker")

    with pytest.raises(asking.QuestionRefused, match="Pacemaker"):
        asking.change(question, 1, active=False, by=rosa)
    changed = asking.change(question, 1, wording="Is there a pacemaker?", active=True, by=rosa)

    assert (changed.version, changed.wording) == (2, "Is there a pacemaker?")
    with pytest.raises(asking.QuestionRefused, match="changed this question first"):
        asking.change(question, 1, wording="Other", active=True, by=rosa)


def test_a_clinic_adds_and_hides_its_own_question_without_code(client):
    sign_in(client, make.admin())
    new = {
        "section": "work",
        "wording": "Do you play an instrument?",
        "kind": "choice",
        "audience": "everyone",
    }

    refused = client.post(reverse("patients:new_question"), {**new, "options": "Yes"})
    client.post(reverse("patients:new_question"), {**new, "options": "Yes\nNo"})

    question = Question.objects.get(own=True)
    assert refused.status_code == 422
    assert [option.label for option in question.options.all()] == ["Yes", "No"]
    page = reverse("patients:question", args=[question.slug])
    client.post(page, {"wording": question.wording, "order": 1, "version": 1})
    assert not Question.objects.get(own=True).active
    assert client.get(reverse("patients:questions")).status_code == 200


def test_hiding_a_shipped_question_with_a_rule_is_answered_in_words(client):
    sign_in(client, make.admin())
    page = reverse("patients:question", args=["ask-hernia"])

    answer = client.post(page, {"wording": "Hernia?", "order": 1, "version": 1})

    assert answer.status_code == 409
    assert "Only this question asks for" in answer.content.decode()


def test_compulsory_and_the_life_of_links_are_settings(client):
    sign_in(client, make.admin())

    client.post(reverse("patients:questions"), {"intake_required": "on", "intake_link_days": "3"})

    clinic = Clinic.objects.get()
    assert (clinic.intake_required, clinic.intake_link_days) == (True, 3)

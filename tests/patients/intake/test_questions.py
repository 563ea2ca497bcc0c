"""The questionnaire as it is shipped, and what a clinic may do with it."""

import csv
from pathlib import Path

import pytest
from django.urls import reverse

from clinic.models import AuditEvent, Clinic
from patients.intake import asking, consents
from patients.intake.screens import Questionnaire
from patients.models import CautionRule, ConsentText, PainZone, Question, Raises, Section
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


def test_a_question_of_the_clinics_own_is_asked_only_where_it_fits(client):
    sign_in(client, make.admin())
    typed = {"section": "work", "wording": "Which shift?", "kind": "text", "audience": "everyone"}

    late = client.post(
        reverse("patients:new_question"),
        {**typed, "section": "reason", "wording": "Too early?", "condition": "ask-minor=yes"},
    )
    assert late.status_code == 422
    before = Question.objects.filter(
        kind="yes_no", section__order__lt=Section.objects.get(pk="work").order
    ).first()
    client.post(
        reverse("patients:new_question"),
        {**typed, "wording": "Which one?", "condition": f"{before.pk}=yes|unsure"},
    )
    mine = Question.objects.get(wording="Which one?")
    assert (mine.shown_if, mine.shown_values) == (before, ["yes", "unsure"])
    walk = Questionnaire({before.pk: {"values": ["no"]}}, by_staff=False, latest=None)
    assert not walk.is_asked(mine)
    walk = Questionnaire({before.pk: {"values": ["unsure"]}}, by_staff=False, latest=None)
    assert walk.is_asked(mine)
    again = {"wording": "Which one?", "order": 900, "active": "on", "version": mine.version}
    assert client.post(reverse("patients:question", args=[mine.pk]), again).status_code == 302
    mine.refresh_from_db()
    assert mine.shown_if is None


def test_new_words_of_a_consent_are_a_version_and_the_second_sees_both(client):
    sign_in(client, make.therapist("Maya", clinical_lead=True))
    address = reverse("patients:consent_text", args=["photos"])
    old = ConsentText.objects.get(kind="photos")
    typed = {"text": "We may take photos.", "scope": "Photos", "areas": "", "months": 6, "version": 1}

    first = client.post(address, typed)
    second = client.post(address, {**typed, "text": "No, we may not."})
    page = second.content.decode()

    assert (first.status_code, second.status_code) == (302, 409)
    assert "We may take photos." in page
    assert "No, we may not." in page
    assert consents.texts()["photos"].version == 2
    assert ConsentText.objects.get(pk=old.pk).text == old.text
    assert "We may take photos." in client.get(reverse("patients:consent_texts")).content.decode()
    assert AuditEvent.objects.filter(action="consent reworded").count() == 1


def test_other_therapists_and_the_desk_change_nothing_that_patients_are_asked(client):
    for staff in (make.therapist("Leo"), make.front_desk()):
        sign_in(client, staff)
        for name in ("questions", "new_question", "consent_texts"):
            assert client.get(reverse(f"patients:{name}")).status_code == 403


@pytest.mark.parametrize(
    ("lead", "shown"), [(True, ["Questionnaire", "Consents", "Our muscles"]), (False, [])]
)
def test_a_clinical_lead_finds_the_settings_from_every_page(client, lead, shown):
    sign_in(client, make.therapist("Maya", clinical_lead=lead))

    places = {place["label"]: place for place in client.get(reverse("patients:list")).context["shell"]["nav"]}

    assert ("Settings" in places) is lead
    if lead:
        nav = client.get(places["Settings"]["url"]).context["shell"]["nav"]
        inner = next(place["children"] for place in nav if place["label"] == "Settings")
        assert [place["label"] for place in inner] == shown
        assert {client.get(place["url"]).status_code for place in inner} == {200}

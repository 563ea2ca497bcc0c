"""Rules change by approved versions, within what makes sense, and every version stays to be read."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from clinic import clock
from clinic.models import AuditEvent
from patients import screening
from patients.facts import Facts
from patients.models import CautionRule, RuleVersion
from patients.reference import load_caution_rules, shipped
from patients.rulebook import approving, reading
from patients.rulebook.approving import RuleRefused
from patients.rulebook.models import TEXTS
from tests import make
from tests.patients.test_pages import signed_in

pytestmark = pytest.mark.django_db
WHY = "Our cardiologist asked for it"


@pytest.fixture
def owen():
    return make.therapist("Owen", clinical_lead=True)


def approve(slug, by, after=1, **texts):
    rule = CautionRule.objects.get(pk=slug)
    said = {name: getattr(rule, name) for name in TEXTS} | texts
    return approving.approve(rule, said, after=after, why=WHY, by=by)


def test_every_shipped_text_would_pass_as_an_approved_one():
    for rule in CautionRule.objects.all():
        approving.refuse_nonsense(rule, {name: getattr(rule, name) for name in TEXTS})


SENSELESS = [
    ("rf_heart", {"severity": "clearance"}, "stays at least urgent"),
    ("rf_heart", {"affects": "avoid neck"}, "block session"),
    ("hernia", {"affects": "avoid the moon"}, "not understood"),
    ("hernia", {"affects": "block abdomen"}, "Say “avoid” instead"),
    ("bp_severe", {"thresholds": "systolic 150; diastolic 95"}, "above the uncontrolled"),
    ("bp_severe", {"thresholds": "systolic 180"}, "systolic and diastolic"),
    ("fever_infection", {"thresholds": "celsius 99"}, "from 37.0 to 40.0"),
    ("hernia", {"thresholds": "days 3"}, "no number"),
    ("dvt_history", {"severity": "emergency", "affects": "block session"}, "strict to mild"),
    ("bp_severe", {"thresholds": "systolic 175; diastolic 110"}, "has to say 175"),
    ("bp_severe", {"trigger": "Blood pressure today 18+ systolic or 110+ diastolic"}, "has to say 180"),
    ("acute_injury", {"thresholds": "days 4"}, "has to say 4"),
    ("fever_infection", {"trigger": "Temperature 38.5 C or more"}, "has to say 38"),
    ("hernia", {}, "Nothing is different"),
]


def test_what_makes_no_sense_or_is_unsafe_is_refused_in_words(owen):
    for slug, texts, words in SENSELESS:
        with pytest.raises(RuleRefused, match=words):
            approve(slug, owen, **texts)
    assert not RuleVersion.objects.exists()


def test_an_approved_change_holds_from_now_on_and_both_texts_stay(owen, tuesday):
    before = clock.today()
    tuesday.shift(24 * 3600)
    texts = {"thresholds": "celsius 37.8", "trigger": "Temperature 37.8 C or more"}
    approve("fever_infection", owen, **texts, message="Rebook when well for a day.")
    (change,) = reading.changes(CautionRule.objects.get(pk="fever_infection"))

    found = screening.screen(None, on=clock.today(), today=Facts(celsius=37.8))
    assert [one.rule.message for one in found] == ["Rebook when well for a day."]
    numbers = ("Numbers", "celsius 38.0", "celsius 37.8")
    assert numbers in [(part.name, part.was, part.now) for part in change[1]]
    texts = [in_force(day).thresholds for day in (before, clock.today())]
    assert texts == ["celsius 38.0", "celsius 37.8"]
    assert AuditEvent.objects.get(action="approved a rule").reason == WHY


def in_force(day):
    return next(one.text for one in reading.in_force(day) if one.rule.slug == "fever_infection")


def test_shipped_rules_never_overwrite_an_approved_text(owen):
    approve("hernia", owen, chip="Hernia: hands off the belly")
    with transaction.atomic():
        load_caution_rules(apps.get_model)

    assert CautionRule.objects.get(pk="hernia").chip == "Hernia: hands off the belly"
    assert CautionRule.objects.get(pk="diabetes").chip == shipped()["diabetes"]["chip"]


def test_two_leads_do_not_overwrite_each_other(owen):
    approve("hernia", owen, chip="First words")
    with pytest.raises(approving.ApprovedMeanwhile):
        approve("hernia", owen, chip="Second words")


def test_others_read_and_do_not_change():
    maya = make.therapist("Maya")
    with pytest.raises(RuleRefused, match="Only a clinical lead"):
        approve("hernia", maya, chip="Other words")
    page = signed_in(maya).get(reverse("patients:rule", args=["hernia"])).content.decode()
    assert "Keep off: abdomen" in page
    assert "Approve the change" not in page


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE patients_cautionrule SET severity = 'modify' WHERE slug = 'rf_heart'",
        "UPDATE patients_cautionrule SET chip = 'x' WHERE slug = 'hernia'",
        "UPDATE patients_cautionrule SET chip = 'x', version = 2 WHERE slug = 'hernia'",
        "UPDATE patients_cautionrule SET shipped_severity = 'local' WHERE slug = 'rf_heart'",
    ],
)
def test_the_database_refuses_a_rule_changed_past_its_versions(statement):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_list_is_narrowed_and_bad_filters_do_no_harm(owen):
    client = signed_in(owen)
    url = reverse("patients:rules")
    assert b"20 rules" in client.get(url, {"section": "now"}).content
    assert b"0 rules" in client.get(url, {"changed": "on"}).content
    for bad in ({"on": "never"}, {"severity": "\x00"}, {"section": "x" * 5000}):
        assert client.get(url, bad).status_code == 200


def test_a_change_is_approved_on_its_page_and_a_bad_one_stays_there(owen):
    rule = CautionRule.objects.get(pk="hernia")
    texts = {name: getattr(rule, name) for name in TEXTS} | {"why": WHY, "version": "1"}
    url, client = reverse("patients:rule", args=["hernia"]), signed_in(owen)

    for bad in (
        {"affects": "block all of it"},
        {"severity": "mild"},
        {"chip": "\x00"},
        {"why": "so"},
        {"version": "9"},
    ):
        assert client.post(url, texts | bad | {"message": "New words"}).status_code == 422
    assert client.post(url, texts | {"message": "Keep away from it."}).status_code == 302

    page = client.get(url).content.decode()
    assert "Version 2" in page
    assert "Avoid the area." in page

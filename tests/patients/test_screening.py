"""Cautions: strictest first, each family once, and an unsure answer never hides a sure one."""

from datetime import timedelta

import pytest

from clinic import clock
from clinic.models import Clinic
from patients import screening
from patients.cautions import STRICTEST_FIRST
from patients.models import CautionRule
from tests import make
from tests.patients.told import ROWS, RULES, raised, slugs

pytestmark = pytest.mark.django_db


def test_the_strictest_comes_first():
    found = raised(
        antiplatelet="yes", hernia="yes", aneurysm="yes", cellulitis="yes", rf_rhabdo="yes", rf_heart="yes"
    )

    assert [caution.severity for caution in found] == [
        "emergency", "urgent", "absolute", "clearance", "local", "modify",
    ]  # fmt: skip


def test_no_raises_nothing_and_unsure_raises_it_unconfirmed():
    (caution,) = raised(hernia="unsure", diabetes="no")

    assert (caution.rule.slug, caution.confirmed) == ("hernia", False)
    assert caution.words.endswith("?")


@pytest.mark.parametrize("family", screening.FAMILIES)
def test_of_a_family_only_the_strictest_is_raised(family):
    assert slugs(raised(**dict.fromkeys(family, "yes"))) == [family[0]]


@pytest.mark.parametrize("family", screening.FAMILIES)
def test_families_are_listed_strictest_first(family):
    ranks = [STRICTEST_FIRST[RULES[slug].severity] for slug in family]

    assert ranks == sorted(ranks)


def test_an_unsure_stricter_answer_does_not_hide_a_sure_milder_one():
    found = raised(cancer_active="unsure", cancer_history="yes")

    assert slugs(found) == ["cancer_active", "cancer_history"]


def test_an_unsure_milder_answer_is_hidden_by_a_stricter_one():
    assert slugs(raised(dvt_current="unsure", dvt_history="unsure")) == ["dvt_current"]


@pytest.mark.parametrize(
    ("slug", "blocks", "kind"),
    [
        ("rf_heart", True, "stop"),
        ("rf_rhabdo", True, "stop"),
        ("cellulitis", True, "stop"),
        ("aneurysm", False, "clear"),
        ("hernia", False, "local"),
        ("antiplatelet", False, "modify"),
    ],
)
def test_emergency_urgent_and_absolute_block_treatment(slug, blocks, kind):
    (caution,) = raised(**{slug: "yes"})

    assert (caution.blocks, caution.kind) == (blocks, kind)


def test_what_stops_or_needs_a_letter_is_never_folded_away():
    stops = dict.fromkeys(("rf_heart", "rf_stroke", "cellulitis", "aneurysm", "minor"), "yes")
    cautions = raised(**stops, hernia="yes", diabetes="yes")

    assert len(cautions.shown) == 5
    assert slugs(cautions.folded) == ["hernia", "diabetes"]


def test_four_are_shown_and_the_rest_is_folded():
    mild = dict.fromkeys(
        ("hernia", "diabetes", "crps", "antiplatelet", "fragile_skin", "hypermobility"), "yes"
    )
    cautions = raised(**mild)

    assert (len(cautions.shown), len(cautions.folded)) == (4, 2)


def test_a_patient_never_asked_is_told_from_one_without_cautions():
    maya, helen, marta = make.therapist("Maya"), make.patient(), make.patient()
    make.history(helen, maya, hernia="no")

    found = screening.cautions_of([helen, marta])

    assert (found[helen.pk], found[helen.pk].asked) == ([], True)
    assert (found[marta.pk], found[marta.pk].asked) == ([], False)


@pytest.fixture
def in_a_request():
    """Where the clinic's row is read once and then known."""
    Clinic.remember(Clinic.current())
    yield
    Clinic.remember(None)


@pytest.mark.usefixtures("in_a_request")
def test_only_the_latest_history_counts(django_assert_num_queries):
    maya, people = make.therapist("Maya"), [make.patient() for _ in range(5)]
    for person in people:
        make.history(person, maya, hernia="yes")
        make.history(person, maya, diabetes="yes")

    with django_assert_num_queries(1):
        found = screening.cautions_of(people)

    assert {tuple(slugs(cautions)) for cautions in found.values()} == {("diabetes",)}


@pytest.mark.usefixtures("in_a_request")
def test_one_question_is_enough_however_many_are_under_age(django_assert_num_queries):
    maya = make.therapist("Maya")
    people = [make.patient(birth_on=clock.today() - timedelta(days=4000)) for _ in range(5)]
    for person in people:
        make.history(person, maya, hernia="no")

    with django_assert_num_queries(1):
        found = screening.cautions_of(people)

    assert {tuple(slugs(cautions)) for cautions in found.values()} == {("minor",)}


def test_the_age_that_the_record_tells_counts_also_for_who_was_never_asked():
    child, grown = (
        make.patient(birth_on=clock.today() - timedelta(days=days)) for days in (17 * 365, 19 * 366)
    )

    found = screening.cautions_of([child, grown])

    assert slugs(found[child.pk]) == slugs(screening.of(child)) == ["minor"]
    assert found[child.pk].asked is False
    assert (found[grown.pk], screening.of(grown)) == ([], [])


def test_what_no_answer_and_no_fact_decides_is_incomplete():
    maya, helen = make.therapist("Maya"), make.patient(birth_on=clock.today() - timedelta(days=40 * 366))
    make.history(helen, maya, hernia="no", diabetes="unsure", dvt_current="yes")

    open_rules = {rule.slug for rule in screening.of(helen).incomplete(CautionRule.objects.all())}

    decided = {"hernia", "diabetes", "dvt_current", "dvt_history", "minor", "rf_temporal_arteritis"}
    assert open_rules == set(RULES) - decided


def test_every_rule_has_short_words_of_its_own_and_a_section():
    chips = [rule["chip"] for rule in ROWS]
    assert len(ROWS) == CautionRule.objects.count() == 89
    assert len(set(chips)) == 89
    assert all(0 < len(chip) <= 48 and not chip.endswith((".", "?", "!")) for chip in chips)
    assert {rule["section"] for rule in ROWS} == set(CautionRule.Section.values)

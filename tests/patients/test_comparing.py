"""Two versions of a history side by side."""

import pytest
from django.urls import reverse

from patients import comparing
from tests import make
from tests.patients.conftest import CANARY
from tests.patients.test_pages import signed_in

pytestmark = pytest.mark.django_db


def url(name, patient):
    return reverse(f"patients:{name}", args=[patient.number])


@pytest.fixture
def twice(maya, helen):
    """Helen's answers, and a fortnight's news on top of them."""
    make.history(
        helen, maya, f"{CANARY} pain", antiplatelet="no", dvt_current=("yes", "October", "Left calf")
    )
    return helen


def test_what_changed_stands_first_with_both_answers(maya, twice):
    later, earlier = comparing.versions(twice)
    told = comparing.compare(later, earlier)
    words = {one.question: (one.before, one.after) for one in told.changed}

    assert (told.earlier, told.later) == (earlier, later)
    assert (f"Yes, since {CANARY}. {CANARY}", "No") in words.values()
    assert ("", "Yes, since October. Left calf") in words.values()
    assert ("Unsure", "") in words.values()
    assert [one.question for one in told.same] == ["What brings you here"]


def test_cautions_are_told_as_raised_and_fallen(twice):
    told = comparing.compare(*comparing.versions(twice))
    assert {caution.rule.slug for caution in told.raised} == {"dvt_current"}
    assert {caution.rule.slug for caution in told.fallen} == {"antiplatelet", "rf_heart"}


def test_a_caution_that_became_sure_counts_as_raised(maya, helen):
    make.history(helen, maya, f"{CANARY} pain", antiplatelet=("yes", CANARY, CANARY), rf_heart="yes")
    told = comparing.compare(*comparing.versions(helen))
    assert [(caution.rule.slug, caution.confirmed) for caution in told.raised] == [("rf_heart", True)]
    assert [(caution.rule.slug, caution.confirmed) for caution in told.fallen] == [("rf_heart", False)]


def test_another_kind_of_answer_is_another_line(monkeypatch, twice):
    def medicines(history):
        yield comparing.Told("medicine.1", "Medicines", "Apixaban", f"{history.version * 5} mg")

    monkeypatch.setattr(comparing, "PARTS", (*comparing.PARTS, medicines))
    told = comparing.compare(*comparing.versions(twice))
    assert ("5 mg", "10 mg") in [(one.before, one.after) for one in told.changed]


def test_the_pages_say_who_and_when_and_are_for_the_care_team(maya, twice):
    client = signed_in(maya)
    page = client.get(url("compare", twice)).content.decode()
    listed = client.get(url("versions", twice)).content.decode()

    assert "Version 1" in page
    assert "kept by Maya Lindqvist" in page
    assert "Raised" in page
    assert "Fallen" in page
    assert listed.count("With the one before") == 1
    for name in ("compare", "versions"):
        assert signed_in(make.therapist(f"Ines {name}")).get(url(name, twice)).status_code == 404


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", (2, 3)), ("?a=1&b=3", (1, 3)), ("?a=3&b=1", (1, 3)), ("?b=2", (1, 2)), ("?b=1", (1, 3)),
        ("?a=2&b=2", (1, 2)), ("?a=99&b=x", (2, 3)), ("?a=%00&b=9999999999999999999999", (2, 3)),
    ],
)  # fmt: skip
def test_any_two_may_be_chosen_and_nonsense_is_the_last_two(maya, twice, asked, shown):
    make.history(twice, maya, "Third")
    found = signed_in(maya).get(url("compare", twice) + asked).context["comparison"]
    assert (found.earlier.version, found.later.version) == shown


def test_one_version_alone_is_told_so(maya, helen):
    assert "not two versions yet" in signed_in(maya).get(url("compare", helen)).content.decode()

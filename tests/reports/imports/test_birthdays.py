"""A birthday without its year is no date of birth, and no reason to leave the person out."""

import pytest

from patients.models import Patient
from reports.imports import pages
from reports.imports.reading import values
from reports.imports.steps import State
from tests.reports.imports.files import FRESHA, PEOPLE, table, taken, tried
from tests.reports.imports.test_imports import rosa  # noqa: F401  a fixture


@pytest.mark.parametrize(
    "text",
    ["03-14", "3/14", "14.3.", "--03-14", "0000-03-14", "0000-03-14T00:00:00-00:00", "March 14", "14th Mar"],
)
def test_a_birthday_without_a_year_is_known(text):
    assert values.has_no_year(text)


@pytest.mark.parametrize(
    "text", ["1985-03-14", "14 March 1985", "3/14/85", "45-99", "1985", "soon 14", "Mar 32", "0-0"]
)
def test_what_is_no_birthday_without_a_year_is_not_taken_for_one(text):
    assert not values.has_no_year(text)


@pytest.mark.django_db
def test_a_birthday_without_a_year_leaves_out_the_date_and_not_the_person(rosa):  # noqa: F811
    odd = ["F3", "Bo", "Ng", "", "", "03-14"]
    batch = tried(table(FRESHA, *PEOPLE, odd), rosa)
    left_out = "Date of Birth left out: no year"

    assert (batch.counts["new"], batch.counts["partly"]) == (3, {left_out: 1})
    rows = pages.matching(batch)["rows"]
    assert [words[3] for _, words in rows] == ["10 Dec 1985", "28 Feb 1990", ""]
    assert [row.reason for row, _ in rows] == ["", "", left_out]
    taken(batch, State.BRINGING, rosa)
    assert Patient.objects.get(first_name="Bo").birth_on is None
    assert batch.counts["partly"] == {left_out: 1}

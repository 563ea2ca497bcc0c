"""No cell of an exported file may begin like a formula, and none may lose its text."""

import pytest
from django.db.models import TextField, Value

from clinic.models import Clinic
from reports.cells import Cell, original

DANGEROUS = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", " ="]
HARMLESS = ["", "Ada", "O'Brien", "'quoted'", "1+1", "a=b", "'", "  Ada", "−1", "Zoë", "12"]


def in_the_file(text: str | None) -> str | None:
    Clinic.objects.get_or_create(pk=1)
    cell = Cell(Value(text, output_field=TextField()))
    return Clinic.objects.annotate(cell=cell).values_list("cell", flat=True).get()


@pytest.mark.django_db
@pytest.mark.parametrize("start", DANGEROUS)
def test_a_cell_that_begins_like_a_formula_gets_an_apostrophe_before_it(start):
    text = f"{start}HYPERLINK(A1)"

    assert in_the_file(text) == f"'{text}"


@pytest.mark.django_db
@pytest.mark.parametrize("text", HARMLESS)
def test_any_other_cell_stays_as_it_is(text):
    assert in_the_file(text) == text


@pytest.mark.django_db
@pytest.mark.parametrize("before", ["", "'", "''"])
@pytest.mark.parametrize("text", [*(f"{start}1\n2" for start in DANGEROUS), *HARMLESS])
def test_every_text_can_be_had_back_from_its_cell(before, text):
    assert original(in_the_file(before + text)) == before + text


@pytest.mark.django_db
def test_a_text_that_is_not_there_stays_away():
    assert in_the_file(None) is None

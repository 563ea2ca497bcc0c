"""On an import's pages a date stands as the clinic writes dates, however the file has it."""

from datetime import date

import pytest

from tests.patients.people import registered
from tests.reports.imports.files import FRESHA, PEOPLE, table, tried
from tests.reports.imports.test_imports import rosa  # noqa: F401  a fixture
from tests.sessions.browse import signed_in

pytestmark = pytest.mark.django_db


def page(batch, by):
    return signed_in(by).get(f"/reports/imports/{batch.pk}/").content.decode()


def test_whose_these_are_is_asked_with_the_day_of_birth_in_words(rosa):  # noqa: F811
    heads = ["Patient", "Date of birth", "Date", "Author", "Note"]
    line = ["Ada Byron", "10/12/1985", "01/02/2026", "Pat Moss", "Neck."]

    said = page(tried(table(heads, line), rosa, kind="notes"), rosa)

    assert "born 10 Dec 1985" in said
    assert "1985-12-10" not in said


def test_who_is_like_somebody_on_file_has_the_day_of_birth_in_words(rosa):  # noqa: F811
    registered(rosa, "Ada Byrom", birth_on=date(1985, 12, 10))

    said = page(tried(table(FRESHA, *PEOPLE), rosa), rosa)

    assert "<td>10 Dec 1985</td>" in said
    assert "1985-12-10" not in said

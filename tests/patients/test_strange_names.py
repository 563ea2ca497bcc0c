"""Every kind of name, in every box that takes one: a clear answer, and nothing half saved."""

import pytest
from django.db import connection
from django.urls import reverse

from patients.models import Patient
from tests import make
from tests.patients.strange_names import NAMES, ODD_BUT_REAL
from tests.patients.test_pages import FORM, signed_in
from tests.sweeping import parts

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return signed_in(make.front_desk())


def test_the_catalogue_is_as_long_as_it_was():
    assert len(NAMES) >= 114


@pytest.mark.parametrize("names", parts(NAMES, one_in=8))
@pytest.mark.parametrize("box", ["find", "twins"])
def test_looking_for_any_name_answers(client, box, names):
    make.patient("Helen Vasquez")
    where = reverse(f"patients:{box}")

    answers = {
        name: client.post(where, {"words": name, "first_name": name, "last_name": name}).status_code
        for name in names
    }

    assert {name: code for name, code in answers.items() if code not in {200, 400}} == {}


@pytest.mark.parametrize("names", parts(NAMES, one_in=8))
def test_adding_any_name_saves_all_of_it_or_nothing(client, names):
    for name in names:
        before = Patient.objects.count()
        answer = client.post(
            reverse("patients:new"), {**FORM, "first_name": name, "last_name": name, "key": ""}
        )
        added = Patient.objects.count() - before

        assert (answer.status_code, added) in {(302, 1), (422, 0), (400, 0)}, ascii(name[:40])


@pytest.mark.parametrize(
    "name", [name for name in ODD_BUT_REAL if name.isprintable() and "\u200d" not in name]
)
def test_a_name_that_is_kept_is_found_as_it_was_typed(client, name):
    client.post(reverse("patients:new"), {**FORM, "first_name": "Ada", "last_name": name})
    with connection.cursor() as cursor:
        cursor.execute("SELECT cardinality(name_tokens(%s, '', ''))", [name])
        assert cursor.fetchone()[0]

    # One letter alone is an initial and needs a second word.
    words = name if len(name) > 1 or not name.isascii() else f"Ada {name}"
    assert b"No. 1" in client.post(reverse("patients:find"), {"words": words}).content

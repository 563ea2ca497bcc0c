"""The register that search is measured on can be made with the columns there are."""

import pytest
from django.db import connection

from clinic import audit
from patients.bench import registers
from patients.models import Patient

pytestmark = pytest.mark.django_db


def test_a_register_of_invented_people_is_made_whole():
    with connection.cursor():
        registers.copy(connection.connection, 5)
    audit.record("registered", Patient.objects.first(), by=None)

    assert [one.number for one in Patient.objects.order_by("number")] == [*range(1001, 1006)]
    assert all(one.last_name and one.phone and one.name_tokens for one in Patient.objects.all())

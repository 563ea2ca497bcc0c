"""Quartiles of counted values are those that the database finds in the values themselves."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from reports.quartiles import SHARES, quartiles


@pytest.mark.django_db
@settings(
    max_examples=60,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(found=some.dictionaries(some.integers(-10, 10), some.integers(1, 7), max_size=6))
def test_they_are_what_the_database_says(found):
    values = [value for value, times in found.items() for _ in range(times)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT percentile_cont(%s::float[]) WITHIN GROUP (ORDER BY value) FROM unnest(%s::int[]) value",
            [[*SHARES], values],
        )
        [told] = cursor.fetchone()

    assert quartiles(found) == (told and pytest.approx(told))

"""What is asked by hand is planned once, and answers as long as its columns keep their kind."""

import pytest
from django.db import DatabaseError, connection, transaction

from clinic import by_hand

pytestmark = pytest.mark.django_db
OURS = "SELECT email::text FROM clinic_staff WHERE id = %s AND display_name <> %s"
PLANS = "SELECT generic_plans + custom_plans FROM pg_prepared_statements WHERE statement LIKE %s"


def test_a_statement_is_prepared_once_and_each_asking_is_counted(django_assert_num_queries):
    with django_assert_num_queries(3) as asked:
        assert [by_hand.ask(OURS, [key, "50 %"]) for key in (0, 1, 2)] == [[], [], []]

    assert [query["sql"] for query in asked] == [OURS] * 3
    assert by_hand.ask(PLANS, ["SELECT email::text FROM clinic_staff WHERE id =%"]) == [(3,)]


def test_a_plan_outlives_what_was_taken_back():
    """A refusal is a ROLLBACK, and whoever comes next would wait for each plan anew."""
    kept = "SELECT display_name::text FROM clinic_staff WHERE id = %s"
    for key in (0, 1):
        with transaction.atomic():
            by_hand.ask(kept, [key])
            transaction.set_rollback(True)

    assert by_hand.ask(PLANS, ["SELECT display_name::text%"]) == [(2,)]


def test_what_the_database_refuses_is_refused_in_djangos_words():
    with pytest.raises(DatabaseError, match="division by zero"), connection.cursor():
        by_hand.ask("SELECT 1 / %s::int", [0])

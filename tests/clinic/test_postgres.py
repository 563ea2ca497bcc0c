"""A connection that ended while it lay in the pool is noticed before anyone's page is asked with it."""

import pytest
from django.db import connection, connections

pytestmark = pytest.mark.django_db


@pytest.fixture
def pooled():
    """Our connection's like, with a pool of its own that keeps one."""
    ours = connections.create_connection("default")
    pool = {"min_size": 1, "max_size": 1, "timeout": 5}
    ours._connection_pools = {}
    ours.settings_dict = {**ours.settings_dict, "OPTIONS": {**ours.settings_dict["OPTIONS"], "pool": pool}}
    yield ours
    ours.close()
    ours.close_pool()


def backend(pooled):
    with pooled.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def test_a_pooled_connection_is_used_again_until_the_server_ends_it(pooled):
    first = backend(pooled)
    pooled.close()
    assert backend(pooled) == first

    pooled.close()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [first])
    assert backend(pooled) != first

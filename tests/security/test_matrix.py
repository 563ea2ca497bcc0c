"""Every address x method x caller x relation, against the table beside this file.

door: sent to sign in. no: refused with 403. hidden: 404, as if it were not there. method: 405.
ok: let through to the view, whatever it then makes of an empty form.
"""

import csv
import time
from collections.abc import Iterator
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from clinic.models import Staff
from sessions.templatetags.muscles import muscle_names
from tests.conftest import TUESDAY
from tests.security.world import CALLERS, MISSING, World, build
from tests.sweeping import each
from tests.test_architecture import views

A_PAGE_ASKS = 12  # at most, whoever opens it
TABLE = Path(__file__).with_name("matrix.csv")
OURS = {"clinic", "patients", "scheduling", "sessions", "reports"}
ROWS = list(csv.DictReader(TABLE.open(encoding="utf-8", newline="")))


def names() -> list[str]:
    """The URL names of the whole clinic, rooms included."""
    from django.urls import get_resolver

    found: list[str] = []
    for pattern in get_resolver().url_patterns:
        room = getattr(pattern, "namespace", None)
        inner = getattr(pattern, "url_patterns", [pattern])
        found += [f"{room}:{one.name}" if room else one.name for one in inner]
    return found


def verdict(response) -> str:
    if response.status_code == 404:
        return "hidden"
    if response.status_code == 405:
        return "method"
    if response.status_code == 403:
        return "no"
    at_the_door = response.status_code == 302 and response["Location"].startswith("/sign-in/?next=")
    return "door" if at_the_door or response.status_code == 401 else "ok"


def sign_in(client: Client, staff: Staff) -> None:
    """As if the password had been given just now, so that nothing is asked again."""
    client.force_login(staff)
    login = client.session
    login["signed_in_at"] = time.time()
    login.save()


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """One for all rows: what a request changes is taken back, and in the end the world itself."""
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(TUESDAY):
            made = build()
        muscle_names()  # read once by each process, whichever page comes first
        yield made
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def logins(world: World) -> dict[str, SimpleCookie]:
    """What each caller's browser holds after signing in."""
    clients = {caller: Client() for caller in CALLERS}
    with time_machine.travel(TUESDAY):
        for caller, client in clients.items():
            if staff := world.staff[caller]:
                sign_in(client, staff)
    return {caller: client.cookies for caller, client in clients.items()}


@pytest.fixture
def clients(logins: dict[str, SimpleCookie]) -> dict[str, Client]:
    """Everybody at a browser of their own."""
    found = {caller: Client(raise_request_exception=False) for caller in CALLERS}
    for caller, client in found.items():
        client.cookies.update(logins[caller])
    return found


def address(name: str, relation: str, world: World) -> str:
    """The address with the keys of that relation; one without keys stands for itself."""
    keys = (world.other if relation == "other" else world.own).keys(name)
    if relation == "missing":
        keys = dict.fromkeys(keys, MISSING)
    room_patterns = [pattern for _, pattern in views() if pattern.name == name.rpartition(":")[2]]
    for pattern in room_patterns:
        wanted = pattern.pattern.converters
        try:
            return reverse(name, kwargs={key: keys[key] for key in wanted})
        except NoReverseMatch:
            continue
    raise AssertionError(f"{name} needs keys that no record of the world has")


def test_no_address_is_missing_from_the_table():
    listed = {row["name"] for row in ROWS}
    assert set(names()) == listed


def test_no_two_addresses_of_ours_share_a_name():
    ours = [name for name in names() if name.split(":")[0] in OURS]
    assert not [name for name in set(ours) if ours.count(name) > 1]


@pytest.mark.parametrize(
    "row", each(ROWS, one_in=6), ids=lambda row: f"{row['name']} {row['method']} {row['relation']}"
)
def test_each_caller_gets_what_the_table_says(row, world, clients):
    place = address(row["name"], row["relation"], world)
    got = {}
    for caller, client in clients.items():
        with transaction.atomic(), CaptureQueriesContext(connection) as asked:
            response = getattr(client, row["method"].lower())(place)
            transaction.set_rollback(True)
        assert response.status_code < 500 or row["name"] == "readyz", f"{caller}: {response.status_code}"
        assert row["method"] != "GET" or questions(asked) <= A_PAGE_ASKS, f"{caller}: {questions(asked)}"
        got[caller] = verdict(response)
    assert got == {caller: row[caller] for caller in CALLERS}


def questions(asked: CaptureQueriesContext) -> int:
    """What Django itself says to begin and end a transaction is no question."""
    return sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE", "ROLLBACK TO")) for query in asked)


@pytest.mark.parametrize("method", each(["PUT", "PATCH", "DELETE", "TRACE"], one_in=4))
def test_methods_nobody_needs_are_refused_everywhere(method, world):
    for row in ROWS:
        response = Client().generic(method, address(row["name"], row["relation"], world))
        assert response.status_code == 405, row["name"]

"""One request after another: free times, bookings, the week and the day, each in turn with the yardstick."""

import gzip
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clinic import clock
from clinic.bench.figures import Times, timed
from clinic.bench.ledger import Ledger
from clinic.bench.server import HOST, Answer
from clinic.models import Clinic
from scheduling.availability import days_from, free_times
from scheduling.bench import ceiling
from scheduling.bench.desk import Bare, Desk, full_week

NO_QUESTION = ("SAVEPOINT", "RELEASE", "ROLLBACK TO")
# Ours may take so many times as long as the yardstick.
LIMITS = {"free times, the panel": 3.0, "a booking": 6.0, "week, 320 visits": 2.2, "day, 64 visits": 3.0}
SEARCHES = {
    "all free times, 14 days": (14, 5000),
    "all free times, 30 days": (30, 5000),
    "first 20, 30 days": (30, 20),
}
GROWTH = {"a booking": 1.3}
Measured = dict[str, Times]


def measure(desk: Desk, bare: Bare, tries: int, ledger: Ledger) -> Measured:
    ours, theirs = _pages(desk, bare, tries, ledger), _searches(desk, tries, ledger)
    return {**ours, **theirs}


def growth(small: Measured, large: Measured, ledger: Ledger) -> None:
    """What a longer history costs."""
    ledger.table("growth of p50 with the history", "times")
    for name, times in large.items():
        factor = times.p50 / small[name].p50
        ledger.row(name, f"{factor:.2f}")
        ledger.goal(f"growth: {name}", factor, GROWTH.get(name, 1.15))


def _pages(desk: Desk, bare: Bare, tries: int, ledger: Ledger) -> Measured:
    pairs: dict[str, tuple[Callable[[], Answer], Callable[[], Answer]]] = {
        "free times, the panel": (desk.free, bare.free),
        "a booking": (desk.booked, bare.booked),
        "week, 320 visits": (desk.week, bare.week),
        "day, 64 visits": (desk.day, bare.day),
    }
    acts: dict[str, Callable[[Any], Any]] = {}
    for name, (page, yardstick) in pairs.items():
        acts[name] = lambda _, act=page: act()  # type: ignore[misc]
        acts[f"yardstick: {name}"] = lambda _, act=yardstick: act()  # type: ignore[misc]
    found = timed(acts, range(tries))
    ledger.table("page", "p50 / p95, ms", "the yardstick's", "ratio", "statements", "bytes", "compressed")
    for name in pairs:
        times, answers = found[name]
        least, _ = found[f"yardstick: {name}"]
        ratio = times.p50 / least.p50
        ledger.row(name, _both(times), _both(least), f"{ratio:.2f}", *_size(desk, name, answers[-1]))
        ledger.goal(f"{name}, against the yardstick", ratio, LIMITS[name])
    ledger.goal("the week's page, kB", len(found["week, 320 visits"][1][-1].body) / 1000, 110)
    return {name: found[name][0] for name in pairs}


def _size(desk: Desk, name: str, answer: Answer) -> tuple[str, str, str]:
    path = {
        "free times, the panel": reverse("scheduling:free"),
        "week, 320 visits": f"{reverse('scheduling:day', args=[full_week()])}?view=week",
        "day, 64 visits": reverse("scheduling:day", args=[full_week()]),
    }.get(name)
    asked = str(statements(desk, path)) if path else ""
    return asked, f"{len(answer.body):,}", f"{len(gzip.compress(answer.body)):,}"


def statements(desk: Desk, path: str) -> int:
    """How often the page asks the database; counted in this process, with the desk's own login."""
    client = Client(headers={"host": HOST})
    client.cookies.load(desk.visitor.cookies)
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return sum(not query["sql"].startswith(NO_QUESTION) for query in asked)


def _searches(desk: Desk, tries: int, ledger: Ledger) -> Measured:
    """The rule itself, and the yardstick's statement, each called from here on one connection.

    As in a request, to which the clinic comes with its login.
    """
    Clinic.remember(Clinic.current())
    acts: dict[str, Callable[[Any], Any]] = {}
    for name, asked in SEARCHES.items():
        acts[name] = lambda _, asked=asked: _rule(desk, *asked)  # type: ignore[misc]
        acts[f"yardstick: {name}"] = lambda _, asked=asked: _least(desk, *asked)  # type: ignore[misc]
    found = timed(acts, range(tries))
    ledger.table("search, ten therapists", "p50 / p95, ms", "the yardstick's", "ratio", "found")
    for name in SEARCHES:
        times, answers = found[name]
        yardstick = found[f"yardstick: {name}"][0]
        ratio = times.p50 / yardstick.p50
        ledger.row(name, _both(times), _both(yardstick), f"{ratio:.2f}", f"{len(answers[-1]):,}")
        ledger.goal(f"{name}, against the yardstick", ratio, 3)
    return {name: found[name][0] for name in SEARCHES}


def _rule(desk: Desk, days: int, limit: int) -> Any:
    house, first = desk.scale.house, clock.today() + timedelta(days=1)
    asked = {"service": house.long, "minutes": 45, "therapists": house.therapists}
    return free_times(**asked, days=days_from(first, days), limit=limit)  # type: ignore[arg-type]


def _least(desk: Desk, days: int, limit: int) -> Any:
    first, keys = clock.today() + timedelta(days=1), [one.pk for one in desk.scale.house.therapists]
    said: dict[str, Any] = {"first": first, "days": days, "limit": limit, "therapists": keys}
    with connection.cursor() as cursor:
        cursor.execute(ceiling.SLOTS, said)
        return cursor.fetchall()


def _both(times: Times) -> str:
    return f"{times.p50:.1f} / {times.p95:.1f}"

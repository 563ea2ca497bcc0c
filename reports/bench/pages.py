"""Each report's page over a month, a year and five years, in turn with its own SQL asked by itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client

from clinic import by_hand, clock
from clinic.bench.figures import Times, timed
from clinic.bench.ledger import Ledger
from clinic.bench.server import HOST, Visitor
from reports.definitions import REPORTS, Report
from reports.periods import months_back

# By how many months the period has: the milliseconds that 95 of 100 pages may take.
LIMITS = {1: ("a month", 300), 12: ("a year", 1000), 60: ("five years", 3000)}
NOW, RATIO = "as it stands", 3
# Below that a page's own cost (login, rights, audit row, drawing) is most of it, whatever it asks.
MOSTLY_SQL = 50
QUESTIONS = ("SELECT", "WITH")
Statement = tuple[str, Any, type]  # its words, the values for its places, the cursor that sent it


@dataclass
class Period:
    """What is said of one length: the slowest page, and the highest ratio among those that are mostly SQL."""

    limit: float
    slowest: float = 0.0
    ratio: float = 0.0
    above: list[str] = field(default_factory=list)


def measure(visitor: Visitor, slugs: Sequence[str], tries: int, ledger: Ledger) -> None:
    ledger.table("page", "p50 / p95, ms", "its SQL alone", "ratio", "statements", "bytes")
    told = {words: Period(limit) for words, limit in [*LIMITS.values(), (NOW, 300)]}
    for slug in slugs or REPORTS:
        for words, path in _addresses(REPORTS[slug]):
            ours, bare, statements, size = _in_turn(visitor, path, tries)
            ratio, period = ours.p50 / bare.p50, told[words]
            ledger.row(
                f"{slug}, {words}", f"{ours.p50:.0f} / {ours.p95:.0f}", f"{bare.p50:.0f}", f"{ratio:.1f}",
                str(statements), f"{size:,}",
            )  # fmt: skip
            _weigh(period, slug, ours, bare)
    for words, period in told.items():
        if not period.slowest:
            continue  # none of those asked for is of that length
        ledger.goal(f"the slowest page of {words}, p95 in ms", period.slowest, period.limit)
        if period.ratio:
            ledger.goal(
                f"{words}: the highest ratio to its SQL, of {MOSTLY_SQL} ms or more", period.ratio, RATIO
            )
        if period.above:
            ledger.text(f"Above {period.limit:.0f} ms for {words}: {', '.join(period.above)}.")


def _weigh(period: Period, slug: str, ours: Times, bare: Times) -> None:
    period.slowest = max(period.slowest, ours.p95)
    if bare.p50 >= MOSTLY_SQL:
        period.ratio = max(period.ratio, ours.p50 / bare.p50)
    if ours.p95 > period.limit:
        period.above.append(slug)


def _addresses(report: Report) -> list[tuple[str, str]]:
    """Whole months that are over, up to the last one."""
    if not report.has_period:
        return [(NOW, report.address)]
    last = clock.today().replace(day=1) - timedelta(days=1)
    return [(words, f"{report.address}?{_days(last, months)}") for months, (words, _) in LIMITS.items()]


def _days(last: date, months: int) -> str:
    return f"from={months_back(last.replace(day=1), months - 1)}&to={last}"


def _in_turn(visitor: Visitor, path: str, tries: int) -> tuple[Times, Times, int, int]:
    """The page's times, its SQL's, how many statements that is, and how long the page is in bytes."""
    asked = _statements(visitor, path)
    acts: dict[str, Callable[[Any], Any]] = {
        "page": lambda _: visitor.get(path),
        "bare": lambda _: _ask(asked),
    }
    found = timed(acts, range(tries))
    return found["page"][0], found["bare"][0], len(asked), len(found["page"][1][-1].body)


def _statements(visitor: Visitor, path: str) -> list[Statement]:
    """What the page reads from the database, in this process and with the visitor's own login."""
    asked: list[Statement] = []

    def note(execute: Callable[..., Any], sql: str, told: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().startswith(QUESTIONS):
            asked.append((sql, told, type(context["cursor"].cursor)))
        return execute(sql, told, many, context)

    client = Client(headers={"host": HOST})
    client.cookies.load(visitor.cookies)
    with connection.execute_wrapper(note):
        answer = client.get(path, secure=settings.HTTPS)
    assert answer.status_code == 200, path
    return asked


def _ask(statements: Sequence[Statement]) -> None:
    for sql, told, sent_by in statements:
        if issubclass(sent_by, by_hand.Cursor):
            by_hand.ask(sql, told, by=sent_by)
            continue
        with connection.cursor() as cursor:
            cursor.execute(sql, told)
            cursor.fetchall()

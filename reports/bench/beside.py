"""The day's page while the worker writes as many long files as one person may ask for."""

import time
from pathlib import Path
from tempfile import TemporaryDirectory

from clinic.bench.figures import Times, timed
from clinic.bench.ledger import Ledger
from clinic.bench.server import working
from reports.bench.files import FIRST_DAY, SLUG
from reports.exports import asking
from reports.exports.models import Export
from scheduling.bench.desk import Desk

FORMS = ("xlsx", "csv", "jsonl", "xlsx", "csv")


def worker(desk: Desk, tries: int, ledger: Ledger) -> None:
    """Every appointment five times over, in two lanes; the page is asked for as long as that takes."""
    idle, _ = timed({"day": lambda _: desk.day()}, range(tries))["day"]
    _ask(desk)
    with TemporaryDirectory() as files, working(Path(files)):
        beside, took = _until_written(desk)
    ledger.table("the day's page", "p50 / p95, ms", "asked for")
    ledger.row("by itself", f"{idle.p50:.1f} / {idle.p95:.1f}", f"{tries} times")
    ledger.row(
        f"while the worker writes {len(FORMS)} files in {took:.0f} s",
        f"{beside.p50:.1f} / {beside.p95:.1f}",
        f"{len(beside.each)} times",
    )
    ledger.goal(f"p95 of the day beside {len(FORMS)} files of the worker", beside.p95 / idle.p95, 2)


def _ask(desk: Desk) -> None:
    for place, form in enumerate(FORMS, 1):
        address = f"from={FIRST_DAY.replace(day=place)}"
        asking.ask(
            Export.Kind.REPORT, {"report": SLUG, "as": form, "address": address}, by=desk.scale.house.desk
        )


def _until_written(desk: Desk) -> tuple[Times, float]:
    """From the first that is begun to the last that is ended; how long that took in seconds."""
    waiting = Export.objects.under_way()
    while not waiting.filter(state=Export.State.RUNNING).exists():
        time.sleep(0.05)
    times, began = Times(), time.monotonic()
    while waiting.exists():
        at = time.perf_counter()
        desk.day()
        times.each.append((time.perf_counter() - at) * 1000)
    return times, time.monotonic() - began

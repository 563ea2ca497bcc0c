"""the reports: files of a million rows, the board beside them, each page over a month, a year, five years"""

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from clinic.bench import machine
from clinic.bench.database import Owner, settle, throw_away
from clinic.bench.ledger import Ledger
from clinic.bench.server import Visitor, served
from reports.bench import beside, files, pages
from reports.definitions import REPORTS
from scheduling.bench import rushes, scale
from scheduling.bench.desk import Desk, places
from sessions.bench import charts

Say = Callable[..., None]
PASSWORD = "measured and thrown away"  # noqa: S105  of people who exist for a few minutes
PARTS = ("csv", "board", "worker", "xlsx", "pages")


def takes(parser: ArgumentParser) -> None:
    parser.add_argument("--patients", type=int, default=50_000)
    parser.add_argument("--scale", type=int, nargs="+", default=[100_000, 1_000_000], help="appointments")
    parser.add_argument("--sessions", type=int, default=300_000, help="signed ones, at most half the visits")
    parser.add_argument("--findings", type=int, default=1_500_000, help="in all, at most five a session")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument(
        "--reports", nargs="+", choices=[*REPORTS], default=[], help="pages of these alone, by their slugs"
    )
    parser.add_argument("--tries", type=int, default=7, help="of each page and each of its statements")
    parser.add_argument("--files", type=int, default=3, help="how often a file is written")
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--write", type=Path, help="a file for the tables")


def run(options: dict[str, Any], say: Say) -> None:
    with throw_away() as owner:
        bench = Bench(owner, options, Ledger(say))
        bench.ledger.text(f"{machine.told()}; a load of {machine.load()} when it began.")
        with served(workers=options["workers"]) as port:
            bench.run(port)
        bench.ledger.text(f"A load of {machine.load()} when it ended.")
    if options["write"]:
        bench.ledger.write(options["write"])


class Bench:
    """One run over one database, which grows while it is measured."""

    def __init__(self, owner: Owner, options: dict[str, Any], ledger: Ledger) -> None:
        self.owner, self.options, self.ledger = owner, options, ledger
        self.scale = scale.build(options["patients"], PASSWORD, ledger.say)

    def run(self, port: int) -> None:
        """CSV at every size, one beside the other; whatever else there is at the largest."""
        only, sizes = self.options["only"], sorted(self.options["scale"])
        rates = []
        for size in sizes if "csv" in only else sizes[-1:]:
            self.grow(size)
            if "csv" in only:
                rates.append(files.csv(lambda: self.visitor(port), self.options["files"], self.ledger))
        if len(rates) > 1:
            words = f"rows a second at {sizes[-1]:,} appointments, of those at {sizes[0]:,}"
            self.ledger.goal(words, rates[-1] / rates[0], 0.8, least=True)
        desk, asked = Desk(self.visitor(port), self.scale, places(self.scale)), self.options["tries"] * 5
        if "board" in only:
            rushes.export(desk, asked, self.ledger)
        if "worker" in only:
            beside.worker(desk, asked, self.ledger)
        if "xlsx" in only:
            files.xlsx(self.ledger)
        if "pages" in only:
            self.chart(sizes[-1])
            slugs = self.options["reports"]
            pages.measure(self.visitor(port), slugs, self.options["tries"], self.ledger)

    def grow(self, appointments: int) -> None:
        self.scale.grow(appointments, self.ledger.say)
        settle(self.owner)

    def chart(self, appointments: int) -> None:
        sessions = min(self.options["sessions"], appointments // 2)
        findings = min(self.options["findings"], sessions * charts.POINTS)
        charts.load(self.scale, sessions, findings, self.ledger.say)
        settle(self.owner)
        self.ledger.text(f"{appointments:,} appointments, {sessions:,} sessions, {findings:,} findings.")

    def visitor(self, port: int) -> Visitor:
        """The desk, who is an admin too, signed in this moment: a file asks for that."""
        return Visitor(port).sign_in(self.scale.house.desk.email, PASSWORD)

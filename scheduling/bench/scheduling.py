"""the schedule: free times, booking, the board, races for one place, twenty people at once"""

from argparse import ArgumentParser
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from clinic.bench import machine
from clinic.bench.database import Owner, settle, throw_away
from clinic.bench.ledger import Ledger
from clinic.bench.server import Visitor, served
from clinic.guards import app_role
from scheduling.bench import ceiling, pages, phone, rushes, scale
from scheduling.bench.desk import PASSWORD, Bare, Desk, places
from scheduling.bench.races import KINDS

Say = Callable[..., None]
PARTS = ("pages", "rate", "export", "phone", "races", "control", "hands")
BARE_SETTINGS = "scheduling.bench.ceiling_settings"


def takes(parser: ArgumentParser) -> None:
    parser.add_argument("--patients", type=int, default=50_000)
    parser.add_argument("--scale", type=int, nargs="+", default=[50_000, 1_000_000], help="appointments")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--rounds", type=int, default=20, help="of each kind of race")
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=KINDS, help="of races")
    parser.add_argument("--tries", type=int, default=60, help="of each page")
    parser.add_argument("--operations", type=int, default=5_000, help="by twenty people at once")
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--write", type=Path, help="a file for the tables")


def run(options: dict[str, Any], say: Say) -> None:
    with throw_away() as owner:
        bench = Bench(owner, options, Ledger(say))
        bench.ledger.text(f"{machine.told()}; a load of {machine.load()} when it began.")
        bench.run()
        bench.ledger.text(f"A load of {machine.load()} when it ended.")
    if options["write"]:
        bench.ledger.write(options["write"])


class Bench:
    """One run over one database, which grows while it is measured."""

    def __init__(self, owner: Owner, options: dict[str, Any], ledger: Ledger) -> None:
        self.owner, self.options, self.ledger = owner, options, ledger
        self.scale = scale.build(options["patients"], PASSWORD, ledger.say)
        self.bare = 0
        owner.execute(ceiling.BARE.format(app=app_role()))

    def run(self) -> None:
        """Pages at every size, one beside the other; whatever else there is at the first."""
        small, *larger = sorted(self.options["scale"])
        only = self.options["only"]
        self.grow(small)
        with ExitStack() as stack:
            ours, bare = self.open(stack)
            measured = (
                [pages.measure(ours, bare, self.options["tries"], self.ledger)] if "pages" in only else []
            )
            for part, act in self.beside(ours, bare).items():
                if part in only:
                    act()
            for size in larger if "pages" in only else []:
                self.grow(size)
                measured.append(pages.measure(ours, bare, self.options["tries"], self.ledger))
        if len(measured) > 1:
            pages.growth(measured[0], measured[-1], self.ledger)
        if "control" in only:
            self.control()

    def beside(self, ours: Desk, bare: Bare) -> dict[str, Callable[[], None]]:
        """What is measured at one size alone."""
        asked, ledger = self.options, self.ledger
        return {
            "rate": lambda: rushes.rate(ours, bare, asked["tries"] * 5, ledger),
            "export": lambda: rushes.export(ours, asked["tries"], ledger),
            "phone": lambda: phone.measure(ours, max(3, asked["tries"] // 10), ledger),
            "races": lambda: rushes.races(ours, asked["kinds"], asked["rounds"], ledger),
            "hands": lambda: rushes.hands(self.scale, asked["operations"], ledger),
        }

    def grow(self, appointments: int) -> None:
        self.scale.grow(appointments, self.ledger.say)
        self.bare = ceiling.grow(self.owner, self.bare)
        settle(self.owner)

    def open(self, stack: ExitStack) -> tuple[Desk, Bare]:
        """Both web servers, and the desk signed in at ours."""
        workers = self.options["workers"]
        port = stack.enter_context(served(workers=workers))
        bare = stack.enter_context(served(workers=workers, settings_of=BARE_SETTINGS))
        self.ledger.text(
            f"{self.scale.people:,} patients, {self.scale.past + self.scale.ahead:,} appointments,"
            f" {workers} web workers of 4 threads each."
        )
        return self.desk(port), Bare(Visitor(bare), self.scale, places(self.scale))

    def desk(self, port: int) -> Desk:
        visitor = Visitor(port).sign_in(self.scale.house.desk.email, PASSWORD)
        return Desk(visitor, self.scale, places(self.scale))

    def control(self) -> None:
        """The same races with the locks and the constraints gone: what they are there for."""
        for name in ceiling.EXCLUSIONS:
            self.owner.execute(f"ALTER TABLE scheduling_appointment DROP CONSTRAINT {name}")
        with served(
            workers=self.options["workers"], application="scheduling.bench.unlocked:application"
        ) as port:
            rushes.control(self.desk(port), self.options["rounds"], self.ledger)

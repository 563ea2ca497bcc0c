"""Many at once: bookings as fast as they are answered, pages beside an export, races, twenty hands."""

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from threading import Event, Thread

from django.urls import reverse

from clinic import clock
from clinic.bench.figures import Times
from clinic.bench.ledger import Ledger
from patients.models import Patient
from scheduling.bench import crowds, floor, truth
from scheduling.bench import hands as doing
from scheduling.bench.crowds import CROWD, Crowd
from scheduling.bench.desk import Bare, Desk, days
from scheduling.bench.races import Races
from scheduling.bench.scale import Scale

AT_ONCE, HANDS, PATIENTS = 16, 20, 60


def rate(desk: Desk, bare: Bare, tries: int, ledger: Ledger) -> None:
    """Sixteen people who book, each again once it is answered; ours and the yardstick in turn, twice."""
    found: dict[str, tuple[Times, list[float]]] = {
        "the clinic": (Times(), []),
        "the yardstick": (Times(), []),
    }
    sides: dict[str, tuple[Desk | Bare, Crowd]] = {
        "the clinic": (desk, Crowd(*(desk.signed_in() for _ in range(AT_ONCE)))),
        "the yardstick": (bare, Crowd(*(bare.visitor.another() for _ in range(AT_ONCE)))),
    }
    for _ in range(2):
        for name, (side, crowd) in sides.items():
            times, a_second = crowd.rate(side.by, tries // 2)
            found[name][0].each.extend(times.each)
            found[name][1].append(a_second)
    ledger.table("sixteen who book at once", "p50 / p95, ms", "in a second")
    for name, (times, rates) in found.items():
        ledger.row(name, f"{times.p50:.1f} / {times.p95:.1f}", f"{sum(rates) / len(rates):.0f}")
    ours, least = (sum(found[name][1]) for name in found)
    ledger.goal("bookings in a second, of the yardstick's", ours / least, 0.25, least=True)
    if (alone := floor.booked_in_a_second(desk.scale, AT_ONCE)) is not None:
        ledger.row("PostgreSQL by itself (pgbench)", "", f"{alone:.0f}")
        ledger.goal("bookings in a second, of pgbench's", ours / 2 / alone, 0.06, least=True)


def export(desk: Desk, tries: int, ledger: Ledger) -> None:
    """The day's page while nothing else happens, and while every appointment there is goes out as a file."""
    idle = _timed(desk.day, tries)
    other, stop = desk.signed_in(), Event()  # just now, as an export asks
    since, until = clock.today() - timedelta(days=7300), clock.today()
    path = f"{reverse('reports:csv', args=['appointments'])}?from={since}&to={until}"
    sent: list[int] = []

    def keep_on() -> None:
        while not stop.is_set():
            sent.append(other.get(path).body.count(b"\r\n"))

    thread = Thread(target=keep_on)
    thread.start()
    try:
        beside = _timed(desk.day, tries)
    finally:
        stop.set()
        thread.join()
    ledger.table("the day's page", "p50 / p95, ms")
    ledger.row("by itself", f"{idle.p50:.1f} / {idle.p95:.1f}")
    ledger.row(
        f"while {max(sent):,} rows are exported, again and again", f"{beside.p50:.1f} / {beside.p95:.1f}"
    )
    ledger.goal("p95 of the day beside an export", beside.p95 / idle.p95, 2)


def races(desk: Desk, kinds: Sequence[str], rounds: int, ledger: Ledger) -> None:
    """Rounds of fifty at once, of each of these kinds."""
    asked = Races(desk, _far_days())
    asked.run("one place", 1)  # unmeasured: each worker opens its connections and makes its plans
    before = crowds.deadlocks()
    ledger.table(f"{rounds} rounds of {CROWD}", "winners in a round", "answers", "p50 / p99, ms", "slowest")
    for name in kinds:
        kind, race = asked.kinds[name], asked.run(name, rounds)
        wrong = sum(won != kind.winners for won in race.winners)
        winners = f"{min(race.winners)} to {max(race.winners)}" if wrong else f"{kind.winners} always"
        answers = ", ".join(f"{status}: {number:,}" for status, number in sorted(race.answers.items()))
        ledger.row(name, winners, answers, f"{race.times.p50:.0f} / {race.p99:.0f}", f"{race.slowest:.0f}")
        ledger.goal(f"{name}: rounds with other than {kind.winners} winners", wrong, 0)
        ledger.goal(f"{name}: answers of 5xx", race.broken, 0)
        ledger.goal(f"{name}: p99, ms", race.p99, 1000)
    ledger.goal("pairs that hold the same time", crowds.doubles(), 0)
    ledger.goal("deadlocks", crowds.deadlocks() - before, 0)


def control(desk: Desk, rounds: int, ledger: Ledger) -> None:
    """One place for fifty, with nothing to stop them."""
    race = Races(desk, _far_days(weeks=500)).run("one place", rounds)
    ledger.table("locks and constraints taken away", "winners in a round", "pairs that hold the same time")
    ledger.row("one place", f"{min(race.winners)} to {max(race.winners)}", f"{crowds.doubles():,}")
    ledger.goal("winners in all where there should be one a round", sum(race.winners), rounds + 1, least=True)


def hands(scale: Scale, operations: int, ledger: Ledger) -> None:
    """Everything that may be done to a schedule, by twenty people, held against what they were told."""
    house = scale.house
    world = doing.World(
        house.therapists,
        [*Patient.objects.filter(pk__gte=scale.first_patient).order_by("pk")[:PATIENTS]],
        house.rooms,
        (house.long, house.short),
        house.rooms[0].location,
        house.desk,
        next(_far_days(weeks=700)),
    )
    began = time.monotonic()
    told = doing.at_once(world, operations, HANDS, seed=1)
    took, faults = time.monotonic() - began, truth.faults(told)
    ledger.table(f"{operations:,} operations by {HANDS} people in {took:.0f} s", "number")
    for what, number in sorted(told.done.items()):
        ledger.row(what.replace("_", " "), f"{number:,}")
    for what, number in sorted(told.refused.items()):
        ledger.row(f"refused: {what}", f"{number:,}")
    for fault in faults[:20]:
        ledger.text(fault)
    ledger.goal("overlaps, visits in time off or outside hours, changes lost", len(faults), 0)


def _timed(act: Callable[[], object], tries: int) -> Times:
    times = Times()
    for _ in range(tries):
        began = time.perf_counter()
        act()
        times.each.append((time.perf_counter() - began) * 1000)
    return times


def _far_days(weeks: int = 60) -> Iterator[date]:
    """Days on which nothing stands, for one kind of thing each."""
    return (one + timedelta(weeks=weeks) for one in days())

"""a visit: opening its page, saving what is tapped and typed, twenty tablets at once"""

from argparse import ArgumentParser
from collections.abc import Callable
from functools import partial
from itertools import cycle
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clinic.bench.database import Owner, throw_away
from clinic.bench.figures import goal, timed
from clinic.bench.server import HOST, Visitor, served
from clinic.models import Staff
from patients.models import Patient
from sessions.bench import clinics, scene, tablets
from sessions.bench.doings import Desk, Page
from sessions.bench.pasts import sites
from sessions.bench.scene import MARKS, Scene
from sessions.models import TreatmentSession

Say = Callable[..., None]
# What Django itself says to begin and end a transaction is no question.
NO_QUESTION = ("SAVEPOINT", "RELEASE", "ROLLBACK TO")


def takes(parser: ArgumentParser) -> None:
    parser.add_argument("--patients", type=int, default=20_000)
    parser.add_argument("--visits", type=int, default=50_000, help="of the past, to book beside")
    parser.add_argument("--past", type=int, default=200, help="signed sessions of the patient who is opened")
    parser.add_argument("--tries", type=int, default=100)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seconds", type=int, default=60, help="how long twenty tablets are typed on")


def run(options: dict[str, Any], say: Say) -> None:
    furnished: list[Scene] = []
    how_many = {"people": options["patients"], "visits": options["visits"], "past": options["past"]}

    def fill(owner: Owner) -> None:
        furnished.append(scene.fill(owner, **how_many))

    with throw_away(fill), served(workers=options["workers"]) as port:
        people, visits, workers = (options[name] for name in ("patients", "visits", "workers"))
        say(f"{people:,} patients, {visits:,} past visits, {workers} web workers of 4 threads")
        measured = Measured(furnished[0], port, say)
        measured.opening(options["tries"])
        measured.saving(options["tries"])
        measured.twenty(options["seconds"])
        say("\nGoals")
        for line in measured.goals:
            say(line)


class Measured:
    """Everybody signed in through the page, and what the figures come to."""

    def __init__(self, furnished: Scene, port: int, say: Say) -> None:
        self.scene, self.port, self.say = furnished, port, say
        self.goals: list[str] = []
        self.visitors: dict[int, Visitor] = {}

    def opening(self, tries: int) -> None:
        """The charting page of somebody with a long past, beside one with a short one."""
        pages = {words: self._page(held) for words, held in self.scene.opened.items()}
        acts: dict[str, Callable[[Any], Any]] = {
            words: (lambda _, page=page: page.opened())  # type: ignore[misc]
            for words, page in pages.items()
        }
        self.say("\nOpening a session")
        asked = []
        for words, (times, answers) in timed(acts, range(tries)).items():
            asked.append(questions(pages[words]))
            self.say(
                f"  {words:32} {times}   {asked[-1]} statements   {len(answers[-1].body):,} bytes of HTML"
            )
        self.goals.append(goal("statements to open, the most of the three", max(asked), min(asked)))

    def saving(self, tries: int) -> None:
        """With 200 marks on the map, each save in turn with a booking."""
        page = self._page(self.scene.marked)
        desk = Desk(self._visitor(self.scene.clinic.desk), clinics.bookings(self.scene.clinic), numbers())
        spare = cycle(sites("tp-a")[MARKS:])
        placed: list[int] = []
        acts: dict[str, Callable[[Any], Any]] = {
            "a booking": lambda _: desk.booked(),
            "the note": lambda _: page.written(),
            "a score": lambda _: page.scored(),
            "a point placed": lambda _: placed.append(page.placed(next(spare))),
            "a point taken off": lambda _: page.removed(placed.pop()),
        }
        self.say(f"\nSaving, {MARKS} marks on the map")
        found = {words: times for words, (times, _) in timed(acts, range(tries)).items()}
        for words, times in found.items():
            share = times.p50 / found["a booking"].p50
            self.say(f"  {words:32} {times}   {share:.2f} of a booking")
            if words != "a booking":
                self.goals.append(goal(f"{words}, p50 against a booking's", share, 1.5))

    def twenty(self, seconds: int) -> None:
        """Tablets that are typed on: as the page saves, every three seconds; then as fast as answers come."""
        pages = [self._page(held) for held in self.scene.typed_on]
        self.say(f"\n{len(pages)} tablets at once, saving the note")
        turns = [tablets.EVERY_SECONDS * number / len(pages) for number in range(len(pages))]
        typing = [
            partial(tablets.paced, page.written, turn, seconds)
            for page, turn in zip(pages, turns, strict=True)
        ]
        self.say(f"  {'every 3 seconds':32} {tablets.at_once(typing)}")
        pressing = [partial(tablets.pressed, page.written, 20) for page in pages]
        self.say(f"  {'without a pause':32} {tablets.at_once(pressing)}")

    def _page(self, held: TreatmentSession) -> Page:
        return Page(self._visitor(held.therapist), held)

    def _visitor(self, person: Staff) -> Visitor:
        """Signed in once; each visitor speaks to the server on a connection of their own."""
        if person.pk not in self.visitors:
            self.visitors[person.pk] = Visitor(self.port).sign_in(person.email, clinics.PASSWORD)
        return self.visitors[person.pk]


def questions(page: Page) -> int:
    """How often opening the page asks the database; counted in this process, with the visitor's own login."""
    client = Client(headers={"host": HOST})
    client.cookies.load(page.visitor.cookies)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(reverse("sessions:chart", args=[page.held.pk]), secure=settings.HTTPS)
    assert answer.status_code == 200
    return sum(not query["sql"].startswith(NO_QUESTION) for query in asked)


def numbers() -> Any:
    """Patients of the register who are on nobody's couch today."""
    return Patient.objects.order_by("pk").values_list("number", flat=True)[100:].iterator()

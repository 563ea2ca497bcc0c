"""The pages of a patient's points: for the care team, in as many queries whatever the history."""

import json
import re
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clinic.models import AuditEvent
from sessions import body_map
from sessions.models import PointFinding
from tests import make
from tests.sessions.browse import signed_in
from tests.sessions.past.course import LEVATOR, TRAPEZIUS, course

pytestmark = pytest.mark.django_db
WAYS = ("", "?show=many", "?show=compare", "?show=compare&as=overlay", "?show=heat", "?show=visit&visit=1")


@pytest.fixture
def leo():
    return make.therapist("Leo")


def text_of(response):
    return " ".join(response.content.decode().split())


def test_every_way_of_looking_names_the_points_and_their_scores(leo):
    person = course(leo, (20, {TRAPEZIUS: 8, LEVATOR: (1, "resolved")}), (1, {TRAPEZIUS: 3, LEVATOR: 5}))
    client = signed_in(leo)
    for way in WAYS:
        page = client.get(f"/patients/{person.number}/points/{way}")
        text = text_of(page)
        assert page.status_code == 200
        assert "TrP2: 8, 3 over 2 visits" in text
        assert "Came back: resolved 4 Nov 2026, active 23 Nov 2026, 19 days later" in text
    assert 'aria-valuetext="Session 1 of 2, 4 November"' in text
    assert AuditEvent.objects.filter(patient_id=person.pk, action="opened").count() == len(WAYS)


def test_nonsense_in_the_address_shows_the_last_visit(leo):
    person = course(leo, (20, {TRAPEZIUS: 8}), (1, {TRAPEZIUS: 3}))
    client = signed_in(leo)
    for nonsense in ("0", "\u0663", "\x00", "9" * 40):
        for way in ("visit", "many", "compare", "heat", nonsense):
            asked = {"show": way, "visit": nonsense, "from": nonsense, "to": nonsense, "as": nonsense}
            assert client.get(f"/patients/{person.number}/points/", asked).status_code == 200
    empty = client.get(f"/patients/{make.appointment(leo, make.at('18:00')).patient.number}/points/")
    assert "No points yet" in text_of(empty)


def test_queries_do_not_grow_with_the_history(leo):
    person = course(leo, (30, {TRAPEZIUS: 8}))
    client = signed_in(leo)
    counts = []
    for more in ((), [(day, {TRAPEZIUS: 6, LEVATOR: 4}) for day in range(1, 15)]):
        course(leo, *more, patient=person)
        for way in WAYS:
            with CaptureQueriesContext(connection) as queries:
                client.get(f"/patients/{person.number}/points/{way}")
            asking = [q for q in queries if q["sql"].startswith("SELECT") and "auditchain" not in q["sql"]]
            counts.append(len(asking))
    assert counts[: len(WAYS)] == counts[len(WAYS) :]
    assert max(counts) <= 12


def test_the_drawing_stands_alone_with_its_list(leo):
    person = course(leo, (1, {TRAPEZIUS: 8, LEVATOR: 4}))
    answer = signed_in(leo).get(f"/patients/{person.number}/points/posterior.svg?visit=1")
    drawing = ET.fromstring(answer.content)  # noqa: S314  # our own
    words = [element.text for element in drawing.iter("{http://www.w3.org/2000/svg}text")]

    assert answer["Content-Type"] == "image/svg+xml"
    assert f'filename="{person.number}-2026-11-23-posterior.svg"' in answer["Content-Disposition"]
    assert {"L", "R", "1", "2", "Back"} <= set(words)
    assert "1. Left trapezius, descending (upper) part TrP2, active, before 8, after not taken" in words
    assert not re.search(r'class=|style=|href="http|var\(', answer.content.decode())
    assert AuditEvent.objects.filter(patient_id=person.pk, action="exported").exists()


def test_the_open_map_gets_places_and_sentences(leo):
    person = course(leo, (9, {TRAPEZIUS: 8}), (1, {TRAPEZIUS: 3}))
    data = json.loads(signed_in(leo).get(f"/patients/{person.number}/points.json").content)
    there = body_map.canonical("tp-a", *(TRAPEZIUS[0], TRAPEZIUS[2], TRAPEZIUS[1]))

    assert [visit["words"] for visit in data["visits"]] == [
        "Session 1 of 2, 15 November", "Session 2 of 2, 23 November"
    ]  # fmt: skip
    point = data["visits"][1]["points"][0]
    assert (point["view"], point["x"], point["y"], point["score"]) == (*there, 3)


def test_an_old_mark_lies_on_its_own_drawing_or_says_that_it_was_moved(leo, monkeypatch):
    person = course(leo, (9, {TRAPEZIUS: 8}))
    page = f"/patients/{person.number}/points/"
    monkeypatch.setattr(body_map, "VERSION", 2)
    monkeypatch.setattr(body_map.chart, "__wrapped__", None, raising=False)
    same = signed_in(leo).get(page)
    assert "on version 1 of the drawing" in text_of(same)
    assert "moved to the new chart" not in text_of(same)

    monkeypatch.setattr(body_map, "VERSION", 1)
    PointFinding.objects.update(chart_version=7)  # a drawing that is no longer here
    moved = text_of(signed_in(leo).get(page))
    assert "moved to the new chart" in moved
    assert "is-moved" in moved

"""Each figure of each report opens the rows that it is counted from, as many as it says."""

import re
import uuid
from collections import defaultdict
from datetime import date, timedelta
from functools import partial
from html import escape, unescape
from itertools import combinations
from random import Random
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from clinic import clock, paging
from patients.models import Consent, ConsentText
from patients.settling import deciding
from reports import pages
from reports.definitions import REPORTS, courses, muscles, outcomes
from reports.exports import tabular
from reports.periods import Period
from reports.question import Question
from scheduling.models import Waiting
from sessions.courses.models import HomeCareReport, Measure
from sessions.models import Treatment
from sessions.visit.models import Incident
from tests import make
from tests.reports.small_clinic import build, invent
from tests.scheduling import on_the_road
from tests.sessions.browse import signed_in
from tests.sweeping import parts

pytestmark = pytest.mark.django_db
AUTUMN = Period(date(2026, 8, 25), date(2026, 11, 24))
DAYS = {"from": "2026-08-25", "to": "2026-11-24"}
# Hours are no rows: the report's sentence says where they stand instead.
NO_ROWS = {("utilisation", "Could be worked"), ("booking-rate", "Could be worked")}
LISTED = [(slug, part) for slug, report in REPORTS.items() for part in report.listings]
LISTS = [(slug, "") for slug, report in REPORTS.items() if report.names_people] + LISTED


@pytest.fixture
def clinic(monkeypatch):
    """Visits and points made up at random, and some of everything else that is counted; nothing is hidden."""
    for module in (courses, muscles, outcomes):
        monkeypatch.setattr(module, "SMALL_GROUP", 1)
    build(invent(Random(4)))  # noqa: S311  nothing secret is made of it
    leo = make.therapist("Leo")
    prices(leo)
    course(leo)
    cautions(leo)
    treatments(leo)
    promises(leo)
    for hour in (7, 9):
        scored_twice(leo, hour)


def scored_twice(leo, hour):
    """Somebody whose complaint has two visits with pain before each."""
    about = make.complaint(make.patient(), leo)
    for place, pain in enumerate((7, 3)):
        began = make.at(f"{hour:02}:00", date(2026, 11, 4 + place))
        session = make.treatment_session(leo, began, patient=about.patient, room=make.room("Room 9"))
        session.pain_before = pain
        session.save()
        about.session_complaints.get_or_create(treatment_session=session)


def prices(leo):
    for hour, fields in ((6, {"price": 60}), (8, {"price": 45}), (10, {})):
        fields |= {"status": "fulfilled", "room": make.room("Room 9")}
        make.appointment(leo, make.at(f"{hour:02}:00", date(2026, 11, 23)), **fields)
    on_the_road.visited(leo, make.at("06:00"), status="fulfilled", price=70)


def course(leo):
    about = make.complaint(make.patient(), leo)
    for place, score in enumerate((8, 4)):
        make.outcome(about, Measure.objects.get(pk="nprs"), [score], leo, taken_on=date(2026, 11, 2 + place))
    plan = make.plan(about, leo, goals=["Sleep through", "Lift a crate"])
    plan.goals.update(due_on=clock.today())
    plan.goals.filter(order=1).update(state="met")
    given = make.home_care(about, leo)
    for done in (50, 100, None):
        HomeCareReport.objects.create(
            home_care=given, asked_on=clock.today(), asked_by=leo, adherence=done, soreness=1
        )


def cautions(leo):
    helen = make.patient("Helen Vasquez")
    make.in_care_of(leo, helen)
    make.history(helen, leo, rf_heart="unsure", hernia="yes", epilepsy="no")
    deciding.override(helen, "hernia", reason="Talked it through twice", until_on=clock.today(), by=leo)
    deciding.note_handled(helen, "rf_heart", reason="Sent to her doctor today", by=leo)


def treatments(leo):
    """One without an incident, one with, and a point that was released and is active again a week later."""
    first, bruised = treated(leo, date(2026, 10, 1)), treated(leo, date(2026, 11, 20))
    Incident.objects.create(
        treatment_session=bruised, kind="bruise", happened_at=bruised.started_at, happened="Left arm",
        done="Cold pack", at=clock.now(), by=leo, key=uuid.uuid4(),
    )  # fmt: skip
    again = {"patient": first.patient, "room": make.room("Room 9")}
    make.treatment_session(leo, make.at("06:00", date(2026, 10, 8)), **again)


def treated(leo, day):
    session = make.treatment_session(leo, make.at("06:00", day), room=make.room("Room 9"))
    Treatment.objects.create(
        treatment_session=session, finding=make.point(session, tenderness_before=6, after=3), order=1,
        technique="stripping", response="released", adverse="bruise", over_cap_why="She asked twice",
        key=uuid.uuid4(),
    )  # fmt: skip
    return session


def promises(leo):
    for outcome in ("booked", "withdrawn", ""):
        closed = clock.now() if outcome else None
        Waiting.objects.create(
            patient=make.patient(), service=make.service(), minutes=60, added_by=leo, outcome=outcome,
            closed_at=closed,
        )  # fmt: skip
    Consent.objects.create(
        patient=make.patient(), text=ConsentText.objects.filter(kind="treatment").first(), scope="Treatment",
        how="on paper", given_at=clock.now(), given_by="Ada", expires_on=clock.today() - timedelta(days=3),
    )  # fmt: skip


def rows_behind(report, part):
    listed = report.behind(part)
    assert listed.names_people, (report.slug, part)
    return listed.rows(Question(AUTUMN, part=part)).count()


def test_every_figure_opens_as_many_rows_as_it_says(clinic):
    closed, empty = set(), set()
    for slug, report in REPORTS.items():
        answer, said = report.answer(Question(AUTUMN)), defaultdict(set)
        for figure in answer.figures:
            if figure.opens:
                said["" if figure.opens == "all" else figure.opens] |= numbers(figure)
            else:
                closed.add((slug, figure.label))
        for part, told in said.items():
            number = rows_behind(report, part)
            assert number == answer.rows[part], (slug, part)
            assert number in told or not number, (slug, part)
            if not number and part in report.listings:
                empty.add((slug, part))

    assert closed == NO_ROWS
    assert not empty  # of the rows that a report lists for its figures alone the clinic has some of each


def test_every_line_of_every_table_opens_as_many_rows_as_it_says(clinic):
    for slug, report in REPORTS.items():
        for table in report.answer(Question(AUTUMN)).tables:
            for line in table.lines:
                assert line.opens or [*map(bool, line.each)] == [*map(bool, line.cells[1:])], (slug, line)
                for to, cells in [(line.opens, line.cells), *zip(line.each, line.cells[1:], strict=False)]:
                    if to:
                        assert opened(slug, to) in sums(cells), (slug, to, cells)


def opened(slug, to):
    """How many rows stand on the page that a line leads to."""
    asked = DAYS | {name: str(value) for name, value in to.items()}
    report = REPORTS[asked.pop("report", slug).strip("/").split("/")[-1]]
    form = report.asked(QueryDict(urlencode(asked)))
    assert form.is_valid(), (slug, to)
    listed = report.behind(form.question().part)
    assert listed.names_people, (slug, to)
    assert not form.question().line or listed.line, (slug, to)
    return listed.found(form.question()).count()


def sums(cells):
    """What the whole numbers of a line come to, one or several of them together."""
    told = [cell for cell in ([cells] if isinstance(cells, int) else cells) if isinstance(cell, int)]
    return {sum(some) for size in range(len(told) + 1) for some in combinations(told, size)}


def test_a_line_that_is_opened_names_its_rows_and_leads_back_to_all(clinic):
    client = signed_in(make.admin("Ida"))
    page = client.get("/reports/cancellations/", DAYS)
    line = page.context["answer"].tables[0].lines[0]
    way = f"{urlencode(DAYS | {'line': line.cells[0]})}#rows"

    assert f'href="?{escape(way)}"' in page.content.decode()
    opened = client.get(f"/reports/cancellations/?{way}")
    assert opened.context["shown"] == f"{line.cells[3]} of {line.cells[3]}"
    assert f'<h2 id="rows">Rows: {line.cells[0]}</h2>' in opened.content.decode()
    assert f'href="?{escape(urlencode(DAYS))}#rows">Every row</a>' in opened.content.decode()
    assert opened.context["answer"].figures == page.context["answer"].figures
    file = tabular.asked("cancellations", QueryDict(way.removesuffix("#rows")))
    assert (len([*file.values()]), file.filters[-1]) == (line.cells[3], f"line {line.cells[0]}")


def test_an_hour_of_the_week_opens_its_visits(clinic):
    client = signed_in(make.admin("Ida"))
    page = client.get("/reports/density/", DAYS)
    (table,) = page.context["answer"].tables
    line = max(table.lines, key=lambda each: sum(each.cells[1:]))
    place, to = next((place, to) for place, to in enumerate(line.each) if to)

    opened = client.get("/reports/density/", DAYS | to)

    assert opened.context["shown"] == f"{line.cells[place + 1]} of {line.cells[place + 1]}"
    assert opened.context["opened"] == f"{line.cells[0]}, {table.heads[place + 1]}"


def test_a_line_that_no_table_has_is_an_empty_list(client_of_ida):
    answer = client_of_ida.get("/reports/cancellations/", DAYS | {"line": "<b>Gone</b>"})

    assert answer.status_code == 200
    assert "Rows: &lt;b&gt;Gone&lt;/b&gt;" in answer.content.decode()
    assert client_of_ida.get("/reports/cancellations/", {"line": "\x00"}).status_code == 400
    assert client_of_ida.get("/reports/techniques/", {"line": "x", "status": "applied"}).status_code == 200


@pytest.fixture
def client_of_ida():
    return signed_in(make.admin("Ida"))


def numbers(figure):
    words = f"{figure.value} {figure.note}"
    return {int(each.replace(",", "")) for each in re.findall(r"\d[\d,]*", words)}


def test_a_part_is_listed_and_exported_as_any_report_and_costs_no_more(clinic):
    client = signed_in(make.admin("Ida"))
    client.get("/reports/")
    for slug, part in LISTED:
        page, counts = f"/reports/{slug}/", []
        for asked in (DAYS, DAYS | {"status": part}):
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(page, asked)
            counts.append(len(queries))
        number = rows_behind(REPORTS[slug], part)
        assert f"?from={DAYS['from']}&amp;to={DAYS['to']}&amp;status={part}#rows" in answer.content.decode()
        assert answer.context["shown"] == f"{number} of {number}"
        assert len(answer.context["rows"].lines) == number
        assert counts[1] <= counts[0] + 1, (slug, part)  # the list's own rows
        file = tabular.asked(slug, QueryDict(urlencode(DAYS | {"status": part})))
        assert len([*file.values()]) == number


def test_a_muscle_opens_as_many_treated_points_as_its_line_says(clinic):
    client = signed_in(make.admin("Ida"))
    page = client.get("/reports/muscles/", DAYS | {"status": "back"})
    ways = re.findall(r'"(/reports/points/[^"]+)#rows"', page.content.decode())
    lines = page.context["answer"].tables[0].lines

    assert len(ways) == len(lines) > 1
    for way, line in zip(ways, lines, strict=True):
        shown = client.get(unescape(way)).context["shown"]
        assert shown == f"{line.cells[1]} of {line.cells[1]}"


@pytest.mark.parametrize("lists", parts(LISTS, one_in=5))
def test_every_list_is_leafed_through_to_its_end_and_back(clinic, monkeypatch, lists):
    """By whatever it is in order of: a column, another row's, or one that is worked out."""
    monkeypatch.setattr(pages, "page", partial(paging.page, size=1))
    for slug, part in lists:
        listed, question = REPORTS[slug].behind(part), Question(AUTUMN, part=part)

        down = [*leafed(listed, question, "older")]
        up = [*leafed(listed, question, "newer", {"after": down[-1].newer} if down[-1].newer else {})]

        assert len(down) == max(listed.rows(question).count(), 1), (slug, part)
        assert [page.lines for page in up] == [page.lines for page in down[-2::-1] or down], (slug, part)


def leafed(listed, question, way, asked=None):
    """Each page from there on, the way it leads."""
    side = "before" if way == "older" else "after"
    while True:
        page = pages.rows(listed, question, QueryDict(urlencode(asked or {})))
        yield page
        if not (key := getattr(page, way)):
            return
        asked = {side: key}


def test_hours_that_are_no_rows_say_so_on_the_page():
    for slug, _ in NO_ROWS:
        assert "Hours that could be worked are no rows" in REPORTS[slug].sentence()

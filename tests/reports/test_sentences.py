"""What a report's sentence says that it counts is what it counts: each case worked out by hand."""

import uuid
from datetime import date, timedelta

import pytest
from django.http import QueryDict

from clinic import clock
from patients import tags
from patients.models import Consent, ConsentText
from patients.settling import deciding
from reports.definitions import REPORTS
from reports.exports import tabular
from reports.periods import Period
from reports.question import Question
from scheduling.models import Status, Waiting
from sessions.courses.models import Measure
from sessions.models import PointFinding, Treatment
from tests import make
from tests.scheduling import on_the_road

pytestmark = pytest.mark.django_db
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 24))
MONDAY = Period(date(2026, 11, 23), date(2026, 11, 23))


def figures(slug, period=NOVEMBER, **asked):
    answer = REPORTS[slug].answer(Question(period, **asked))
    return {figure.label: (figure.value, figure.note) for figure in answer.figures}


def test_a_caution_is_open_while_the_newest_history_says_so_and_nobody_closed_it(tuesday):
    helen, leo = make.patient("Helen Vasquez"), make.therapist()
    tuesday.move_to(make.at("09:00", date(2026, 10, 5)))
    make.in_care_of(leo, helen)
    make.history(helen, leo, hernia="yes", diabetes="unsure", epilepsy="yes")
    tuesday.move_to(make.at("09:00", date(2026, 11, 10)))
    make.history(helen, leo, hernia="yes", diabetes="no", epilepsy="yes")
    october = Period(date(2026, 10, 1), date(2026, 10, 31))

    # Of the three of October diabetes is a no by now; hernia and epilepsy still stand.
    assert figures("safety", october)["Cautions raised"] == ("3", "2 still open")
    deciding.close(helen, "hernia", reason="Operated on last week, healed", by=leo)

    assert figures("safety", october)["Cautions raised"] == ("3", "1 still open")
    assert figures("safety")["Cautions raised"] == ("2", "1 still open")


def test_what_is_the_persons_no_therapist_place_or_service_narrows():
    leo, maya = make.therapist("Leo"), make.therapist("Maya")
    helen = make.patient("Helen Vasquez")
    make.in_care_of(leo, helen)
    make.history(helen, leo, hernia="yes")
    session = make.treatment_session(leo, make.at("06:00", MONDAY.first))
    Consent.objects.create(
        patient=helen, text=ConsentText.objects.filter(kind="treatment").first(), scope="Treatment",
        how="on paper", given_at=clock.now(), given_by="Ada", expires_on=clock.today() - timedelta(days=3),
    )  # fmt: skip

    for therapist, sessions in ((None, 1), (leo, 1), (maya, 0)):
        assert figures("compliance", therapist=therapist)["Consents that ended"][0] == "1"
        found = figures("safety", therapist=therapist)
        assert found["Cautions raised"] == ("1", "1 still open")
        assert found["Incidents"][1] == f"per 1,000 sessions; 0 in {sessions}"
    assert session.therapist == leo
    for slug in ("compliance", "safety"):
        assert "are the person's, whichever therapist, place or service" in REPORTS[slug].sentence()


def test_revenue_an_hour_is_out_of_every_hour_whoever_was_visited_and_for_whatever():
    """Leo works two hours and earns 60; Maya works four and has no visit."""
    leo, maya = (make.therapist(name, hours=None) for name in ("Leo", "Maya"))
    make.working_hours(leo, 0, "09:00", "11:00")
    make.working_hours(maya, 0, "09:00", "13:00")
    make.appointment(leo, make.at("09:00", MONDAY.first), status=Status.FULFILLED, price=60)

    answer = REPORTS["revenue"].answer(Question(MONDAY))

    assert figures("revenue", MONDAY)["Each hour"] == ("£10", "of 6:00 that could be worked")
    assert [line.cells for line in answer.tables[2].lines] == [
        ["Leo", 1, "£60", "£30"],
        ["Maya", 0, "£0", "£0"],
    ]
    assert figures("revenue", MONDAY, service=make.service(minutes=30))["Each hour"] == (
        "£0",
        "of 6:00 that could be worked",
    )


@pytest.mark.parametrize(("slug", "label"), [("revenue", "Revenue"), ("utilisation", "Visits")])
def test_a_tag_keeps_the_visits_of_its_people_and_leaves_the_hours_whole(slug, label):
    leo = make.therapist("Leo", hours=("08:00", "12:00"))
    first, _ = (
        make.appointment(leo, make.at(hour, MONDAY.first), status=Status.FULFILLED, price=60)
        for hour in ("08:00", "10:00")
    )
    insured = tags.tag(first.patient, "Insured", by=leo)

    told = [figures(slug, MONDAY, tag=tag) for tag in (None, insured)]

    assert [each[label][0] for each in told] == (["£120", "£60"] if slug == "revenue" else ["2", "1"])
    assert "tag" in REPORTS[slug].takes
    hours = "Each hour" if slug == "revenue" else "Could be worked"
    assert ["4:00" in " ".join(each[hours]) for each in told] == [True, True]


def test_who_said_it_in_words_was_asked():
    leo, heard = make.therapist(), ({"referral_id": "friend"}, {"referral_words": "Saw our sign"}, {}, {})
    for hour, said in enumerate(heard, 8):
        visit = make.at(f"{hour:02}:00", MONDAY.first)
        make.appointment(leo, visit, patient=make.patient(**said), status=Status.FULFILLED)
    report, question = REPORTS["referral-sources"], Question(MONDAY)

    lines = [line.cells for line in report.answer(question).tables[0].lines]

    assert lines == [
        ["Not asked", 2, "50.0%"],
        ["Friend or family", 1, "25.0%"],
        ["In words alone", 1, "25.0%"],
    ]
    assert figures("referral-sources", MONDAY)["Source not known"] == ("50.0%", "2 of 4")
    told = report.behind("new").rows(question).annotate(heard=report.behind("new").columns()["Heard of us"])
    assert {row.heard for row in told} == {"Friend or family", "Saw our sign", None}


def test_a_therapist_is_the_one_wished_for_and_who_took_the_newest_score():
    leo, maya, joan = make.therapist("Leo"), make.therapist("Maya"), make.front_desk()
    for wished in (leo, None):
        Waiting.objects.create(
            patient=make.patient(), service=make.service(), minutes=60, added_by=joan, therapist=wished
        )
    about = make.complaint(make.patient(), leo)
    for place, (score, taker) in enumerate(((8, leo), (4, maya))):
        pain = Measure.objects.get(pk="nprs")
        make.outcome(about, pain, [score], taker, taken_on=date(2026, 11, 2 + place))

    waiting = [figures("wait-list", therapist=one)["Still waiting"][0] for one in (None, leo, maya)]
    answered = [figures("responders", therapist=one)["Answered"][0] for one in (None, leo, maya)]

    assert (waiting, answered) == (["2", "1", "0"], ["1", "0", "1"])


def test_hours_of_days_to_come_are_told_where_only_what_took_place_is_out_of_them():
    make.therapist("Leo", hours=("08:00", "12:00"))
    today, tomorrow = (Period(MONDAY.first, clock.today() + timedelta(days=ahead)) for ahead in (0, 1))

    def partial(slug, period):
        return REPORTS[slug].answer(Question(period)).partial

    assert figures("utilisation", tomorrow)["Could be worked"][0] == "12:00"
    for slug in ("utilisation", "revenue"):
        assert partial(slug, tomorrow).startswith("Hours of days to come are counted")
        assert not partial(slug, today)
    assert not partial("booking-rate", tomorrow)


@pytest.mark.parametrize("slug", ["revenue", "utilisation", "booking-rate"])
def test_a_place_leaves_out_visits_without_a_room_there_and_says_so(slug):
    leo = make.therapist("Leo", hours=("06:00", "12:00"))
    visit = on_the_road.visited(leo, make.at("08:00", MONDAY.first), status=Status.FULFILLED, price=70)
    on_the_road_alone = figures(slug, MONDAY, location=make.location())

    assert visit.appointment.room is None
    assert on_the_road_alone["Revenue" if slug == "revenue" else "Visits"][0] in {"£0", "0"}
    assert "A service or a tag chosen leaves the hours whole." in REPORTS[slug].sentence()
    assert "A place chosen leaves out visits without a room there" in REPORTS[slug].sentence()


@pytest.mark.parametrize("slug", ["muscles", "techniques"])
def test_a_file_hides_the_small_groups_that_its_sentence_says_are_hidden(slug):
    leo = make.therapist()
    for hour, muscles in enumerate([["infraspinatus", "piriformis"], *[["infraspinatus"]] * 4], 6):
        session = make.treatment_session(leo, make.at(f"{hour:02}:00", MONDAY.first))
        for muscle in muscles:
            technique = "stripping" if muscle == "piriformis" else "pressure_release"
            Treatment.objects.create(
                treatment_session=session, finding=make.point(session, muscle, tenderness_before=6, after=3),
                order=1 + muscles.index(muscle), technique=technique, key=uuid.uuid4(),
            )  # fmt: skip

    file = tabular.asked(slug, QueryDict("from=2026-11-23&to=2026-11-23"))
    (_, *many), (_, *few) = file.values()

    assert many[:2] == [5, 5]
    assert {*few} == {1, "under 5", "Hidden", None}
    assert "Groups of fewer than 5 people are hidden" in file.sentence


@pytest.mark.parametrize("slug", ["muscles", "techniques"])
def test_a_change_of_few_points_is_hidden_where_many_people_were_treated(slug):
    leo = make.therapist()
    for hour in range(6, 12):
        session = make.treatment_session(leo, make.at(f"{hour:02}:00", MONDAY.first))
        point = make.point(session, "infraspinatus", tenderness_before=6, after=3 if hour < 8 else None)
        if hour < 8:
            PointFinding.objects.filter(pk=point.pk).update(ppt_before=2, ppt_after=3)
        Treatment.objects.create(
            treatment_session=session, finding=point, order=1, technique="stripping", key=uuid.uuid4()
        )

    answer = REPORTS[slug].answer(Question(MONDAY))
    (line,) = [dict(zip(table.heads, table.lines[0].cells, strict=True)) for table in answer.tables]
    file = tabular.asked(slug, QueryDict("from=2026-11-23&to=2026-11-23"))
    (row,) = (dict(zip(file.headings, values, strict=True)) for values in file.values())

    assert (str(line["People"]), line["Scored twice"], line["Median change"]) == ("6", 2, "Hidden")
    assert (row["People"], row["Scored twice"], row["Median change"]) == (6, 2, "Hidden")
    if slug == "muscles":
        hidden = ("Mean before", "Mean after", "Algometer change")
        assert [line[head] for head in hidden] == ["–", "–", "–"]
        assert [row[head] for head in hidden] == [None, None, None]
        assert answer.tables[0].lines[0].span is None

"""My day: who comes, the next visit prepared, and what waits for a signature."""

import re
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models.sql.compiler import SQLCompiler
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from clinic.models import AuditEvent
from patients import histories
from scheduling import booking
from scheduling.models import Appointment
from sessions import day, records
from tests import make
from tests.sessions.browse import signed_in
from tests.sessions.test_start import days_ago

pytestmark = pytest.mark.django_db
URL = "/my-day/"


@pytest.fixture
def maya():
    return make.therapist("Maya")


def visit(therapist, time, name, **fields):
    return make.appointment(therapist, make.at(time), patient=make.patient(name), **fields)


def text(response):
    """The page's words, without the tags between them."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def states(therapist):
    return {str(row.appointment.patient): row.state for row in day.of(therapist).visits}


def test_the_list_holds_todays_own_visits_in_order(maya):
    visit(maya, "11:00", "Late Riser")
    visit(maya, "09:00", "Early Bird")
    visit(make.therapist("Ines"), "14:00", "Somebody Else")
    make.appointment(maya, days_ago(1), patient=make.patient("Old Times"))

    assert list(states(maya)) == ["Early Bird", "Late Riser"]


def test_cancelled_visits_are_not_on_the_list(maya):
    booking.cancel(appointment=visit(maya, "09:00", "Called Off"), reason="", by=maya)

    assert states(maya) == {}


def test_each_visit_says_where_it_stands(maya, tuesday):
    arrived = visit(maya, "12:00", "Here Already")
    booking.arrive(appointment=arrived, by=maya)
    booking.confirm(appointment=visit(maya, "13:00", "Said Yes"), by=maya)
    visit(maya, "14:00", "Booked Only")
    make.signed(make.treatment_session(maya, make.at("06:00"), patient=make.patient("Was Signed")))
    make.treatment_session(maya, make.at("07:00"), patient=make.patient("Not Signed"))
    make.treatment_session(maya, make.at("08:00"), patient=make.patient("On Table"))
    tuesday.shift(60)

    assert states(maya) == {
        "Was Signed": "fulfilled",
        "Not Signed": "unsigned",
        "On Table": "insession",
        "Here Already": "arrived",
        "Said Yes": "confirmed",
        "Booked Only": "booked",
    }


def test_whoever_is_on_the_table_comes_before_who_waits_and_who_is_to_come(maya):
    booked = visit(maya, "09:00", "To Come")
    assert day.of(maya).chosen.appointment == booked
    waiting = visit(maya, "10:00", "Waiting")
    booking.arrive(appointment=waiting, by=maya)
    assert day.of(maya).chosen.appointment == waiting
    running = make.treatment_session(maya)
    assert day.of(maya).chosen.appointment == running.appointment


def test_a_row_opens_its_own_preparation(maya):
    visit(maya, "09:00", "First Person")
    second = visit(maya, "10:00", "Second Person")

    assert day.of(maya, chosen=second.pk).chosen.appointment == second


def test_another_therapists_visit_cannot_be_chosen(maya):
    own = visit(maya, "09:00", "First Person")
    other = visit(make.therapist("Ines"), "10:00", "Second Person")

    assert day.of(maya, chosen=other.pk).chosen.appointment == own


def test_the_preparation_shows_plan_points_and_pain(maya):
    helen = make.patient("Helen Vasquez")
    histories.answer(helen, {"bp_controlled": ("yes",)}, "Headaches.", by=maya)
    for number, (pain, score) in enumerate([(8, 7), (6, 5)]):
        session = make.treatment_session(maya, days_ago(14 - 7 * number), patient=helen)
        if not number:
            make.point(session, "levator_scapulae", "left")
        records.score(finding=session.findings.get(), tenderness_before=9, tenderness_after=score, by=maya)
        make.signed(session, plan=f"Plan {number}.", pain_before=pain)
    make.appointment(maya, make.at("09:00"), patient=helen)

    prepared = day.of(maya).preparation

    assert prepared.last_session.plan == "Plan 1."
    assert [(point.words, point.last) for point in prepared.points] == [("Left levator scapulae", 5)]
    assert [pain for _, pain in prepared.pains] == [8, 6]
    page = text(signed_in(maya).get(URL))
    assert "Headaches." in page
    assert "Visit 3" in page
    assert "Start the session" in page


def test_a_running_session_is_gone_on_with(maya):
    session = make.treatment_session(maya)

    page = signed_in(maya).get(URL).content.decode()

    assert "Go on charting" in page
    assert reverse("sessions:chart", args=[session.pk]) in page
    assert "Start the session" not in page


def test_a_stop_takes_the_place_of_the_start(maya):
    held = visit(maya, "09:00", "Stop Here")
    histories.answer(held.patient, {"dvt_current": ("yes",)}, by=maya)

    page = text(signed_in(maya).get(URL))

    assert "Do not treat today." in page
    assert "Start the session" not in page


def test_a_refused_start_says_why_on_the_day(maya):
    held = visit(maya, "09:00", "Stop Here")
    histories.answer(held.patient, {"dvt_current": ("yes",)}, by=maya)

    page = signed_in(maya).post(reverse("sessions:start", args=[held.pk]), follow=True)

    assert page.redirect_chain == [(f"{URL}?visit={held.pk}", 302)]
    assert f"{held.patient}: Do not treat today." in strip_tags(page.content.decode())


def test_starting_leads_to_the_chart(maya):
    held = visit(maya, "08:00", "Next Person")

    answer = signed_in(maya).post(reverse("sessions:start", args=[held.pk]))

    assert answer.url == reverse("sessions:chart", args=[held.treatment_session.pk])


def test_a_missing_history_and_a_first_visit_are_named(maya):
    visit(maya, "09:00", "New Person")

    page = text(signed_in(maya).get(URL))

    assert "First visit" in page
    assert "History not filled in" in page


def test_unsigned_notes_wait_oldest_first_and_are_only_ones_own(maya):
    newer = make.treatment_session(maya, days_ago(1), patient=make.patient("Newer Note"))
    older = make.treatment_session(maya, days_ago(3), patient=make.patient("Older Note"))
    make.treatment_session(make.therapist("Ines"), days_ago(2), patient=make.patient("Not Hers"))
    make.signed(make.treatment_session(maya, days_ago(4), patient=make.patient("Is Signed")))

    page = text(signed_in(maya).get("/unsigned/"))

    assert list(day.unsigned_of(maya)) == [older, newer]
    assert page.index("Older Note") < page.index("Newer Note")
    assert "Not Hers" not in page
    assert "2 notes to sign" in text(signed_in(maya).get(URL))


def test_a_note_is_late_after_a_day(maya, tuesday):
    session = make.treatment_session(maya)
    assert not session.is_late

    tuesday.shift(timedelta(hours=25))

    assert session.is_late


def test_opening_the_day_says_in_the_audit_log_whose_record_was_shown(maya):
    held = visit(maya, "09:00", "First Person")
    other = visit(maya, "10:00", "Second Person")

    signed_in(maya).get(URL)

    listed = AuditEvent.objects.get(action="listed")
    assert listed.ids == sorted([held.patient_id, other.patient_id])
    assert AuditEvent.objects.get(action="opened").patient_id == held.patient_id


@pytest.mark.parametrize("chosen", ["x", "-1", "9" * 40, "٣", "1%00"])
def test_a_nonsense_choice_is_no_choice(maya, chosen):
    visit(maya, "09:00", "First Person")

    assert signed_in(maya).get(f"{URL}?visit={chosen}").status_code == 200


@pytest.mark.sweep
def test_the_day_asks_the_database_equally_often_for_10_and_for_1000_visits(maya):
    client = signed_in(maya)
    make.point(make.treatment_session(maya, make.at("07:58"), minutes=4))
    fill(maya, 10, "08:02")
    few = queries(client)

    fill(maya, 470, "00:00", minutes=1)
    fill(maya, 520, "09:00", minutes=1)

    assert queries(client) == few <= 12


def test_a_redrawn_day_puts_hardly_a_question_into_words_again(maya, monkeypatch):
    """What made an arrival cost most: the same questions, written anew for every look."""
    session = make.treatment_session(maya)
    make.signed(make.treatment_session(maya, days_ago(2), patient=session.patient))
    client, written, as_sql = signed_in(maya), [], SQLCompiler.as_sql
    client.get(URL)
    monkeypatch.setattr(
        SQLCompiler, "as_sql", lambda self, *rest, **more: written.append(self) or as_sql(self, *rest, **more)
    )

    assert client.get(URL).status_code == 200

    assert len(written) <= 8, " ".join(one.query.model.__name__ for one in written)


def fill(therapist, number, first, minutes=4):
    """Visits one after the other, each of somebody with a history."""
    kind, room, since = make.service(minutes=minutes), make.room(), make.at(first)
    length = timedelta(minutes=minutes)
    starts = [since + length * each for each in range(number)]
    people = [make.patient() for _ in range(2)]
    for person in people:
        histories.answer(person, {"bp_controlled": ("yes",), "osteoporosis": ("yes",)}, by=therapist)
    Appointment.objects.bulk_create(
        Appointment(
            patient=people[each % 2], therapist=therapist, room=room, service=kind,
            starts_at=at, ends_at=at + length, occupies=kind.occupied(at, at + length),
            booked_by=therapist, key=uuid.uuid4(),
        )
        for each, at in enumerate(starts)
    )  # fmt: skip


def queries(client):
    client.get(URL)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(URL).status_code == 200
    return len(asked)


def test_blurred_names_leave_none_to_read(maya):
    visit(maya, "12:00", "Early Bird")
    visit(maya, "14:00", "Late Riser")
    page = signed_in(maya).get(URL).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert main.count("Early Bird") > 1

    # What static/css/parts.css blurs.
    main = re.sub(r'<(\w+) class="[^"]*\bis-name\b[^"]*">.*?</\1>', "", main, flags=re.DOTALL)

    assert "Early Bird" not in main
    assert "Late Riser" not in main

"""A plain form that is refused comes back with what was typed in it, and says what is wrong."""

import re
from html import unescape

import pytest
from django.urls import reverse

from clinic import clock
from clinic.models import Staff
from sessions.courses.models import Measure
from sessions.models import Muscle, TreatmentSession
from sessions.our_muscles import keeping
from sessions.visit import cosigning, stopping
from sessions.visit.models import LeftBehind, Stop
from tests import make
from tests.sessions.browse import signed_in
from tests.sessions.test_start import days_ago

pytestmark = pytest.mark.django_db
FEW_WORDS = "Write why, in a few words."


@pytest.fixture
def maya():
    return make.therapist("Maya")


@pytest.fixture
def session(maya):
    return make.treatment_session(maya, patient=make.patient("Helen Vasquez"))


def sent(staff, name, /, *keys, **typed):
    """The page that answers a form of that address: it says no, so nothing of the form may be gone."""
    answer = signed_in(staff).post(reverse(f"sessions:{name}", args=keys), typed)
    assert answer.status_code == 422
    return unescape(re.sub(r"\s+", " ", answer.content.decode()))


def test_a_stop_that_says_too_much_or_nothing_comes_back(maya, session):
    long = "Calf swollen. " * 80

    page = sent(maya, "stop", session.pk, rule="rf_clot_leg", reason=long)

    assert long.strip() in page
    assert re.search(r'value="rf_clot_leg" selected', page)
    assert "1000 characters at most" in page
    assert "id_reason_error" in sent(maya, "stop", session.pk, rule="rf_clot_leg", reason="")
    assert not Stop.objects.exists()


def test_a_stop_of_a_session_that_was_signed_meanwhile_keeps_its_words(maya, session):
    make.signed(session)

    page = sent(maya, "stop", session.pk, reason="Calf swollen and warm")

    assert "Calf swollen and warm" in page
    assert "This session is signed" in page


def test_what_else_was_seen_once_a_session_is_stopped_is_on_the_page_with_why(maya, session):
    for _ in range(2):
        stopping.stop(treatment_session=session, rule=None, reason="Calf swollen", by=maya)

    page = sent(maya, "stop", session.pk, reason="Short of breath")

    assert "Short of breath</textarea>" in page
    assert "was stopped at 08:00 already" in page
    assert "The session is stopped." in page
    assert Stop.objects.get().reason == "Calf swollen"


def test_a_reason_that_is_too_short_to_take_a_stop_back_comes_back(maya, session):
    stopping.stop(treatment_session=session, rule=None, reason="Calf swollen", by=maya)

    page = sent(maya, "go_on", session.pk, why="A stocking")

    assert ">A stocking</textarea>" in page.replace("> A", ">A")
    assert FEW_WORDS in page
    assert Stop.objects.get().stands


def test_a_time_at_which_nobody_can_sign_stands_in_the_form_again(maya, session):
    make.note(session, plan="Again next week.")

    page = sent(maya, "sign", session.pk, ended="23:45")

    assert 'value="23:45"' in page
    assert "The end is still to come" in page
    assert not TreatmentSession.objects.get().is_signed


def test_a_supervisors_remark_comes_back(maya):
    sam = make.therapist("Sam")
    cosigning.place_under(sam, maya, by=make.admin())
    sam = Staff.objects.get(pk=sam.pk)
    note = make.signed(make.note(make.treatment_session(sam, days_ago(1)), plan="Again."))
    ines = make.therapist("Ines")
    make.in_care_of(ines, note.patient)

    too_long = sent(maya, "cosign", note.pk, remark="Read with Sam. " * 70)
    not_hers = sent(ines, "cosign", note.pk, remark="Read with Sam.")

    assert ("Read with Sam. " * 70).strip() in too_long
    assert "1000 characters at most" in too_long
    assert "Read with Sam.</textarea>" in not_hers
    assert "Only the supervisor named" in not_hers


def test_who_was_chosen_as_supervisor_stays_chosen_in_their_row():
    sam, ines = make.therapist("Sam"), make.therapist("Ines")
    rosa = make.admin()
    cosigning.place_under(ines, make.therapist("Maya"), by=rosa)

    page = sent(rosa, "supervision", student=sam.pk, supervisor=ines.pk)
    gone = sent(rosa, "supervision", student=sam.pk, supervisor=rosa.pk)

    row = page.split('aria-label="Supervisor of Sam"')[1].split("</select>")[0]
    assert f'value="{ines.pk}" selected' in row
    assert 'aria-describedby="wrong-' in row
    assert "Ines learns under somebody" in page
    assert "Choose somebody who treats patients here." in gone


def test_words_alone_about_home_care_stay_in_their_row(maya, session):
    complaint = make.complaint(session.patient, maya)
    first, given = make.home_care(complaint, maya), make.home_care(complaint, maya)
    where = (session.patient.number, given.pk)

    page = sent(maya, "home_care_report", *where, words="Only on Sundays")

    row = page.split(f'id="ask-{given.pk}"')[1].split("</details>")[0]
    assert 'value="Only on Sundays"' in row
    assert "Nothing is written down yet." in row
    assert "Sundays" not in page.split(f'id="ask-{first.pk}"')[1].split("</details>")[0]
    chosen = sent(maya, "home_care_report", *where, adherence="75", soreness="x", ends="on")
    assert re.search(r'name="adherence" value="75" checked', chosen)
    assert not given.reports.exists()


def test_a_reason_to_withdraw_an_outcome_stays_in_its_row(maya, session):
    complaint = make.complaint(session.patient, maya)
    taken = make.outcome(complaint, Measure.objects.get(pk="nprs"), [5], maya)

    page = sent(maya, "withdraw_outcome", session.patient.number, complaint.pk, taken.pk, why="Wrong day")

    assert 'value="Wrong day"' in page
    assert f'id="why-{taken.pk}-wrong">{FEW_WORDS}' in page


def test_how_a_complaint_ended_stays_in_its_form(maya, session):
    complaint = make.complaint(session.patient, maya)

    page = sent(maya, "end_complaint", session.patient.number, complaint.pk, why="All gone")

    assert "All gone</textarea>" in page
    assert FEW_WORDS in page
    assert 'id="discharge" open' in page


def test_a_goals_number_stays_beside_it_also_when_somebody_was_faster(maya, session):
    complaint = make.complaint(session.patient, maya)
    goal = make.plan(complaint, maya, goals=["Look over the shoulder"]).goals.get()
    where = (session.patient.number, complaint.pk, goal.pk)

    wrong = sent(maya, "goal", *where, latest="much", state="met", version=goal.version)
    late = sent(maya, "goal", *where, latest="7", state="met", version=goal.version + 1)

    assert 'value="much"' in wrong
    assert "Write a number such as 45" in wrong
    assert 'value="7"' in late
    assert re.search(r'value="met" selected', late)
    goal.refresh_from_db()
    assert goal.latest is None


def test_why_a_muscle_comes_back_stays_in_its_row(maya):
    rosa = make.admin()
    muscle = Muscle.objects.get(pk="levator_scapulae")
    keeping.hide(muscle, hidden=True, why="Nobody here treats it", by=rosa)

    page = sent(rosa, "our_muscles", muscle=muscle.pk, show="on", why="Asked for")

    assert 'value="Asked for"' in page
    assert ">Asked for</textarea>" not in page


def test_what_was_typed_at_a_door_that_is_shut_is_shown(maya):
    visit = make.appointment(maya, make.at("09:00"))
    make.history(visit.patient, maya, dvt_current="yes")

    page = sent(maya, "start", visit.pk, changed="yes", words="Fell from a ladder")

    assert "You wrote: <q>Fell from a ladder</q>" in page
    assert "Do not treat today." in page


def test_a_note_sent_after_it_was_signed_in_another_window_is_kept_beside_it(maya, session):
    held = make.note(session, plan="Again next week.")
    make.signed(held)

    client = signed_in(maya)
    page = client.post(
        reverse("sessions:write", args=[session.pk]),
        {"subjective": "Slept badly.", "version": held.version},
        follow=True,
    ).content.decode()

    assert LeftBehind.objects.get().texts == {"subjective": "Slept badly."}
    assert "This session is signed" in page
    assert "Slept badly." in page


def test_a_time_that_the_clocks_skip_is_no_end(maya, tuesday):
    tuesday.move_to("2027-03-28 00:30:00+00:00")
    night = make.treatment_session(maya, clock.now())
    make.note(night, plan="Again.")

    assert "does not exist" in sent(maya, "sign", night.pk, ended="01:30")

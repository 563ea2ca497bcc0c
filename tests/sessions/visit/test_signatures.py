"""Signing several at once, late, and under supervision."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.urls import reverse

from clinic import clock
from clinic.models import Staff
from clinic.refusals import Refused
from patients.models import Patient
from reports.periods import Period
from reports.queries import compliance, outcomes
from reports.question import Question
from sessions import last_look, reading, records, snapshot
from sessions.models import TreatmentSession
from sessions.visit import cosigning
from sessions.visit.models import Cosignature
from sessions.visit.refusals import NoSecondSignature
from tests import make
from tests.sessions.browse import signed_in
from tests.sessions.test_start import days_ago

pytestmark = pytest.mark.django_db


@pytest.fixture
def maya():
    return make.therapist("Maya")


def unsigned(therapist, starts_at):
    session = make.treatment_session(therapist, starts_at)
    return make.note(session, subjective="Stiff neck.", plan="Again next week.")


def sign_all(client, *sessions):
    answer = client.post(reverse("sessions:sign_all"), {"note": [each.pk for each in sessions]}, follow=True)
    return answer.content.decode()


def is_signed(session):
    return TreatmentSession.objects.get(pk=session.pk).is_signed


def test_notes_looked_over_in_this_sign_in_are_signed_together_and_the_others_say_why(maya):
    seen, unseen, changed = (unsigned(maya, days_ago(number)) for number in (3, 2, 1))
    make.point(seen, tenderness_before=5)  # what the map writes of it is looked over and signed as well
    client = signed_in(maya)
    for each in (seen, changed):
        client.get(reverse("sessions:detail", args=[each.pk]))
    make.point(changed)

    page = sign_all(client, seen, unseen, changed)

    assert [is_signed(each) for each in (seen, unseen, changed)] == [True, False, False]
    assert "1 note is signed." in page
    assert "You have not looked it over since you signed in" in page
    assert "It has changed since you looked it over" in page


def test_having_looked_ends_with_the_sign_in_and_needs_a_fresh_password(maya, tuesday):
    session = unsigned(maya, days_ago(1))
    first = signed_in(maya)
    first.get(reverse("sessions:detail", args=[session.pk]))
    sign_all(signed_in(maya), session)
    assert not is_signed(session)

    tuesday.shift(16 * 60)
    answer = first.post(reverse("sessions:sign_all"), {"note": [session.pk]})

    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert not is_signed(session)


@pytest.mark.parametrize(("hours", "words"), [(23, ""), (25, "25 hours"), (80, "3 days")])
def test_a_late_entry_says_so_in_words(maya, tuesday, hours, words):
    session = unsigned(maya, make.at("06:00"))
    ended_at = session.appointment.ends_at
    tuesday.move_to(ended_at + timedelta(hours=hours))

    signed = records.sign(treatment_session=session, ended_at=ended_at, by=maya)

    told = reading.readable(reading.sheet(signed))["late"]
    assert told == (f"Late entry: signed {words} after the session." if words else "")


def test_the_last_look_asks_every_part(maya):
    @last_look.asks
    def part(treatment_session, findings):
        yield last_look.Gap(f"{len(findings)} points and no home care.", last_look.NOTE)

    try:
        session = make.treatment_session(maya)
        make.point(session, "gluteus_medius", tenderness_before=5)
        told = signed_in(maya).get(reverse("sessions:missing", args=[session.pk])).json()["missing"]
    finally:
        last_look._questions.remove(part)

    where = {gap["words"]: gap["at"] for gap in told}
    assert told[0]["words"].startswith("Nothing is written under")
    assert where["1 point has no score after treatment."] == "#tab-map"
    assert where["1 points and no home care."] == "#tab-note"
    assert any(words.startswith("Buttock: points were charted there") for words in where)


@pytest.fixture
def student(maya):
    sam = make.therapist("Sam")
    cosigning.place_under(sam, maya, by=make.admin())
    return Staff.objects.get(pk=sam.pk)


def test_a_students_note_counts_once_the_supervisor_has_signed_as_well(maya, student):
    session = make.signed(unsigned(student, days_ago(1)))
    period = Period(clock.today() - timedelta(days=2), clock.today())
    assert outcomes.signing(outcomes.begun_sessions(Question(period)))["signed"] == 0
    assert [*compliance.unsigned(Question(period))] == [session]
    assert [*cosigning.waiting_for(maya)] == [session]
    assert Patient.objects.chart_open_to(maya).filter(pk=session.patient_id).exists()

    client = signed_in(maya)
    assert "people you supervise" in client.get(reverse("sessions:my_day")).content.decode()
    client.post(reverse("sessions:cosign", args=[session.pk]), {"remark": "Read with Sam."})

    second = Cosignature.objects.get()
    assert (second.by, second.remark) == (maya, "Read with Sam.")
    assert cosigning.is_true(second)
    assert outcomes.signing(outcomes.begun_sessions(Question(period)))["signed"] == 1
    assert not compliance.unsigned(Question(period)).exists()
    assert not cosigning.waiting_for(maya).exists()
    call_command("verify_signatures")


def test_nobody_else_signs_under_it_and_twice_is_once(maya, student):
    session = make.signed(unsigned(student, days_ago(1)))
    ines = make.therapist("Ines")
    make.in_care_of(ines, session.patient)

    for stranger in (student, ines):
        with pytest.raises(NoSecondSignature):
            cosigning.cosign(treatment_session=session, by=stranger)
    first, again = (cosigning.cosign(treatment_session=session, by=maya) for _ in range(2))

    assert first == again


def test_a_remark_that_comes_second_is_refused_and_offered_as_an_addendum(maya, student):
    session = make.signed(unsigned(student, days_ago(1)))
    ines = make.therapist("Ines")
    make.in_care_of(ines, session.patient)
    cosigning.place_under(student, ines, by=Staff.objects.admins().get())
    cosigning.cosign(treatment_session=session, remark="Read with Sam.", by=maya)
    address = reverse("sessions:cosign", args=[session.pk])

    for who, remark in ((ines, "Ask about the night pain."), (maya, "And the sleep.")):
        answer = signed_in(who).post(address, {"remark": remark})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "Signed as supervisor by Maya already" in page
        assert f"{remark}</textarea>" in page
        assert 'action="' + reverse("sessions:amend", args=[session.pk]) in page
    assert "already" in signed_in(ines).post(address, {"remark": ""}, follow=True).content.decode()
    assert Cosignature.objects.get().remark == "Read with Sam."


def test_who_signs_alone_waits_for_nobody(maya):
    session = make.signed(unsigned(maya, days_ago(1)))

    with pytest.raises(NoSecondSignature):
        cosigning.cosign(treatment_session=session, by=make.therapist("Ines"))
    text = '{"note": "x"}'
    about = {"by": maya, "at": clock.now(), "text": text, "digest": snapshot.digest(text)}
    with pytest.raises(DatabaseError, match="no second signature"), transaction.atomic():
        Cosignature.objects.create(treatment_session=session, **about)


def test_supervision_is_one_step_deep(maya, student):
    rosa = Staff.objects.admins().get()
    ines = make.therapist("Ines")
    for pupil, supervisor in ((ines, student), (maya, ines), (ines, ines)):
        with pytest.raises(Refused):
            cosigning.place_under(pupil, supervisor, by=rosa)
    with pytest.raises(Refused, match="Only an admin"):
        cosigning.place_under(student, None, by=maya)

"""A rule that waited for a row which a merge gave away goes on with the record that it belongs to now."""

from functools import partial

import psycopg
import pytest
from django.db import connection, transaction

from patients.files import documents
from patients.holding import hold_patient_of
from patients.intake import submitting
from patients.merging.apply import merge
from patients.merging.undo import undo
from scheduling import booking
from scheduling.away.handing_over import hand_over
from scheduling.models import Appointment
from scheduling.refusals import GivenAway
from scheduling.taking_back import Deed, take_back
from scheduling.waiting import listing
from sessions import records
from sessions.courses import complaints
from tests import make
from tests.patients.intake import walk
from tests.patients.people import registered
from tests.scheduling import ask
from tests.scheduling.crowd import behind

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def joan():
    return make.front_desk()


@pytest.fixture
def maya():
    return make.therapist("Maya")


@pytest.fixture
def helens(maya, joan):
    both = registered(joan, "Helen Vasquez"), registered(joan, "Hellen Vasques")
    for one in both:
        make.in_care_of(maya, one)
    return both


def visit_started(helen, maya, joan):
    visit = make.appointment(maya, make.at("08:00"), patient=helen)
    return partial(records.start, appointment=visit, review=make.NOTHING_CHANGED, by=maya)


def note_written(helen, maya, joan):
    session = make.treatment_session(maya, patient=helen)
    about = {"texts": {"subjective": "Better"}, "version": session.version, "by": maya}
    return partial(records.write, treatment_session=session, **about)


def complaint_edited(helen, maya, joan):
    complaint = make.complaint(helen, maya)
    said = {"words": "Worse", "onset": "", "state": complaint.state}
    return partial(complaints.change, complaint, said, [], version=complaint.version, by=maya)


def questionnaire_sent(helen, maya, joan):
    return partial(submitting.submit, walk.draft_of(helen), by=None)


def document_described(helen, maya, joan):
    letter = make.document(helen, maya)
    said = {"kind": "letter", "title": "From Dr Lund", "audience": "clinical", "taken_on": None}
    return partial(documents.describe, letter, letter.version, **said, by=maya)


def wish_withdrawn(helen, maya, joan):
    waiting = listing.add(patient=helen, wanted=listing.Wanted(make.service(), 60), by=joan)
    return partial(listing.withdraw, waiting=waiting, by=joan)


@pytest.mark.parametrize(
    "what",
    [
        visit_started,
        note_written,
        complaint_edited,
        questionnaire_sent,
        document_described,
        wish_withdrawn,
    ],
)
def test_what_was_said_meanwhile_stands_in_the_record_that_was_kept(helens, maya, joan, what):
    kept, absorbed = helens
    rule = what(absorbed, maya, joan)

    answer = behind(partial(merge, kept, absorbed, chosen={}, by=joan), rule)

    assert answer.patient == kept


def can_be_held(patient):
    """By somebody else, at once."""
    with psycopg.connect(**connection.get_connection_params()) as line:
        try:
            line.execute("SELECT FROM patients_patient WHERE id = %s FOR UPDATE NOWAIT", [patient.pk])
        except psycopg.errors.LockNotAvailable:
            return False
        return True


def test_of_the_two_records_only_the_kept_one_is_held_then(helens, maya, joan):
    kept, absorbed = helens
    visit = make.appointment(maya, make.at("08:00"), patient=absorbed)

    @transaction.atomic
    def hold():
        held = hold_patient_of(visit)
        return held, can_be_held(kept), can_be_held(absorbed)

    answer = behind(partial(merge, kept, absorbed, chosen={}, by=joan), hold)

    assert answer == (kept, False, True)


def test_a_visit_that_went_back_to_its_own_record_is_not_carried_into_the_other(helens, maya, joan):
    """The page it was moved on was opened while the merge stood."""
    kept, absorbed = helens
    make.room()
    booked = ask.book(maya, make.at("10:00"), patient=absorbed)
    merged = merge(kept, absorbed, chosen={}, by=joan)
    shown = Appointment.objects.get(pk=booked.pk)
    undo(merged, by=joan)

    to = {"starts_at": make.at("11:00"), "therapist": maya, "version": shown.version, "by": joan}
    with pytest.raises(GivenAway):
        booking.move(appointment=shown, **to)

    assert Appointment.objects.get(pk=booked.pk).patient == absorbed


def moved(helen, maya, joan):
    """A visit of hers that was moved from 10 to 11."""
    make.room()
    visit = ask.book(maya, make.at("10:00"), patient=helen)
    return booking.move(
        appointment=visit, starts_at=make.at("11:00"), therapist=maya, version=visit.version, by=joan
    )


def test_a_move_is_taken_back_in_the_record_that_has_the_visit_now(helens, maya, joan):
    kept, absorbed = helens
    visit = moved(absorbed, maya, joan)
    back = partial(booking.restore, appointment=visit, version=visit.version, by=joan)

    answer = behind(partial(merge, kept, absorbed, chosen={}, by=joan), back)

    assert (answer.patient, answer.starts_at) == (kept, make.at("10:00"))


def test_several_visits_are_taken_back_in_the_record_that_has_them_now(helens, maya, joan):
    kept, absorbed = helens
    visit = moved(absorbed, maya, joan)
    back = partial(take_back, Deed.to([visit]), by=joan)

    [answer] = behind(partial(merge, kept, absorbed, chosen={}, by=joan), back)

    assert (answer.patient, answer.starts_at) == (kept, make.at("10:00"))


def test_a_day_is_handed_over_with_the_visit_of_the_record_that_was_kept(helens, maya, joan):
    kept, absorbed = helens
    make.room()
    visit, leo = ask.book(maya, make.at("10:00"), patient=absorbed), make.therapist("Leo")
    to = {"therapist": maya, "day": visit.day, "to": {visit.pk: leo}, "reason": "Illness", "by": joan}

    done = behind(partial(merge, kept, absorbed, chosen={}, by=joan), partial(hand_over, **to))

    assert [(one.patient, one.therapist) for one in done.moved] == [(kept, leo)]
    assert not done.calls

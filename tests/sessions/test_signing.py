"""Writing the note, signing it, and adding to it afterwards."""

import hashlib
import json
import uuid

import pytest

from clinic import clock
from clinic.models import AuditEvent
from patients import histories
from scheduling.models import Status
from sessions import records
from sessions.models import Addendum, Muscle
from sessions.refusals import AlreadySigned, NotReady, NotTheTherapist, SessionRefused, StaleNote
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return make.treatment_session(make.therapist("Maya"), patient=make.patient("Zoë Núñez"))


def write(session, version, **texts):
    return records.write(treatment_session=session, texts=texts, version=version, by=session.therapist)


def test_writing_saves_what_was_sent_and_counts_it(session):
    written = write(session, 1, subjective="Stiff.", pain_before=6)

    assert (written.subjective, written.pain_before, written.plan, written.version) == ("Stiff.", 6, "", 2)


def test_a_stale_note_keeps_both_texts(session):
    write(session, 1, subjective="Written on the tablet.")

    with pytest.raises(StaleNote, match="choose what stays") as refusal:
        write(session, 1, subjective="Written at the desk.")

    session.refresh_from_db()
    assert session.subjective == refusal.value.theirs["subjective"] == "Written on the tablet."
    assert refusal.value.yours["subjective"] == "Written at the desk."
    assert refusal.value.version == 2


def test_the_same_text_sent_twice_is_saved_once(session):
    first, second = (write(session, 1, plan="Rest.") for _ in range(2))

    assert first.version == second.version == 2


def test_signing_keeps_all_that_is_printed_in_the_words_of_that_day(session):
    histories.answer(session.patient, {"bp_controlled": ("yes",)}, by=session.therapist)
    make.point(session, "levator_scapulae", "left", code="LS1", tenderness_before=7, after=3)

    signed = make.signed(session, objective="Ödem – keines. “Ja”")

    sheet = json.loads(signed.snapshot)
    assert sheet["patient"]["name"] == "Zoë Núñez"
    texts = [part["text"] for part in sheet["note"]]
    assert texts == ["Stiff neck.", "Ödem – keines. “Ja”", "", "Left side first."]
    [point] = sheet["points"]
    assert (point["words"], point["before"], point["after"]) == ("Left levator scapulae LS1", 7, 3)
    assert len(sheet["cautions"]) == 1
    assert sheet["signed_by"]["name"] == "Maya"


def test_the_snapshot_is_canonical_and_its_digest_true(session):
    signed = make.signed(session)

    assert signed.digest == hashlib.sha256(signed.snapshot.encode()).hexdigest()
    again = json.dumps(json.loads(signed.snapshot), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert signed.snapshot == again


def test_a_signed_visit_is_fulfilled(session):
    make.signed(session)

    session.appointment.refresh_from_db()
    assert session.appointment.status == Status.FULFILLED


def test_only_the_sessions_own_therapist_signs(session):
    ines = make.therapist("Ines")
    make.in_care_of(ines, session.patient)
    make.note(session, plan="Rest.")

    with pytest.raises(NotTheTherapist):
        records.sign(treatment_session=session, ended_at=clock.now(), by=ines)


def test_a_second_click_signs_nothing_new(session):
    first = make.signed(session)

    second = records.sign(treatment_session=session, ended_at=clock.now(), by=session.therapist)

    assert (second.signed_at, second.digest) == (first.signed_at, first.digest)
    assert AuditEvent.objects.filter(action="signed").count() == 1


def test_a_session_without_an_end_is_not_signed(session):
    make.note(session, plan="Rest.")

    with pytest.raises(NotReady, match="Say when the session ended"):
        records.sign(treatment_session=session, by=session.therapist)


def test_an_end_before_the_start_or_still_to_come_is_refused(session):
    make.note(session, plan="Rest.")

    for ended_at, words in ((make.at("07:00"), "before it began"), (make.at("12:00"), "still to come")):
        with pytest.raises(NotReady, match=words):
            records.sign(treatment_session=session, ended_at=ended_at, by=session.therapist)


def test_an_empty_session_is_not_signed(session):
    with pytest.raises(NotReady, match="nothing to sign yet"):
        records.sign(treatment_session=session, ended_at=clock.now(), by=session.therapist)


def test_after_signing_every_verb_refuses(session):
    finding = make.point(session)
    make.signed(session)
    maya = session.therapist

    for refused in (
        lambda: write(session, 9, plan="More."),
        lambda: make.point(session),
        lambda: records.score(finding=finding, status="latent", by=maya),
        lambda: records.remove(finding=finding, by=maya),
    ):
        with pytest.raises(AlreadySigned, match="add an addendum"):
            refused()


def amend(session, by, key=None, text="She called: better."):
    return records.amend(
        treatment_session=session, text=text, why="Call next day", key=key or uuid.uuid4(), by=by
    )


def test_the_care_team_adds_to_a_signed_session_in_order(session):
    ines = make.therapist("Ines")
    make.in_care_of(ines, session.patient)
    signed = make.signed(session)

    amend(session, session.therapist, text="First.")
    amend(session, ines, text="Second.")

    assert [addendum.text for addendum in signed.addenda.all()] == ["First.", "Second."]


def test_an_addendum_sent_twice_is_added_once(session):
    make.signed(session)
    key = uuid.uuid4()

    first, second = (amend(session, session.therapist, key) for _ in range(2))

    assert first == second
    assert Addendum.objects.count() == 1


def test_whoever_may_not_open_the_chart_adds_nothing(session):
    make.signed(session)

    with pytest.raises(SessionRefused, match="care team"):
        amend(session, make.therapist("Tomas"))


def test_an_open_session_takes_no_addendum(session):
    with pytest.raises(SessionRefused, match="not signed yet"):
        amend(session, session.therapist)


def test_labels_changed_later_do_not_change_what_was_signed(session):
    make.point(session, "levator_scapulae", "left")
    signed = make.signed(session)

    Muscle.objects.filter(pk="levator_scapulae").update(name="Shoulder lifter")

    assert json.loads(signed.snapshot)["points"][0]["words"] == "Left levator scapulae"


def test_signing_is_recorded_by_field_names_only(session):
    make.signed(session)

    event = AuditEvent.objects.get(action="signed")
    assert (event.patient_id, event.actor) == (session.patient_id, session.therapist)
    assert event.fields == ["ended_at", "snapshot", "digest"]

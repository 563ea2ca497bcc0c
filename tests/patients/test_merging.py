"""Two records of one person made one, and taken apart again."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from clinic import clock
from clinic.models import AuditEvent
from patients import contacts, register, screening
from patients.intake import links
from patients.merging import graph
from patients.merging.apply import merge
from patients.merging.steps import MergeRefused
from patients.merging.undo import undo
from patients.models import Merge, Patient
from scheduling import booking
from scheduling.refusals import NotBookable
from sessions import records, snapshot
from sessions.models import TreatmentSession
from tests import make
from tests.patients.people import checksums, doubled, registered

pytestmark = pytest.mark.django_db


@pytest.fixture
def joan():
    return make.front_desk()


@pytest.fixture
def maya():
    return make.therapist("Maya")


@pytest.fixture
def helens(maya, joan):
    return doubled(maya, joan)


def pointing_at(patient: Patient) -> set[str]:
    """The kinds of rows that still hang from the patient."""
    return {
        graph.label(field)
        for field in graph.pointers()
        if field.model._base_manager.filter(**{field.attname: patient.pk}).exists()
    }


def test_undone_a_merge_leaves_every_row_of_every_app_as_it_was(helens, joan, maya):
    kept, absorbed = helens
    before = checksums()

    done = merge(kept, absorbed, chosen={"phone": "absorbed", "name": "absorbed"}, by=joan)
    between = checksums()
    undo(done, by=joan)

    changed = {table for table in before if before[table] != between[table]}
    assert changed >= {
        "patients_patient", "patients_medicalhistory", "patients_patientcontact", "patients_alert",
        "patients_brokenglass", "patients_careteam", "patients_patienttag", "patients_relation",
        "scheduling_appointment", "treatment_sessions_treatmentsession", "treatment_sessions_triggerpoint",
        "treatment_sessions_pointfinding",
    }  # fmt: skip
    assert {table for table, total in checksums().items() if before[table] != total} == set()


def test_all_that_hung_from_both_hangs_from_one(helens, joan):
    kept, absorbed = helens

    merge(kept, absorbed, chosen={}, by=joan)

    # What the kept record has already stays behind: a number, a tag, the point at the same site.
    behind = {"patients.Merge", "patients.PatientContact", "patients.PatientTag", "patients.Relation"}
    assert pointing_at(absorbed) == {*behind, "treatment_sessions.TriggerPoint"}
    assert (kept.appointments.count(), kept.treatment_sessions.count(), kept.alerts.count()) == (4, 2, 2)
    assert [tag.name for tag in sorted({one.tag for one in kept.tagged.all()}, key=str)] == [
        "Choir", "Only 20", "Only 30"
    ]  # fmt: skip
    kept.refresh_from_db()
    assert (kept.phone, kept.email, kept.pronouns) == ("0151 555 0188", "helen@example.test", "she/her")
    assert {row.value for row in contacts.of(kept)} == {"0151 555 0188", "07700 900188", "helen@example.test"}


def test_signed_sessions_change_hands_and_every_signature_holds(helens, joan):
    kept, absorbed = helens
    written = {one.pk: one.snapshot for one in TreatmentSession.objects.all()}

    merge(kept, absorbed, chosen={}, by=joan)

    signed = kept.treatment_sessions.signed().select_related("patient", "therapist", "appointment")
    assert {one.pk: one.snapshot for one in signed} == written
    assert [name for one in signed for name in snapshot.differences(one)] == []
    call_command("verify_signatures")


def test_the_same_site_is_one_point_and_goes_on_as_one(helens, joan, maya):
    kept, absorbed = helens

    merge(kept, absorbed, chosen={}, by=joan)

    (levator,) = kept.trigger_points.filter(code="LS1")
    assert levator.findings.count() == 2
    visit = make.treatment_session(maya, patient=Patient.objects.get(pk=kept.pk))
    assert visit.findings.count() == kept.trigger_points.count() == 3


def test_histories_are_counted_in_the_order_they_were_given(helens, joan):
    kept, absorbed = helens

    merge(kept, absorbed, chosen={}, by=joan)

    rows = kept.histories.order_by("version")
    assert [(row.version, row.answers.get().answer) for row in rows] == [(1, "yes"), (2, "no"), (3, "unsure")]
    assert screening.latest_history(kept).version == 3


def test_both_sides_of_the_log_are_filed_under_both_numbers(helens, joan):
    kept, absorbed = helens
    ids = AuditEvent.objects.filter(patient_id=absorbed.pk).count()

    undo(merge(kept, absorbed, chosen={}, by=joan), by=joan)

    told = AuditEvent.objects.filter(action__in=["merged", "unmerged"]).order_by("pk")
    assert [(event.action, event.patient_id) for event in told] == [
        ("merged", kept.pk), ("merged", absorbed.pk), ("unmerged", kept.pk), ("unmerged", absorbed.pk)
    ]  # fmt: skip
    assert AuditEvent.objects.filter(patient_id=absorbed.pk).count() == ids + 2


def test_what_was_changed_since_stays_with_the_kept_record(helens, joan):
    kept, absorbed = helens
    done = merge(kept, absorbed, chosen={"name": "absorbed"}, by=joan)
    kept.refresh_from_db()
    register.change(kept, kept.version, first_name="Helena", by=joan)

    undo(done, by=joan)

    kept.refresh_from_db()
    assert (kept.first_name, kept.last_name, kept.email) == ("Helena", "Vasquez", "")


def test_two_places_at_once_stand_in_the_way(helens, joan, maya):
    kept, absorbed = helens
    ines = make.therapist("Ines")
    for therapist, patient, room in ((maya, kept, "Room 1"), (ines, absorbed, "Room 2")):
        make.appointment(therapist, make.at("11:00"), patient=patient, room=make.room(room))

    with pytest.raises(MergeRefused, match=r"Both have an appointment on .*11:00, with Ines and with Maya"):
        merge(kept, absorbed, chosen={}, by=joan)

    assert not Merge.objects.exists()


def test_two_sessions_under_way_stand_in_the_way(helens, joan, maya):
    kept, absorbed = helens
    make.treatment_session(maya, make.at("07:00"), patient=kept)
    make.treatment_session(
        make.therapist("Ines"), make.at("09:00"), patient=absorbed, room=make.room("Room 2")
    )

    with pytest.raises(MergeRefused, match="Both have a session that is not signed, with Maya and with Ines"):
        merge(kept, absorbed, chosen={}, by=joan)


def test_a_visit_on_points_of_both_keeps_them_one(helens, joan, maya):
    kept, absorbed = helens
    done = merge(kept, absorbed, chosen={}, by=joan)
    make.treatment_session(maya, patient=Patient.objects.get(pk=kept.pk))

    with pytest.raises(MergeRefused, match="charted on points of both records"):
        undo(done, by=joan)


def test_a_session_for_an_appointment_that_came_along_keeps_them_one(maya, joan):
    kept, absorbed = registered(joan, "Helen Vasquez"), registered(joan, "Helen Vasques")
    held = make.appointment(maya, make.at("08:00"), patient=absorbed)
    done = merge(kept, absorbed, chosen={}, by=joan)
    held.refresh_from_db()
    assert records.start(appointment=held, review=make.NOTHING_CHANGED, by=maya).patient == kept

    with pytest.raises(MergeRefused, match="a session was begun for an appointment that came with record"):
        undo(done, by=joan)


def test_merges_are_undone_from_the_last_one_back(maya, joan):
    first, second, third = (registered(joan, f"Helen Vasquez{n}") for n in "abc")
    early = merge(second, first, chosen={}, by=joan)
    late = merge(third, second, chosen={}, by=joan)
    first.refresh_from_db()
    assert first.merged_into == third

    with pytest.raises(MergeRefused, match="Undo that merge first"):
        undo(early, by=joan)
    undo(late, by=joan)
    undo(early, by=joan)

    assert not Patient.objects.filter(merged_into__isnull=False).exists()


def test_after_thirty_days_it_stays(maya, joan, tuesday):
    kept, absorbed = registered(joan, "Helen Vasquez"), registered(joan, "Helen Vasques")
    done = merge(kept, absorbed, chosen={}, by=joan)
    tuesday.shift(timedelta(days=30))

    with pytest.raises(MergeRefused, match="within 30 days"):
        undo(done, by=joan)


def test_nobody_books_or_writes_for_a_record_that_is_read_as_another(maya, joan):
    kept, absorbed = registered(joan, "Helen Vasquez"), registered(joan, "Helen Vasques")
    merge(kept, absorbed, chosen={}, by=joan)
    make.room()
    wish = {"therapist": maya, "service": make.service(), "minutes": 60, "starts_at": make.at("10:00")}

    with pytest.raises(NotBookable, match=f"was merged into record {kept.number}"):
        booking.book(patient=absorbed, **wish, key="7f1c5e8e-5a4b-4d38-9e0c-1f2a3b4c5d6e", by=joan)
    with pytest.raises(MergeRefused, match="was merged into"):
        merge(registered(joan, "Ada Doe"), absorbed, chosen={}, by=joan)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE treatment_sessions_treatmentsession SET patient_id = {other}",
        "UPDATE treatment_sessions_triggerpoint SET patient_id = {other}",
        "SELECT patients_repoint('patients_medicalhistory', 'patient_id', '{{{history}}}', {one}, {other})",
        "SELECT patients_repoint('patients_medicalhistory', 'version', '{{{history}}}', 1, 9)",
        "SELECT patients_repoint('clinic_auditevent', 'patient_id', '{{1}}', {one}, {other})",
        "SELECT patients_repoint('clinic_staff', 'colour', '{{1}}', 1, 2)",
        "UPDATE patients_merge SET undone_at = NULL, transaction_id = 0",
        "UPDATE patients_merge SET steps = '[]'",
        "DELETE FROM patients_merge",
    ],
)
def test_outside_a_merge_nothing_changes_hands(sql, maya, joan):
    one, other = registered(joan, "Helen Vasquez"), registered(joan, "Ada Doe")
    session = make.treatment_session(maya, clock.now() - timedelta(days=1), patient=one)
    make.point(session, code="LS1")
    make.signed(session)
    history = make.history(one, maya, hernia="yes")
    # Of other people, undone, and in this very transaction: none of that opens these rows.
    undo(merge(registered(joan, "Ivo Petrov"), registered(joan, "Ivo Petroff"), chosen={}, by=joan), by=joan)
    before = checksums(), [*Merge.objects.values()]

    with suppress(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.format(one=one.pk, other=other.pk, history=history.pk))

    assert (checksums(), [*Merge.objects.values()]) == before


def test_a_merge_moves_a_signed_session_and_says_nothing_else_of_it(maya, joan):
    one, other = registered(joan, "Helen Vasquez"), registered(joan, "Helen Vasques")
    session = make.treatment_session(maya, clock.now() - timedelta(days=1), patient=other)
    make.signed(session)

    merge(one, other, chosen={}, by=joan)
    # In the same transaction still, and yet: another word of it, or a way back, is refused.
    for change in ("plan = 'Other'", f"patient_id = {other.pk}"):
        with (
            pytest.raises(DatabaseError, match="is signed"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"UPDATE treatment_sessions_treatmentsession SET {change} WHERE id = {session.pk}")


def test_of_two_links_to_the_questionnaire_a_working_one_is_ended_first_and_a_dead_one_stays(joan, tuesday):
    kept, absorbed = make.patient("Helen Vasquez"), make.patient("Helen Vasques")
    links.make(kept, by=joan)
    stale = links.make(absorbed, by=joan).link
    with pytest.raises(MergeRefused, match=r"a link to the questionnaire that still works\. End it first"):
        merge(kept, absorbed, chosen={}, by=joan)

    tuesday.shift(timedelta(days=400))
    merge(kept, absorbed, chosen={}, by=joan)

    stale.refresh_from_db()
    assert stale.patient == absorbed
    assert kept.intake_links.count() == 1

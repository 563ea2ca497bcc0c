"""What the demo promises of itself, on the Tuesday of the other tests."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from clinic.mailing import MAILED
from clinic.models import AuditEvent, Clinic, Staff
from clinic.sign_in import demo_password
from clinic.views import DEMO_PEOPLE
from demo.furnish import furnish
from patients import relations
from patients.duplicates import suspects
from patients.files import documents, storage
from patients.models import (
    Document,
    IntakeLink,
    MedicalHistory,
    Patient,
    PatientContact,
    PostureNote,
    Reading,
    Relation,
)
from patients.posture import overlay
from patients.screening import cautions_of
from reports.periods import Period
from reports.queries import compliance
from reports.question import Question
from scheduling.models import STEP_FREE, Appointment, Status
from sessions import last_look, snapshot
from sessions.courses import summary
from sessions.models import PointFinding, Treatment, TreatmentSession
from sessions.visit import cosigning, incidents
from tests import make
from tests.demo.clinical import clinical

# Furnishing it takes most of a minute of two processors.
pytestmark = pytest.mark.sweep
TUESDAY = date(2026, 11, 24)
SET_ASIDE = re.compile(r"07700 900\d{3}|0151 496 0\d{3}|\+1 \d{3} 555 01\d\d|")


@pytest.fixture(scope="module", autouse=True)
def demo_clinic(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    """One load for all tests here, taken back at the end; the deferred rules are asked at once."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        furnish(TUESDAY)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        yield
        transaction.set_rollback(True)


def todays():
    return Appointment.objects.on(TUESDAY).with_visits()


def test_nobody_in_it_can_be_reached():
    addresses = [
        *Patient.objects.values_list("email", flat=True),
        *Staff.objects.values_list("email", flat=True),
    ]
    phones = [*Patient.objects.values_list("phone", flat=True), Clinic.objects.get().phone]
    phones += Patient.objects.values_list("physician_phone", flat=True)
    phones += Relation.objects.values_list("phone", flat=True)
    extra = PatientContact.objects.filter(way="phone").values_list("value", flat=True)
    phones += [number.partition(" ext ")[0] for number in extra]

    assert all(address == "" or address.endswith("example.test") for address in addresses)
    assert all(SET_ASIDE.fullmatch(phone) for phone in phones)


def test_each_mail_it_says_it_sent_stands_in_the_message_log():
    mailed = IntakeLink.objects.filter(mailed_at__isnull=False).values_list("patient", flat=True)
    logged = AuditEvent.objects.filter(action=MAILED, fields=["questionnaire"], outcome="done")

    assert sorted(logged.values_list("patient_id", flat=True)) == sorted(mailed)
    assert len(mailed) == 1


def test_everyone_with_a_button_can_sign_in(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    for email, name, _ in DEMO_PEOPLE:
        person = Staff.objects.get(email=email)
        assert person.display_name == name
        assert person.check_password(demo_password())


def test_it_is_as_large_as_a_clinic_of_four():
    assert 300 <= Patient.objects.count() <= 360
    assert 1400 <= Appointment.objects.count() <= 1800
    assert PointFinding.objects.count() > 3 * TreatmentSession.objects.count() * 0.9
    young = [patient for patient in Patient.objects.exclude(birth_on=None) if patient.age_on(TUESDAY) < 16]
    assert [str(patient) for patient in young] == ["Lily Rowe"]


def test_a_child_has_somebody_who_signs_and_two_people_are_here_twice():
    lily = Patient.objects.get(first_name="Lily", last_name="Rowe")
    found = suspects("", staff=Staff.objects.get(display_name="Joan Tully")).pairs

    assert not relations.nobody_signs(lily, relations.of(lily))
    assert {str(pair.one) for pair in found} == {"Jonas Weber", "Sofia Marin"}


def test_todays_board_shows_every_status_but_leaves_room():
    shown = {appointment.shown_as for appointment in todays().select_related("treatment_session")}

    assert shown >= {
        "proposed", "booked", "confirmed", "arrived", "insession", "fulfilled", "noshow", "cancelled"
    }  # fmt: skip
    assert todays().values("therapist").distinct().count() == 4
    assert todays().filter(status=Status.FULFILLED, visit_signed_at=None).count() == 1
    assert sum(appointment.minutes for appointment in todays().holding()) < 4 * 8 * 60


def test_two_sessions_are_under_way_with_their_points_half_scored():
    open_sessions = TreatmentSession.objects.filter(
        appointment__in=todays().filter(status=Status.ARRIVED), ended_at=None
    )

    assert open_sessions.count() == 2
    for treatment_session in open_sessions:
        after = set(treatment_session.findings.values_list("tenderness_after", flat=True))
        assert None in after
        assert len(after) > 1


def test_exactly_one_of_todays_patients_must_not_be_treated():
    expected = todays().filter(status__in=[Status.BOOKED, Status.ARRIVED, Status.PROPOSED])
    found = cautions_of(Patient.objects.filter(appointments__in=expected).distinct())
    stopped = [patient for patient, cautions in found.items() if cautions.forbids]

    assert len(stopped) == 1
    assert found[stopped[0]].blocks


def test_a_letter_holds_another_has_ended_an_override_stands_and_two_were_measured():
    found = {
        str(patient): cautions_of([patient])[patient.pk]
        for patient in Patient.objects.filter(settlements__isnull=False)
    }
    lifted = {name: [one.rule.slug for one in cautions if one.lifted_by] for name, cautions in found.items()}

    assert lifted == {"Daniel Osei": ["heart_disease", "bp_controlled"], "Jonas Weber": []}
    assert [one.rule.slug for one in found["Jonas Weber"] if one.expired] == ["dvt_history"]
    assert Reading.objects.filter(on=TUESDAY).count() == 2


def test_whoever_needs_no_steps_has_a_room_without():
    rooms = (
        Appointment.objects.holding().filter(patient__step_free=True).values_list("room__features", flat=True)
    )

    assert rooms
    assert all(STEP_FREE in features for features in rooms)


def test_all_lie_within_the_therapists_hours_and_outside_their_time_off():
    for appointment in todays().holding().select_related("therapist"):
        start, end = appointment.starts_at.time(), appointment.ends_at.time()
        assert (
            appointment.therapist.working_hours.on(TUESDAY).filter(starts__lte=start, ends__gte=end).exists()
        )
        away = appointment.therapist.time_off.between(appointment.starts_at, appointment.ends_at)
        assert not away.exists()


def test_every_signature_holds_and_says_what_the_rows_say():
    signed = TreatmentSession.objects.signed().select_related("patient", "therapist", "appointment")

    assert len(signed) > 1000
    assert all(one.digest == snapshot.digest(one.snapshot) for one in signed)
    assert [name for one in signed[::30] for name in snapshot.differences(one)] == []


def test_what_surrounds_a_visit_can_be_seen_on_those_who_are_opened_first():
    maya = Staff.objects.get(email="maya@softhold.example.test")
    [waiting] = cosigning.waiting_for(maya)
    sofia = TreatmentSession.objects.unsigned().get(patient__last_name="Marin")
    lang = Patient.objects.get(last_name="Lang")

    assert (str(waiting.patient), waiting.start_check.consent is None) == ("Luca Bianchi", False)
    assert sorted(incidents.seen_by(maya).values_list("kind", flat=True)) == ["bruise"]
    assert sum(one.number for one in incidents.counted(date(2026, 1, 1), TUESDAY)) == 2
    assert any("no incident is written down" in gap.words for gap in last_look.missing(sofia))
    for name in ("Osei", "Weber", "Marin", "Vasquez"):
        [course] = summary.summary_for(Patient.objects.get(last_name=name))
        assert all([course.goals, course.lines, course.home_care, course.adherence])
    assert "without an important change" in " ".join(summary.due(lang))


def test_helen_was_assessed_three_times_and_photographed_twice():
    notes = PostureNote.objects.filter(patient__last_name="Vasquez").order_by("assessed_at")
    first, last = (
        {row.sign_id: row for row in note.findings.select_related("measure")} for note in (notes[0], notes[2])
    )
    photo = notes[2].photos.get()
    (angle, *_) = overlay.shown(photo).figures

    assert len(notes) == 3
    assert first["forward_head"].value + first["forward_head"].measure.change < last["forward_head"].value
    assert angle.words == "49.0°"
    assert storage.read(photo.file).startswith(b"\xff\xd8\xff")


def test_most_points_get_better_some_do_not_and_some_come_back():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE last < first - 1), count(*) FILTER (WHERE last >= first),"
            " count(*) FILTER (WHERE back) FROM ("
            " SELECT (array_agg(tenderness_before ORDER BY treatment_session_id))[1] AS first,"
            " (array_agg(tenderness_before ORDER BY treatment_session_id DESC))[1] AS last,"
            " count(*) FILTER (WHERE previous_id IS NULL) > 1 AS back"
            " FROM treatment_sessions_pointfinding GROUP BY point_id HAVING count(*) > 2) story"
        )
        better, not_better, back = cursor.fetchone()

    assert better > not_better > 20
    assert back > 5


def test_its_documents_have_their_files_and_thumbnails():
    held = Document.objects.select_related("patient")

    assert {document.audience for document in held} == {"everyone", "clinical"}
    assert held.filter(patient__last_name="Vasquez").count() == 4
    assert all(documents.content(document) and document.thumbnail for document in held)


def test_it_comes_only_into_an_empty_database_and_only_as_a_demo(settings):
    settings.DEMO = True
    with pytest.raises(CommandError, match="patients already"):
        call_command("demo")
    settings.DEMO = False
    with pytest.raises(CommandError, match="not a demo"):
        call_command("demo")


def test_what_is_clinical_is_seen_by_the_care_team_alone():
    assert len(clinical()) > 14
    others = [Staff.objects.get(email=f"{name}@softhold.example.test") for name in ("joan", "rosa")]
    with transaction.atomic():
        treating = list(Staff.objects.therapists())
        others.append(make.therapist("Somebody new"))
        unseen = [
            model.__name__
            for model in clinical()
            if not any(model.objects.visible_to(one).exists() for one in treating)
        ]
        shown = {
            model.__name__: counts
            for model in clinical()
            if any(counts := [model.objects.visible_to(one).count() for one in others])
        }
        histories = MedicalHistory.objects.visible_to(treating[0]).count()
        transaction.set_rollback(True)
    assert (unseen, shown) == ([], {})
    assert histories < MedicalHistory.objects.count()


def test_points_were_felt_and_treated_and_no_limit_was_passed():
    treated = Treatment.objects.select_related("finding__point")
    felt = PointFinding.objects.filter(taut_band="yes", treatment_session__signed_at__isnull=False)

    assert treated.count() > 1000
    assert felt.filter(found_referrals__isnull=False).exists()
    assert not treated.filter(response="").exists()
    assert not treated.filter(finding__tenderness_after=None).exists()
    helens = treated.filter(
        treatment_session__patient__last_name="Vasquez", treatment_session__signed_at=None
    )
    assert {one.pressure <= 3 for one in helens} == {True}
    assert PointFinding.objects.filter(relation="satellite", parent__point__muscle="trapezius_upper").exists()


def test_its_duties_are_those_of_a_clinic_that_asks_with_a_few_gaps():
    counts = compliance.duties(Question(Period(date(2026, 1, 1), TUESDAY)))
    share = {part: counts[part] / counts["all"] for part in ("no_update", "no_consent")}

    assert 0 < share["no_update"] < 0.05, counts
    assert 0 < share["no_consent"] < 0.05, counts

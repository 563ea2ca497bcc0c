"""The door of a session: what has to be asked and read before hands are laid on, and that it is kept."""

import json
import uuid
from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse

from clinic import audit, clock
from clinic.models import AuditEvent
from patients.models import Consent, ConsentText
from sessions import last_look, records, treating
from sessions.catalogue_models import Muscle
from sessions.models import TreatmentSession
from sessions.refusals import OffLimits
from sessions.visit import areas, consenting, session_pdf
from sessions.visit.gate import Review
from sessions.visit.refusals import NotAsked
from tests import make
from tests.sessions.browse import signed_in
from tests.sessions.test_start import days_ago

pytestmark = pytest.mark.django_db


@pytest.fixture
def maya():
    return make.therapist("Maya")


@pytest.fixture
def visit(maya, tuesday):
    """Of a patient whose answers are a week old."""
    helen = make.patient("Helen Vasquez")
    tuesday.move_to(days_ago(7))
    make.history(helen, maya, bp_controlled="yes")
    tuesday.move_to("2026-11-24 08:00:00+00:00")
    return make.appointment(maya, make.at("08:00"), patient=helen)


@transaction.atomic
def consent(patient, kind, areas="", **fields):
    row = Consent.objects.create(
        patient=patient, text=ConsentText.objects.filter(kind=kind).first(), scope=kind, areas=areas,
        how="on paper", given_by="Helen", given_at=clock.now(), **fields,
    )  # fmt: skip
    audit.record("changed", patient, by=None)
    return row


def start(visit, **asked):
    return records.start(appointment=visit, review=Review(**asked), by=visit.therapist)


def with_an_open_point(visit, muscle):
    """Found a week ago, so that it is in question today."""
    earlier = make.treatment_session(visit.therapist, days_ago(7), patient=visit.patient)
    make.point(earlier, muscle, "left", tenderness_before=6)
    make.signed(earlier)


def test_answers_of_another_day_are_asked_about_and_the_answer_is_kept(visit):
    with pytest.raises(NotAsked, match="Ask whether anything has changed since 17 November 2026"):
        start(visit)

    check = start(visit, changed=False).start_check

    assert (check.changed, check.history.version, check.by) == (False, 1, visit.therapist)
    assert check.cautions == ["bp_controlled"]
    assert check.at == clock.now() or clock.now() - check.at < timedelta(minutes=1)


def test_a_change_says_what_in_the_patients_words_and_stands_in_the_signed_sheet(visit):
    with pytest.raises(NotAsked, match="what has changed"):
        start(visit, changed=True)

    session = start(visit, changed=True, words="New tablets since Monday")

    told = json.loads(make.signed(session).snapshot)["visit"]["start"]
    assert (told["changed"], told["words"], told["history"]) == (True, "New tablets since Monday", 1)


def test_answers_of_the_day_and_no_answers_at_all_ask_nothing_more(maya):
    first = make.appointment(maya, make.at("08:00"))
    assert start(first).start_check.changed is None
    asked = make.appointment(maya, make.at("09:00"))
    make.history(asked.patient, maya, bp_controlled="yes")
    assert start(asked).start_check.history.version == 1


def test_a_start_from_an_old_page_is_refused_when_a_caution_came_since(visit, maya):
    page = signed_in(maya).get(reverse("sessions:prepare", args=[visit.pk])).content.decode()
    seen = page.split('name="seen" value="')[1].split('"')[0]
    make.history(visit.patient, maya, bp_controlled="yes", antiplatelet="yes")

    with pytest.raises(NotAsked, match="Look again"):
        start(visit, changed=False, seen=seen)


def test_a_sensitive_area_needs_the_signed_consent_and_the_spoken_one(visit):
    with_an_open_point(visit, "gluteus_medius")

    with pytest.raises(NotAsked, match="Buttock: an open point lies there"):
        start(visit, changed=False)
    with pytest.raises(NotAsked, match="signed consent is missing"):
        start(visit, changed=False, areas={"buttock": "agreed"})
    signed = consent(visit.patient, "sensitive", "Chest wall, inner thigh, buttock")
    session = start(visit, changed=False, areas={"buttock": "agreed"})

    [kept] = session.area_consents.all()
    assert (kept.area, kept.said, kept.consent) == ("buttock", "agreed", signed)


@pytest.mark.parametrize("ended", [{"expires_on": "2026-11-23"}, {"areas": "Chest wall"}])
def test_a_consent_that_is_over_or_names_another_area_does_not_do(visit, ended):
    with_an_open_point(visit, "gluteus_medius")
    consent(visit.patient, "sensitive", **{"areas": "Buttock", **ended})

    with pytest.raises(NotAsked, match="signed consent is missing"):
        start(visit, changed=False, areas={"buttock": "agreed"})
    assert start(visit, changed=False, areas={"buttock": "not_today"})


def test_what_was_agreed_to_can_be_taken_back_in_the_middle_of_it(visit):
    session = start(visit, changed=False)
    for said in ("agreed", "withdrawn"):
        consenting.say(treatment_session=session, area="abdomen", said=said, by=visit.therapist)

    assert consenting.standing(session)["abdomen"].said == "withdrawn"
    assert [area.slug for area in consenting.unasked({"rectus_abdominis"}, consenting.standing(session))] == [
        "abdomen"
    ]


def test_every_muscle_that_the_catalogue_calls_sensitive_lies_in_one_area():
    sensitive = set(Muscle.objects.filter(cautions__icontains="sensitive area").values_list("pk", flat=True))
    everywhere = [muscle for area in areas.every().values() for muscle in area.muscles]

    assert sensitive == set(everywhere)
    assert len(everywhere) == len(set(everywhere))


def test_one_tap_starts_a_returning_patient_with_nothing_changed(visit, maya):
    client = signed_in(maya)
    page = client.get(reverse("sessions:my_day")).content.decode()
    assert page.count('name="changed" value="no"') == 1

    answer = client.post(reverse("sessions:start", args=[visit.pk]), {"changed": "no"})

    session = TreatmentSession.objects.get()
    assert answer["Location"] == reverse("sessions:chart", args=[session.pk])
    assert AuditEvent.objects.filter(action="started", patient_id=visit.patient_id).exists()


def test_a_start_that_asked_nothing_leads_to_the_card(visit, maya):
    client, address = signed_in(maya), reverse("sessions:start", args=[visit.pk])

    from_elsewhere, from_the_card = client.post(address), client.post(address, {"seen": "1:bp_controlled"})

    assert from_elsewhere["Location"] == reverse("sessions:prepare", args=[visit.pk])
    assert from_the_card.status_code == 422
    assert "Ask whether anything has changed" in from_the_card.content.decode()
    assert not TreatmentSession.objects.exists()


def test_the_card_says_what_changed_what_is_due_and_how_long_there_is(visit, maya, tuesday):
    with_an_open_point(visit, "levator_scapulae")
    make.history(visit.patient, maya, bp_controlled="yes", antiplatelet=("yes", "2026", "Aspirin"))
    tuesday.shift(600)

    page = signed_in(maya).get(reverse("sessions:prepare", args=[visit.pk])).content.decode()

    for words in ("Aspirin", "no signed consent in force", "49 min left", "Left levator scapulae"):
        assert words in page, words


def test_a_missing_consent_is_asked_for_and_said_on_the_sheet(visit):
    session = start(visit, changed=False)
    gap = "No signed consent to treatment is on record. Have it signed on the tablet."
    assert gap in [each.words for each in last_look.missing(session)]
    frame = session_pdf.told(make.signed(session), by=visit.therapist)["frame"]
    assert "No signed consent to treatment on record." in frame


def test_a_note_names_the_consent_it_was_signed_under(visit):
    session = start(visit, changed=False)
    consent(visit.patient, ConsentText.Kind.TREATMENT)

    assert not [each for each in last_look.missing(session) if "consent to treatment" in each.words]
    frame = session_pdf.told(make.signed(session), by=visit.therapist)["frame"]
    assert "Consent to treatment given 24 November 2026, on paper." in frame


def test_a_history_asked_after_the_start_is_not_called_missing(maya):
    visit = make.appointment(maya, make.at("08:00"))
    session = start(visit)
    make.history(visit.patient, maya)

    frame = session_pdf.told(make.signed(session), by=maya)["frame"]

    assert "Medical history version 1." in frame


@pytest.fixture
def refused(visit):
    """A session with a point in the abdomen, of which the patient said: not today."""
    with_an_open_point(visit, "rectus_abdominis")
    session = start(visit, changed=False, areas={"abdomen": "not_today"})
    return session.findings.get()


WHY = "They asked for it after all"


@pytest.mark.parametrize("felt", [{"tenderness_before": 0}, {"taut_band": "no"}, {"recognition": "yes"}])
def test_where_they_said_no_nothing_is_felt_without_a_written_reason(refused, maya, felt):
    with pytest.raises(OffLimits, match="Abdomen: they said no today"):
        records.score(finding=refused, **felt, by=maya)

    scored = records.score(finding=refused, **felt, despite=WHY, by=maya)

    assert scored.despite == WHY
    records.score(finding=scored, tenderness_after=1, by=maya)
    assert WHY in make.signed(refused.treatment_session).snapshot


def test_what_needs_no_hand_on_it_is_said_all_the_same(refused, maya):
    for said in ({"status": "resolved"}, {"site_type": "attachment"}, {"tenderness_before": None}):
        records.score(finding=refused, **said, by=maya)

    assert refused.treatment_session.findings.get().despite == ""


def test_where_they_said_no_nothing_is_treated_or_placed_without_a_written_reason(refused, maya):
    session = refused.treatment_session
    treat = {"finding": refused, "technique": "stripping", "key": uuid.uuid4(), "by": maya}
    with pytest.raises(OffLimits, match="Abdomen: they said no today"):
        treating.treat(**treat)
    with pytest.raises(OffLimits, match="Abdomen: they said no today"):
        make.point(session, "external_oblique")

    treating.treat(**treat, over_cap_why=WHY)
    placed = make.point(session, "external_oblique", despite=WHY)

    assert {finding.despite for finding in session.findings.all()} == {WHY}
    assert placed.despite == WHY


def test_once_they_agree_no_reason_is_asked_for_until_they_take_it_back(refused, maya):
    session = refused.treatment_session
    consenting.say(treatment_session=session, area="abdomen", said="agreed", by=maya)
    assert records.score(finding=refused, tenderness_before=5, by=maya).despite == ""

    consenting.say(treatment_session=session, area="abdomen", said="withdrawn", by=maya)
    with pytest.raises(OffLimits):
        records.score(finding=refused, tenderness_after=3, by=maya)


def test_the_page_of_a_point_asks_why_without_a_script(refused, maya):
    client = signed_in(maya)
    address = reverse("sessions:point", args=[refused.treatment_session_id, refused.pk])
    page = client.get(address).content.decode()
    assert "Abdomen: they said no today." in page

    sent = {"tenderness_before": "4", "status": "active", "despite": WHY}
    client.post(reverse("sessions:score", args=[refused.treatment_session_id, refused.pk]), sent)

    assert refused.treatment_session.findings.get().despite == WHY
    assert "they said no today" not in client.get(address).content.decode()

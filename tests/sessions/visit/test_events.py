"""What goes wrong in a session: a stop, its letter, incidents; who reads of them."""

import json
import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from clinic import clock
from patients.models import CautionRule, Document
from sessions import last_look, snapshot
from sessions.models import TreatmentSession
from sessions.refusals import SessionRefused
from sessions.visit import incidents, letters, session_pdf, stopping
from sessions.visit.models import Incident, Letter
from sessions.visit.refusals import Stopped
from tests import make
from tests.sessions.browse import signed_in
from tests.sessions.test_treating import treat

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return make.treatment_session(make.therapist("Maya"), patient=make.patient("Helen Vasquez"))


def stop(session, reason="Calf swollen and warm"):
    rule = CautionRule.objects.get(pk="rf_clot_leg")
    return stopping.stop(treatment_session=session, rule=rule, reason=reason, by=session.therapist)


def incident(session, **told):
    about = {"kind": "faint", "happened": "Fainted on standing.", "done": "Lay down, legs up.", **told}
    about = {"happened_at": session.started_at, "key": uuid.uuid4(), **about}
    return incidents.write(treatment_session=session, by=session.therapist, **about)


def test_after_a_stop_nothing_new_is_begun_but_the_note_is_written_and_signed(session):
    found = make.point(session, tenderness_before=6)
    first, again = stop(session), stop(session)
    assert first == again

    with pytest.raises(Stopped, match="red flag"):
        make.point(session, "soleus")
    found.pk, found.number, found.key = None, 2, uuid.uuid4()
    with pytest.raises(DatabaseError, match="was stopped"), transaction.atomic():
        found.save()

    sheet = json.loads(make.signed(session).snapshot)
    assert sheet["visit"]["stop"]["reason"] == "Calf swollen and warm"


def test_a_stop_that_was_none_is_taken_back_with_a_reason(session):
    stop(session)
    lifted = stopping.lift(treatment_session=session, why="Only a tight stocking", by=session.therapist)

    assert (lifted.lifted_why, lifted.stands) == ("Only a tight stocking", False)
    assert make.point(session)


def test_on_paper_what_was_seen_and_why_it_was_none_are_sentences_of_their_own(session):
    stop(session)
    incident(session, happened="Fainted on standing", done="Lay down.", told="Her daughter.")
    stopping.lift(treatment_session=session, why="Only a tight stocking", by=session.therapist)

    around = " ".join(session_pdf.told(make.signed(session), by=session.therapist)["frame"])

    assert ". Calf swollen and warm. Taken back: Only a tight stocking." in around
    assert "faint: Fainted on standing. Done: Lay down. Told: Her daughter." in around


def test_stopping_leads_to_a_letter_with_the_rules_words_and_what_was_found(session):
    make.point(session, "soleus", "left", tenderness_before=8)
    client = signed_in(session.therapist)

    page = client.post(
        reverse("sessions:stop", args=[session.pk]),
        {"rule": "rf_clot_leg", "reason": "Calf swollen and warm"},
        follow=True,
    ).content.decode()

    for words in ("Possible DVT", "Calf swollen and warm", "Left soleus 8 of 10", "Dear colleague"):
        assert words in page, words
    chart = client.get(reverse("sessions:chart", args=[session.pk])).content.decode()
    assert "Stopped at" in chart


def test_the_letter_names_what_an_answer_is_about_and_ends_its_sentences(session):
    make.history(session.patient, session.therapist, bp_controlled="yes")
    stop(session, "Calf swollen and warm")
    session = TreatmentSession.objects.get(pk=session.pk)

    text = letters.begun(session, [], snapshot.screening.of(session.patient))

    assert "Blood pressure (Treated and under 160/100)" in text
    assert "What I saw or heard: Calf swollen and warm.\n\n" in text


def test_a_kept_letter_leads_back_to_the_session_that_waits_for_its_note(session):
    stop(session)
    words = {"to": "Dr Adeyemi", "text": "Please see him today.", "key": uuid.uuid4()}

    page = signed_in(session.therapist).post(f"/sessions/{session.pk}/letter/", words, follow=True)

    assert page.redirect_chain[-1][0] == f"/sessions/{session.pk}/chart/#tab-prepare"
    assert "Open the letter" in page.content.decode()


def test_the_letter_is_kept_as_a_tagged_document_once(session):
    key = uuid.uuid4()
    text = letters.begun(session, snapshot.in_order(session), snapshot.screening.of(session.patient))
    words = {"to": "Dr Adeyemi", "text": text + "\n\nłąka Ω", "key": key, "by": session.therapist}

    first, again = (letters.keep(session, **words) for _ in range(2))

    document = Document.objects.get()
    assert first == again == Letter.objects.get()
    assert (document.kind, document.audience, document.content_type) == (
        "letter",
        "clinical",
        "application/pdf",
    )
    assert document.title == "Referral letter, 24 November 2026"


def test_an_incident_is_written_also_after_signing_and_changes_no_word(session):
    incident(session)
    signed = make.signed(session)
    key = uuid.uuid4()

    later, again = (incident(session, kind="bruise", key=key, happened_at=clock.now()) for _ in range(2))

    assert later == again
    assert [one["kind"] for one in json.loads(signed.snapshot)["visit"]["incidents"]] == ["faint"]
    assert not list(snapshot.differences(signed))


def test_incidents_have_a_time_that_can_be(session):
    for moment, words in (
        (make.at("07:00"), "before the session began"),
        (make.at("12:00"), "still to come"),
    ):
        with pytest.raises(SessionRefused, match=words):
            incident(session, happened_at=moment)


def test_an_incident_may_fall_into_the_minute_in_which_the_session_began(session, tuesday):
    tuesday.shift(timedelta(seconds=40))
    later = make.treatment_session(session.therapist, make.at("14:00"), patient=make.patient("Ruth Adeyemi"))

    minute = later.started_at.replace(second=0, microsecond=0)
    assert minute < later.started_at
    assert incident(later, happened_at=minute)


def test_the_care_team_reads_incidents_in_full_and_admins_count_them(session):
    incident(session)
    address = reverse("sessions:incidents")

    own, theirs, counts = (
        signed_in(person).get(address).content.decode()
        for person in (session.therapist, make.therapist("Tomas"), make.admin())
    )

    assert "Fainted on standing." in own
    assert "Fainted on standing." not in theirs + counts
    assert '<td class="n">1</td>' in counts
    timeline = signed_in(session.therapist).get(reverse("patients:timeline", args=[session.patient.number]))
    assert "Incident: faint" in timeline.content.decode()


BAD = ["", "%00", "%ed%a0%80", "%e2%80%aeabc", "9999-99-99", "x" * 5000]
GOOD = {"kind": "faint", "on": "2026-11-24", "time": "08:00", "happened": "A", "done": "B"}


def test_bad_input_is_answered_in_words_and_keeps_nothing(session):
    """As raw bytes of a form, for a browser can send what no string of ours holds."""
    client, address = signed_in(session.therapist), reverse("sessions:incident", args=[session.pk])
    for what, bad in ((what, bad) for what in GOOD for bad in BAD):
        sent = {**GOOD, "key": str(uuid.uuid4()), what: bad}
        body = "&".join(f"{name}={value}" for name, value in sent.items())

        answer = client.post(address, body, content_type="application/x-www-form-urlencoded")

        accepted = answer.status_code == 302
        assert accepted or answer.status_code == 422, (what, bad)
        assert accepted == Incident.objects.filter(key=sent["key"]).exists()


def test_an_adverse_response_leads_to_its_incident_until_one_of_its_kind_is_written(session):
    treat(
        make.point(session, code="LS1", tenderness_before=6, after=3), response="worse", adverse="dizziness"
    )
    browser = signed_in(session.therapist)
    words = "Dizziness after Left levator scapulae LS1, and no incident is written down."
    there = f"/sessions/{session.pk}/incident/?kind=dizziness"

    def told():
        return browser.get(reverse("sessions:missing", args=[session.pk])).json()["missing"]

    assert {"words": words, "at": there} in told()
    assert there in browser.get(reverse("sessions:chart", args=[session.pk])).content.decode()
    assert browser.get(there).context["form"].initial["kind"] == "dizziness"
    incident(session, kind="faint")
    assert {"words": words, "at": there} in told()
    make.signed(session)
    assert there in browser.get(reverse("sessions:detail", args=[session.pk])).content.decode()

    incident(session, kind="dizziness")

    assert there not in browser.get(reverse("sessions:detail", args=[session.pk])).content.decode()


def test_an_adverse_response_that_is_written_down_is_not_asked_about_again(session):
    treat(make.point(session, tenderness_before=6, after=3), response="worse", adverse="dizziness")
    incident(session, kind="dizziness")

    asked = " ".join(gap.words for gap in last_look.missing(session)).lower()

    assert "dizziness" not in asked
    assert "adverse" not in asked

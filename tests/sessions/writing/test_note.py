"""Whose words a section's are: the map's until somebody types, theirs from then on."""

import json
from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse

from sessions import snapshot
from sessions.models import TreatmentSession
from sessions.writing import recording
from sessions.writing.generating import generate
from tests import make
from tests.sessions.browse import send, signed_in
from tests.sessions.test_start import days_ago

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return make.treatment_session(make.therapist("Maya"))


@pytest.fixture
def client(session):
    return signed_in(session.therapist)


def url(name, session, *more):
    return reverse(f"sessions:{name}", args=[session.pk, *more])


def told(client, session, section="objective"):
    return client.get(url("note_text", session)).json()["sections"][section]


def send_note(client, session, **fields):
    """As the page does: with the version and the basis that it knows."""
    state = client.get(url("note_text", session)).json()
    bases = {f"basis_{name}": part["basis"] for name, part in state["sections"].items()}
    return send(client, url("write", session), **{"version": state["version"], **bases, **fields})


def test_the_map_writes_an_untouched_section_after_each_tap(client, session):
    make.point(session, code="LS1", tenderness_before=7, after=3)
    first = told(client, session)
    make.point(session, "trapezius_upper", "right", code="TrP1", tenderness_before=0)
    second = told(client, session)

    assert "Left levator scapulae LS1: active, tenderness 7 to 3 of 10." in first["text"]
    assert "Right upper trapezius TrP1: active, tenderness 0 of 10 before treatment" in second["text"]
    assert first["text"] not in second["text"]
    assert not second["own"]
    session.refresh_from_db()
    assert (session.objective, session.version) == ("", 1)


def test_the_posture_of_the_day_is_in_the_note_and_that_of_another_day_is_not(client, session, tuesday):
    def assess(sign, side):
        with transaction.atomic():
            note = make.posture_note(session.patient, session.therapist)
            make.posture_finding(note, sign, side, grade=2)

    tuesday.shift(timedelta(days=-7))
    assess("elevated_shoulder", "left")
    tuesday.shift(timedelta(days=7))
    assess("forward_head", "midline")

    text = told(client, session)["text"]

    assert "Posture: head forward, moderate" in text
    assert text.count("Posture:") == 1
    assert "shoulder raised" not in text.lower()


def test_writing_the_text_twice_gives_the_same(session):
    make.point(session, tenderness_before=7)
    recording.conduct(treatment_session=session, swedish=10, by=session.therapist)

    assert generate(session) == generate(TreatmentSession.objects.get(pk=session.pk))


def test_an_edited_section_never_changes_by_itself(client, session):
    make.point(session, tenderness_before=7)
    send_note(client, session, objective="Mine.")
    make.point(session, "trapezius_upper", "right", tenderness_before=4)
    make.note(session, plan="Rest.")

    part = told(client, session)

    assert (part["text"], part["own"]) == ("Mine.", True)
    assert part["basis"] != part["fresh_basis"]
    session.refresh_from_db()
    assert session.edited == ["objective", "plan"]


def test_the_page_marks_what_was_edited_and_what_moved_on(client, session):
    make.point(session, tenderness_before=7)
    send_note(client, session, objective="Mine.")
    assert "data-moved" not in client.get(url("chart", session)).content.decode()

    make.point(session, "trapezius_upper", "right", tenderness_before=4)

    page = client.get(url("chart", session)).content.decode()
    assert page.count("data-moved") == page.count("data-own") == 1
    assert "<mark>Right upper trapezius: active" in page


def test_text_that_was_only_shown_is_not_the_therapists(client, session):
    make.point(session, tenderness_before=7)
    shown = told(client, session)
    make.point(session, "trapezius_upper", "right")

    send(client, url("write", session), version=1, objective=shown["text"], basis_objective=shown["basis"])

    session.refresh_from_db()
    assert (session.edited, session.objective, session.version) == ([], "", 1)


def test_a_section_that_was_emptied_stays_empty(client, session):
    make.point(session, tenderness_before=7)

    send_note(client, session, objective="")

    assert told(client, session)["text"] == ""
    assert told(client, session)["own"]


def test_taking_the_new_text_gives_the_section_back_to_the_map(client, session):
    make.point(session, tenderness_before=7)
    send_note(client, session, objective="Mine.")
    make.point(session, "trapezius_upper", "right")

    answer = client.post(url("write", session), {"version": 2, "objective": "Mine.", "take": "objective"})

    session.refresh_from_db()
    assert answer.url.endswith("#tab-note")
    assert (session.edited, session.origins, session.objective) == ([], {}, "")
    assert "Right upper trapezius" in told(client, session)["text"]


def test_keeping_mine_takes_the_mark_away_until_the_map_changes_again(client, session):
    make.point(session, tenderness_before=7)
    send_note(client, session, objective="Mine.")
    make.point(session, "trapezius_upper", "right")
    fresh = told(client, session)["fresh_basis"]

    client.post(url("write", session), {"version": 2, "objective": "Mine.", "keep": f"objective:{fresh}"})
    kept = told(client, session)
    make.point(session, "soleus", "right")
    later = told(client, session)

    assert (kept["text"], kept["basis"]) == ("Mine.", kept["fresh_basis"])
    assert later["basis"] != later["fresh_basis"]


def test_carrying_forward_takes_a_signed_session_only_and_says_from_when(client, session):
    maya, patient = session.therapist, session.patient
    make.signed(make.treatment_session(maya, days_ago(14), patient=patient), plan="Signed plan.")
    make.note(make.treatment_session(maya, days_ago(7), patient=patient), plan="Not signed.")

    client.post(url("write", session), {"version": 1, "carry": "plan"})

    session.refresh_from_db()
    assert (session.plan, session.edited) == ("Signed plan.", ["plan"])
    assert "carried from 10 Nov 2026" in client.get(url("chart", session)).content.decode()


def test_carrying_forward_leaves_own_words_above(client, session):
    make.signed(make.treatment_session(session.therapist, days_ago(14), patient=session.patient), plan="Old.")
    make.note(session, plan="New.")

    client.post(url("write", session), {"version": 2, "plan": "New.", "carry": "plan"})

    session.refresh_from_db()
    assert session.plan == "New.\nOld."


def test_without_a_signed_session_there_is_nothing_to_carry(client, session):
    answer = send(client, url("write", session), version=1, carry="plan")

    assert answer.status_code == 422
    assert "nothing to carry forward" in answer.json()["error"]


def test_a_stale_version_asks_about_own_words_only(client, session):
    make.point(session, tenderness_before=7)
    shown = told(client, session)
    send_note(client, session, plan="From the tablet.")

    stale = {"version": 1, "objective": shown["text"], "basis_objective": shown["basis"]}
    untouched = send(client, url("write", session), **stale)
    answer = send(client, url("write", session), **stale, plan="From the desk.")

    assert untouched.status_code == 200
    assert answer.status_code == 409
    assert (answer.json()["theirs"]["plan"], answer.json()["theirs"]["objective"]) == (
        "From the tablet.",
        None,
    )


def test_signing_keeps_the_maps_words_and_says_which_are_whose(session, client):
    make.point(session, code="LS1", tenderness_before=7, after=3)
    recording.measure(
        treatment_session=session, movement="neck_rotation", side="right", before=50, after=None,
        by=session.therapist,
    )  # fmt: skip
    recording.record_test(
        treatment_session=session, name="SLR", side="left", result="negative", by=session.therapist
    )
    recording.conduct(treatment_session=session, trigger_point=30, tolerance="well", by=session.therapist)
    expected = generate(session)["objective"]

    signed = make.signed(session, subjective="Stiff neck.", plan="Mine.")

    sheet = json.loads(signed.snapshot)
    texts = {part["section"]: part["text"] for part in sheet["note"]}
    assert texts["objective"] == signed.objective == expected
    assert "Neck rotation, right: 50 degrees before treatment, after not taken" in expected.replace(
        "neck", "Neck"
    )
    assert (sheet["edited"], sheet["tests"][0]["name"]) == (["subjective", "plan"], "Straight leg raise test")
    assert sheet["conduct"]["minutes"] == {"trigger_point": 30}
    assert [*snapshot.differences(signed)] == []
    page = client.get(url("detail", session)).content.decode()
    assert "Straight leg raise test, left" in page
    assert "written from the map" in page


def test_a_sheet_signed_before_all_this_is_still_true_to_its_rows(session):
    signed = make.signed(session)
    old = json.loads(signed.snapshot)
    for name in ("edited", "motions", "tests", "conduct"):
        del old[name]
    signed.snapshot = snapshot.canonical(old)
    signed.digest = snapshot.digest(signed.snapshot)

    assert [*snapshot.differences(signed)] == []


def test_a_draft_is_read_with_the_maps_words(session, client):
    make.point(session, code="LS1", tenderness_before=7)

    assert "tenderness 7 of 10 before treatment" in client.get(url("detail", session)).content.decode()
    session.refresh_from_db()
    assert session.objective == ""


def test_a_colleague_does_not_write_it(session):
    ines = make.therapist("Ines")
    make.in_care_of(ines, session.patient)
    client = signed_in(ines)

    assert client.get(url("note_text", session)).status_code in {302, 403}
    assert send(client, url("conduct", session), swedish="10").status_code == 403


@pytest.mark.parametrize("basis", ["x", "0" * 19, "\u202e" * 20])
def test_a_basis_that_is_none_is_refused(client, session, basis):
    answer = send(client, url("write", session), version=1, plan="Rest.", basis_plan=basis)

    assert answer.status_code == 422
    session.refresh_from_db()
    assert session.plan == ""


@pytest.mark.parametrize(
    "act", [{"take": "nothing"}, {"insert": "plan:phrase-x"}, {"insert": "plan:x-1"}, {"line": "plan:0"}]
)
def test_a_button_that_is_none_changes_nothing(client, session, act):
    assert send(client, url("write", session), version=1, plan="Rest.", **act).status_code == 422
    session.refresh_from_db()
    assert session.plan == ""

"""The charting page and what it sends: JSON for the script, redirects for plain forms."""

import json
import time
import uuid

import pytest
from django.urls import reverse

from sessions.models import Muscle, PointFinding
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


def page_data(response):
    text = response.content.decode()
    start = text.index(">", text.index('id="session-data"')) + 1
    return json.loads(text[start : text.index("</script>", start)])


SPOT = {"muscle": "levator_scapulae", "side": "left", "placed_by": "tap"}


def test_the_page_knows_its_points_and_addresses(client, session):
    make.point(session, code="LS1", tenderness_before=7)

    data = page_data(client.get(url("chart", session)))

    [finding] = data["findings"]
    assert (finding["muscle"], finding["side"], finding["code"]) == ("levator_scapulae", "left", "LS1")
    assert finding["before"] == 7
    assert "after" not in finding  # what was not said is taken for granted
    assert data["urls"]["score"] == f"/sessions/{session.pk}/points/0/"
    assert (data["chart"], data["readonly"], data["version"]) == ("tp-a", False, 1)


def test_a_carried_point_shows_its_last_score_and_day(client, session):
    maya = session.therapist
    make.point(make.treatment_session(maya, days_ago(14)), tenderness_before=8, after=5)
    patient = PointFinding.objects.get().point.patient
    later = make.treatment_session(maya, make.at("06:30"), patient=patient)

    [finding] = page_data(client.get(url("chart", later)))["findings"]

    assert (finding["carried"], finding["last"], finding["last_on"]) == (True, 5, "10 Nov")
    assert finding.keys() & {"before", "after"} == set()


def test_placing_answers_201_and_a_repeated_key_200(client, session):
    fields = {**SPOT, "x": "0.43219", "y": "0.2", "view": "posterior", "code": "", "key": str(uuid.uuid4())}

    first, second = (send(client, url("place", session), **fields) for _ in range(2))

    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert first.json()["finding"]["x"] == 0.4322
    assert PointFinding.objects.count() == 1


def test_scoring_answers_with_the_point_and_an_empty_score_is_taken_back(client, session):
    finding = make.point(session, tenderness_before=7)

    answer = send(client, url("score", session, finding.pk), tenderness_before="", tenderness_after="0")

    assert answer.json()["finding"] | {"before": None, "after": 0} == answer.json()["finding"]


def test_removing_answers_with_the_number_removed(client, session):
    finding = make.point(session)

    assert send(client, url("remove", session, finding.pk)).json() == {"removed": finding.pk}


@pytest.mark.parametrize(
    "fields",
    [
        {"tenderness_before": "11"},
        {"tenderness_before": "1_0"},
        {"tenderness_before": "٣"},
        {"x": "nan", "y": "0.1", "view": "posterior"},
        {"x": "1.01"},
        {"muscle": "no_such"},
        {"side": "up"},
        {"key": "no key"},
        {"placed_by": "carried"},
        {"code": "\u202eSL"},
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(client, session, fields):
    answer = send(client, url("place", session), **{**SPOT, "key": str(uuid.uuid4()), **fields})

    assert answer.status_code == 422
    assert answer.json()["error"].endswith(".")
    assert not PointFinding.objects.exists()


def test_writing_answers_with_version_and_time(client, session):
    answer = send(client, url("write", session), subjective="Stiff.", pain_before="6", version="1")

    assert answer.json() == {"version": 2, "saved_at": "08:00"}


def test_a_stale_note_answers_409_with_the_other_text(client, session):
    make.note(session, subjective="Theirs.")

    answer = send(client, url("write", session), subjective="Yours.", version="1")

    assert answer.status_code == 409
    assert (answer.json()["theirs"]["subjective"], answer.json()["version"]) == ("Theirs.", 2)


def test_without_a_script_a_stale_note_shows_both_texts(client, session):
    make.note(session, subjective="Theirs.")

    page = client.post(url("write", session), {"subjective": "Yours.", "version": "1"})

    assert page.status_code == 409
    assert "Theirs." in page.content.decode()
    assert "Yours." in page.content.decode()


def test_a_text_that_cannot_be_kept_stays_on_the_page(client, session):
    page = client.post(url("write", session), {"plan": "Typed \u202e here", "version": "1"})

    assert page.status_code == 422
    assert "Typed \u202e here" in page.content.decode()


def test_without_a_script_every_form_leads_back_to_its_place_on_the_page(client, session):
    finding = make.point(session)
    chart = url("chart", session)

    for name, keys, fields, place in (
        ("place", [], SPOT, ""),
        ("score", [finding.pk], {"tenderness_before": "5"}, ""),
        ("write", [], {"plan": "Rest.", "version": "1"}, "#tab-note"),
        ("remove", [finding.pk], {}, ""),
    ):
        answer = client.post(url(name, session, *keys), fields)
        assert (answer.status_code, answer.url) == (302, chart + place), name


def test_a_new_point_that_is_refused_comes_back_with_every_field_sent_or_not(client, session):
    page = client.post(url("place", session), {**SPOT, "side": "up"})

    assert page.status_code == 422
    asked = {"muscle", "side", "code", "status", "tenderness_before", "view", "x", "y", "key", "despite"}
    assert {name for name in asked if f'name="{name}"' in page.content.decode()} == asked


def test_a_signed_session_answers_409_and_its_chart_leads_to_the_signed_page(client, session):
    finding = make.point(session)
    make.signed(session)

    assert send(client, url("place", session), **SPOT).status_code == 409
    assert send(client, url("score", session, finding.pk), status="latent").status_code == 409
    assert client.get(url("chart", session)).url == url("detail", session)


def test_signing_needs_the_password_of_the_last_quarter_of_an_hour(client, session):
    make.note(session, plan="Rest.")
    login = client.session
    login["signed_in_at"] = time.time() - 3600
    login.save()

    answer = client.post(url("sign", session), {"ended": "08:00"})

    session.refresh_from_db()
    assert reverse("account_reauthenticate") in answer.url
    assert not session.is_signed


def test_signing_leads_to_the_signed_page(client, session, tuesday):
    make.note(session, plan="Rest.")
    tuesday.shift(600)

    answer = client.post(url("sign", session), {"ended": "08:05"})

    session.refresh_from_db()
    assert answer.url == url("detail", session)
    assert session.ended_at == make.at("08:05")


def offered(client, session):
    fields = client.get(url("chart", session)).context["sign_form"]
    return {name: fields[name].value() for name in ("ended", "offered")}


def test_a_time_that_nobody_typed_is_that_of_the_signature(client, session, tuesday):
    make.note(session, plan="Rest.")
    fields = offered(client, session)
    tuesday.shift(600)

    client.post(url("sign", session), fields)

    session.refresh_from_db()
    assert fields["ended"] == "08:00"
    assert make.at("08:10") <= session.ended_at <= session.signed_at


def test_a_time_that_was_typed_is_kept_whatever_was_offered(client, session, tuesday):
    make.note(session, plan="Rest.")
    fields = offered(client, session)
    tuesday.shift(600)

    client.post(url("sign", session), {**fields, "ended": "08:04"})

    session.refresh_from_db()
    assert session.ended_at == make.at("08:04")


def test_the_last_look_says_the_end_by_the_clock_of_now(client, session, tuesday):
    tuesday.shift(600)

    assert client.get(url("missing", session)).json()["ended"] == "08:10"


def test_outside_the_care_team_there_is_no_such_session(session):
    finding = make.point(session)
    client = signed_in(make.therapist("Tomas"))

    assert client.get(url("chart", session)).status_code == 404
    assert client.get(url("detail", session)).status_code == 404
    assert send(client, url("score", session, finding.pk), status="latent").status_code == 404


def test_a_finding_is_only_reached_through_its_own_session(client, session):
    other = make.treatment_session(session.therapist, make.at("06:00"))
    finding = make.point(other)

    assert send(client, url("score", session, finding.pk), status="latent").status_code == 404


def test_a_colleague_is_told_whose_session_it_is(session):
    ines = make.therapist("Ines")
    make.in_care_of(ines, session.patient)
    client = signed_in(ines)

    assert client.get(url("chart", session)).url == url("detail", session)
    assert send(client, url("place", session), **SPOT).status_code == 403


def test_the_chart_asks_the_database_equally_often_for_5_and_for_60_points(
    client, session, django_assert_max_num_queries
):
    muscles = list(Muscle.objects.exclude(pk="sphincter_ani_externus").filter(sides="paired")[:60])
    for muscle in muscles[:5]:
        make.point(session, muscle.pk)
    few = queries(client, url("chart", session))
    for muscle in muscles[5:]:
        make.point(session, muscle.pk)

    assert queries(client, url("chart", session)) == few <= 12


def queries(client, address):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)

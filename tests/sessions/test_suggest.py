"""From where it hurts with a session open: what the patient told, found points first, a way onto the map."""

import pytest

from patients.models import PainPlace
from tests import make
from tests.sessions.browse import JSON, send, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    maya = make.therapist("Maya")
    begun = make.treatment_session(maya)
    PainPlace.objects.create(history=make.history(begun.patient, maya), zone="temple", side="left")
    return begun


def test_the_patients_own_map_is_where_it_begins(session):
    client = signed_in(session.therapist)
    told = client.get(f"/sessions/{session.pk}/from-pain/", headers=JSON).json()

    assert told["zones"] == ["temple.left"]
    first = told["suggestions"][0]
    assert first["sides"] == ["left"]
    assert first["reasons"][0].startswith("Refers to: Temple")
    page = client.get(f"/sessions/{session.pk}/from-pain/").content.decode()
    assert 'value="temple.left" checked' in " ".join(page.split())
    assert f"/sessions/{session.pk}/chart/#muscle={first['muscle']}&amp;side=left" in page


def test_found_points_come_first_whatever_the_score(session):
    client = signed_in(session.therapist)
    places = {"zone": ["neck_angle.left"]}
    before = send(client, f"/sessions/{session.pk}/from-pain/", **places).json()["suggestions"]
    last = before[-1]["muscle"]
    make.point(
        session, last, "left" if before[-1]["sides"] != ["midline"] else "midline", tenderness_before=6
    )

    after = send(client, f"/sessions/{session.pk}/from-pain/", **places).json()["suggestions"]
    assert after[0]["muscle"] == last
    assert after[0]["reasons"][0].startswith("Open point: ")
    assert {one["muscle"] for one in after} == {one["muscle"] for one in before}


@pytest.mark.parametrize("nonsense", ["", "x", "temple", "temple.up", "\x00", "temple.left.left", "x" * 4000])
def test_nonsense_is_left_out(session, nonsense):
    answer = send(signed_in(session.therapist), f"/sessions/{session.pk}/from-pain/", zone=nonsense)
    assert (answer.status_code, answer.json()) == (200, {"zones": [], "suggestions": []})

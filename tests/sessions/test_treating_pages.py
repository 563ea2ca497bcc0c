"""The addresses that treat a point, with and without a script, and where it is read afterwards."""

import json
import uuid

import pytest

from sessions import records
from sessions.models import Muscle, Treatment
from sessions.point_sheet import GRANTED_OF_TREATMENT
from sessions.writing import kept
from tests import make
from tests.sessions.browse import send, signed_in
from tests.sessions.test_chart import page_data, queries, url
from tests.sessions.test_start import days_ago
from tests.sessions.test_treating import treat

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return make.treatment_session(make.therapist("Maya"))


def test_the_page_treats_changes_and_takes_out(session):
    client, finding, key = signed_in(session.therapist), make.point(session), str(uuid.uuid4())
    fields = {
        "technique": "stripping",
        "key": key,
        "steps": '[{"pressure":2,"discomfort":null,"seconds":30}]',
    }

    first, again = (send(client, url("treat", session, finding.pk), **fields) for _ in range(2))
    row = first.json()["treatment"]
    assert (first.status_code, again.status_code, row["hold_seconds"]) == (201, 200, 30)
    changed = send(
        client, url("change", session, row["id"]), response="partly", repetitions="2", steps=""
    ).json()
    assert (
        changed["treatment"] | {"response": "partly", "repetitions": 2, "steps": []} == changed["treatment"]
    )
    told = page_data(client.get(url("chart", session)))
    assert told["habits"]["techniques"][0] == "stripping"
    row_told = told["findings"][0]["treatments"][0]
    assert GRANTED_OF_TREATMENT | row_told == changed["treatment"]
    assert send(client, url("untreat", session, row["id"])).json() == {"removed": row["id"], "orders": {}}


@pytest.mark.parametrize(
    "fields",
    [
        {"technique": ""}, {"technique": "x"}, {"pressure": "0"}, {"pressure": "6"}, {"pressure": "3.0"},
        {"hold_seconds": "0"}, {"hold_seconds": "301"}, {"hold_seconds": "1e2"}, {"repetitions": "21"},
        {"response": "x"}, {"adverse": "x"}, {"contact": "x"}, {"key": "x"}, {"over_cap_why": "no"},
        {"steps": "[1]"}, {"steps": "3 for 400 s"}, {"steps": '[{"pressure":3}]'}, {"steps": "{}"},
        {"steps": '[{"pressure":1e0,"discomfort":null,"seconds":10}]'}, {"steps": "[NaN]"},
    ],
)  # fmt: skip
def test_what_makes_no_sense_of_a_treatment_is_refused(session, fields):
    finding = make.point(session)
    sent = {"technique": "stretch", "key": str(uuid.uuid4()), **fields}

    answer = send(signed_in(session.therapist), url("treat", session, finding.pk), **sent)

    assert answer.status_code == 422
    assert answer.json()["error"].endswith(".")
    assert not Treatment.objects.exists()


def test_without_a_script_a_point_has_a_page_of_its_own(session):
    client, finding = signed_in(session.therapist), make.point(session)
    page = url("point", session, finding.pk)
    back = {"back": finding.pk}

    for where, fields in (
        (url("score", session, finding.pk), {"taut_band": "yes", "referrals": ["", "occiput|left"]}),
        (
            url("treat", session, finding.pk),
            {"technique": "stretch", "steps": "2 for 20 s, discomfort 4\n3 for 10 s"},
        ),
    ):
        answer = client.post(where, {**fields, **back})
        assert (answer.status_code, answer.url) == (302, page)

    shown = client.get(page).content.decode()
    assert "3 for 10 s" in shown
    assert "Stretch, 30 s in steps (2 for 20 s with discomfort 4, 3 for 10 s)." in shown
    assert finding.found_referrals.get().words == "Left back of the head"
    assert "Taut band." in client.get(url("chart", session)).content.decode()


def test_signed_it_stands_in_the_snapshot_and_on_the_sheet_in_the_clinics_words(session):
    client, first, second = signed_in(session.therapist), make.point(session), make.point(session, "soleus")
    found = {"taut_band": "yes", "local_twitch": "no", "recognition": "yes", "site_type": "attachment"}
    zones = [("occiput", "left"), ("temple", "left")]
    records.score(finding=first, by=session.therapist, referrals=zones, quality="ache", **found)
    records.score(finding=second, parent=first, by=session.therapist)
    treat(
        first,
        contact="thumb",
        pressure=3,
        hold_seconds=60,
        repetitions=2,
        response="partly",
        adverse="bruise",
    )

    point, satellite = json.loads(make.signed(session).snapshot)["points"]

    assert point["palpation"]["signs"]["nodule"] == "not_tested"
    assert point["found"] == [
        "Taut band, no local twitch.",
        "Pain recognised.",
        "Refers to left back of the head and left temple, ache.",
        "Attachment point.",
    ]
    words = "Pressure release, thumb, pressure 3 of 5, 60 s, twice: partly. Adverse: bruise."
    assert (point["treatments"][0]["words"], satellite["found"]) == (words, ["Satellite of 1."])
    page = client.get(url("detail", session)).content.decode()
    assert words in page
    assert "Satellite of 1." in page


def test_habits_are_kept_with_the_person_and_start_silent(session):
    client = signed_in(session.therapist)
    told = lambda: page_data(client.get(url("chart", session)))["habits"]  # noqa: E731
    assert (told()["sound"], told()["vibration"], told()["panel"]) == (False, False, "")

    assert client.post("/me/charting/", {"sound": "1", "panel": "treatment"}).status_code == 200
    assert client.post("/me/charting/", {"panel": "nowhere"}).status_code == 422

    assert (told()["sound"], told()["vibration"], told()["panel"]) == (True, False, "treatment")


def test_an_admin_sets_how_strict_the_criteria_are(session):
    client = signed_in(make.admin())

    assert client.post("/clinic/points/", {"min_signs": "4"}).status_code == 422
    assert client.post("/clinic/points/", {"min_signs": "3"}).status_code == 302

    told = page_data(signed_in(session.therapist).get(url("chart", session)))
    assert told["min_signs"] == 3


def test_the_chart_asks_equally_often_whatever_was_found_and_done(session):
    client = signed_in(session.therapist)
    muscles = list(Muscle.objects.filter(sides="paired").exclude(pk="sphincter_ani_externus")[:6])
    counted = []
    for muscle in muscles:
        finding = make.point(session, muscle.pk)
        records.score(finding=finding, referrals=[("temple", "left")], by=session.therapist)
        treat(finding)
        counted.append(queries(client, url("chart", session)))

    assert len(set(counted)) == 1, counted


def test_without_a_script_each_point_has_a_page_and_a_new_one_too(session):
    client, finding = signed_in(session.therapist), make.point(session, tenderness_before=7)
    chart, own, new = url("chart", session), url("point", session, finding.pk), url("new_point", session)

    listed = client.get(chart).content.decode()
    assert f'href="{own}"' in listed
    assert f'href="{new}"' in listed
    assert '<option value="7" selected' in client.get(own).content.decode()
    assert 'value="levator_scapulae"' in client.get(new).content.decode()
    assert client.post(url("score", session, finding.pk), {"tenderness_after": "3"})["Location"] == chart
    assert client.post(url("motion", session), {"remove": "1"}).status_code == 404
    tools = client.get(url("note_tools", session))
    assert tools.context["note"]["regions"]


SITES = [
    (name, side)
    for name in ("levator_scapulae", "infraspinatus", "masseter", "soleus")
    for side in ("left", "right")
]
# What is told in long words, or holds at many muscles: each is on the page once.
CAUTIONS = {
    "hernia": "yes",
    "antiplatelet": "yes",
    "osteoporosis": "yes",
    "crps": ("yes", "", "left leg, calf"),
}
LONG = "Turning to the left catches as before, and reaching up is easier than it was. " * 8


def test_a_usual_visit_with_long_cautions_and_notes_is_within_sixty_kilobytes():
    maya, helen = make.therapist("Maya"), make.patient("Helen Vasquez")
    for number in range(16):
        kept.keep(kind="phrase", section="", name=f"words {number}", text=LONG[:60], shared=True, by=maya)
    earlier = make.treatment_session(maya, days_ago(7), patient=helen)
    for place in SITES[:6]:
        make.point(earlier, *place, tenderness_before=6, after=4)
    make.signed(earlier, subjective=LONG, assessment=LONG, plan=LONG)
    session = make.treatment_session(maya, patient=helen)
    make.history(helen, maya, **CAUTIONS)

    page = signed_in(maya).get(url("chart", session))

    assert page.context["cautions"]
    assert len(page.content) < 60_000


def test_the_page_grows_by_about_a_kilobyte_with_a_point(session):
    client = signed_in(session.therapist)

    def weight():
        return len(client.get(url("chart", session)).content)

    make.point(session, "trapezius_upper", tenderness_before=6)
    one = weight()
    for place in SITES:
        make.point(session, *place, tenderness_before=6)
    assert weight() - one < 1_000 * len(SITES)

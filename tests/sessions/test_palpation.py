"""Signs, recognition, referral found and relations: the point as a clinical record."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from clinic.models import Clinic
from sessions import charting, records
from sessions.criteria import SIGNS
from sessions.models import FoundReferral, PointFinding
from sessions.refusals import PointRefused
from tests import make
from tests.sessions.browse import send, signed_in
from tests.sessions.test_chart import url
from tests.sessions.test_start import days_ago

pytestmark = pytest.mark.django_db
BOTH = {"taut_band": "yes", "spot_tender": "yes"}


@pytest.fixture
def session():
    return make.treatment_session(make.therapist("Maya"))


def say(finding, **said):
    return records.score(finding=finding, by=finding.treatment_session.therapist, **said)


def test_what_nobody_tested_is_neither_yes_nor_no(session):
    finding = make.point(session)

    assert set(finding.signs.values()) == {"not_tested"}
    assert (finding.recognition, finding.quality, finding.site_type, finding.relation) == (
        "not_asked",
        "",
        "",
        "",
    )
    assert (finding.ppt_before, finding.ppt_after, finding.parent, finding.rechecks) == (None, None, None, [])


@pytest.mark.parametrize(
    ("status", "said", "strict", "lacking"),
    [
        ("active", {}, 2, ["2 of taut band", "the pain recognised"]),
        ("active", BOTH, 2, ["the pain recognised"]),
        ("active", {**BOTH, "recognition": "partly"}, 2, ["the pain recognised"]),
        ("active", {**BOTH, "recognition": "yes"}, 2, []),
        ("active", {**BOTH, "recognition": "yes"}, 3, ["3 of taut band"]),
        ("active", {**BOTH, "referred_sensation": "yes", "recognition": "yes"}, 3, []),
        ("active", {"taut_band": "yes", "spot_tender": "no", "recognition": "yes"}, 2, ["2 of taut band"]),
        ("latent", BOTH, 2, []),
        (
            "latent",
            {"taut_band": "yes", "jump_sign": "yes", "weakness": "yes", "nodule": "yes"},
            2,
            ["2 of taut band"],
        ),
        ("tender_spot", {}, 3, []),
        ("resolved", {}, 3, []),
    ],
)
def test_criteria_count_the_cluster_and_active_needs_the_pain_recognised(
    session, status, said, strict, lacking
):
    finding = say(make.point(session), status=status, **said)

    assert [
        words[: len(start)] for words, start in zip(finding.lacks(strict), lacking, strict=True)
    ] == lacking


def test_missing_criteria_are_told_and_do_not_keep_a_point_off_the_map_or_a_note_from_its_signature(session):
    for muscle in ("levator_scapulae", "soleus"):
        make.point(session, muscle, tenderness_before=6, after=2)

    gaps = charting.context(session, readonly=False)["missing"]

    assert any(gap.words.startswith("Criteria not met yet: points 1 and 2.") for gap in gaps)
    assert make.signed(session).is_signed


def test_a_stricter_clinic_asks_for_three(session):
    say(make.point(session), status="latent", **BOTH)
    told = lambda: " ".join(gap.words for gap in charting.context(session, readonly=False)["missing"])  # noqa: E731
    assert "Criteria" not in told()

    Clinic.objects.update_or_create(pk=1, defaults={"min_signs": 3})

    assert "Criteria not met yet: point 1." in told()


def test_a_carried_point_brings_where_and_what_it_is_and_nothing_that_was_felt_or_done():
    maya = make.therapist("Maya")
    earlier = make.treatment_session(maya, days_ago(7))
    key, other = make.point(earlier, code="LS1"), make.point(earlier, "infraspinatus")
    say(
        key, **BOTH, recognition="yes", site_type="attachment", ppt_before=Decimal("2.1"), tenderness_before=7
    )
    say(key, referrals=[("occiput", "left")], quality="ache", rechecks=[recheck(10, 3)])
    say(other, parent=key)

    carried, satellite = make.treatment_session(maya, patient=earlier.patient).findings.order_by("number")

    assert (carried.point, carried.status, carried.site_type) == (key.point, "active", "attachment")
    assert (satellite.relation, satellite.parent) == ("satellite", carried)
    assert set(carried.signs.values()) == {"not_tested"}
    assert (carried.recognition, carried.quality, carried.ppt_before) == ("not_asked", "", None)
    assert (carried.rechecks, carried.found_referrals.count()) == ([], 0)


def test_a_carried_point_is_asked_for_criteria_only_when_more_is_claimed_than_before():
    maya = make.therapist("Maya")
    earlier = make.treatment_session(maya, days_ago(7))
    say(make.point(earlier), status="latent")
    carried = make.treatment_session(maya, patient=earlier.patient).findings.get()

    assert carried.lacks(2) == []
    assert len(say(carried, status="active").lacks(2)) == 2


def recheck(minutes, tenderness, same_pressure=True):
    return {"minutes": minutes, "tenderness": tenderness, "same_pressure": same_pressure}


def test_a_satellite_names_its_point_and_no_circle_closes(session):
    first, second, third = (
        make.point(session, muscle) for muscle in ("soleus", "infraspinatus", "levator_scapulae")
    )
    with pytest.raises(PointRefused, match="which point"):
        say(first, relation="satellite")

    say(second, parent=first)
    say(third, relation="satellite", parent=second)

    with pytest.raises(PointRefused, match="itself a satellite"):
        say(first, parent=third)
    with pytest.raises(PointRefused, match="satellite of itself"):
        say(first, parent=first)
    with pytest.raises(PointRefused, match="Point 2 is called a satellite"):
        records.remove(finding=first, by=session.therapist)
    assert (say(second, relation="independent").parent, first.satellites.count()) == (None, 0)


def test_a_satellite_of_another_session_is_refused(session):
    other = make.point(make.treatment_session(session.therapist, make.at("06:00")))

    with pytest.raises(PointRefused, match="same session"):
        say(make.point(session), parent=other)


def test_the_database_has_the_last_word_on_relations(session):
    first, second = make.point(session), make.point(session, "soleus")
    say(second, parent=first)
    other = make.point(make.treatment_session(session.therapist, make.at("06:00")))
    row = PointFinding.objects.filter(pk=first.pk)

    for change in (
        {"parent": second, "relation": "satellite"},
        {"parent": first, "relation": "satellite"},
        {"parent": other, "relation": "satellite"},
        {"parent": None, "relation": "satellite"},
        {"parent": second, "relation": "key"},
    ):
        with pytest.raises(DatabaseError) as error, transaction.atomic():
            row.update(**change)
        assert error.value.__cause__.sqlstate == "23514", change


@pytest.mark.parametrize(
    "change",
    [
        {"taut_band": "maybe"}, {"recognition": ""}, {"quality": "odd"}, {"site_type": "edge"},
        {"ppt_before": Decimal("0.0")}, {"ppt_after": Decimal("20.1")}, {"rechecks": {}},
        {"rechecks": [recheck(10, 11)]}, {"rechecks": [recheck(241, 1)]}, {"rechecks": [recheck(1, 1, 1)]},
        {"rechecks": [{"minutes": 1}]}, {"rechecks": [recheck(1.5, 1)]},
    ],
)  # fmt: skip
def test_the_database_refuses_what_is_outside_the_table(session, change):
    finding = make.point(session)

    with pytest.raises(IntegrityError), transaction.atomic():
        PointFinding.objects.filter(pk=finding.pk).update(**change)


def test_zones_are_replaced_as_a_whole_and_those_that_stay_are_the_same_rows(session):
    finding = say(make.point(session), referrals=[("occiput", "left"), ("temple", "left")])
    kept = finding.found_referrals.get(zone="temple")

    say(finding, referrals=[("temple", "left"), ("temple", "right"), ("temple", "right")])

    assert [(row.zone_id, row.side) for row in FoundReferral.objects.all()] == [
        ("temple", "left"),
        ("temple", "right"),
    ]
    assert FoundReferral.objects.first() == kept


def test_what_the_page_sends_of_a_point_comes_back(session):
    client, finding = signed_in(session.therapist), make.point(session)
    other = make.point(session, "soleus")

    answer = send(
        client, url("score", session, finding.pk), taut_band="yes", local_twitch="no", recognition="partly",
        quality="tingling", site_type="central", ppt_before="2.1", parent=other.pk,
        referrals="occiput|left,temple|right",
        rechecks='[{"minutes":10,"tenderness":0,"same_pressure":false}]',
    ).json()["finding"]  # fmt: skip

    assert (answer["taut_band"], answer["local_twitch"], answer["nodule"]) == ("yes", "no", "not_tested")
    assert (answer["relation"], answer["parent"], answer["ppt_before"]) == ("satellite", other.pk, "2.1")
    assert (answer["referrals"], answer["rechecks"]) == (
        ["occiput|left", "temple|right"],
        [recheck(10, 0, same_pressure=False)],
    )
    assert send(client, url("score", session, finding.pk), referrals="").json()["finding"]["referrals"] == []


@pytest.mark.parametrize(
    "fields",
    [
        {"taut_band": ""}, {"taut_band": "perhaps"}, {"recognition": "x"}, {"quality": "x"},
        {"ppt_before": "0"}, {"ppt_before": "2.15"}, {"ppt_before": "nan"}, {"ppt_before": "٣"},
        {"relation": "x"}, {"parent": "0"}, {"ppt_before": "21"},
        {"referrals": "nowhere|left"}, {"referrals": "temple|midline"}, {"referrals": "temple"},
        {"referrals": "|"}, {"rechecks": "[[]]"}, {"rechecks": "{"}, {"rechecks": "[" * 900},
        {"rechecks": "after 10 min: 12"},
        {"rechecks": '[{"minutes":true,"tenderness":1,"same_pressure":true}]'},
        {"parent": "99999999999999999999"}, {"taut_band": "\u202eyes"}, {"referrals": "temple|left\x00"},
    ],
)  # fmt: skip
def test_what_makes_no_sense_of_a_point_is_refused_and_nothing_is_half_saved(session, fields):
    finding = make.point(session)

    answer = send(signed_in(session.therapist), url("score", session, finding.pk), nodule="yes", **fields)

    finding.refresh_from_db()
    assert (answer.status_code, finding.nodule) == (422, "not_tested")
    assert answer.json()["error"].endswith((".", "measured."))


def test_every_sign_has_a_word():
    assert list(SIGNS) == list(PointFinding(number=1).signs)

"""Where cautions reach on the map: every area has its muscles, and a point there needs a reason."""

import json

import pytest
from django.urls import reverse

from clinic import clock
from patients.affects import Area
from patients.effects import combine, effects
from sessions import body_map, off_limits, records
from sessions.models import Muscle, PointFinding, Zone
from sessions.off_limits import on_the_map
from sessions.refusals import Blocked, OffLimits
from tests import make
from tests.patients.told import raised
from tests.sessions.browse import send, signed_in

pytestmark = pytest.mark.django_db
WHY = "Asked for by the surgeon"
PLACES = [(muscle, side) for muscle in ("soleus", "brachialis") for side in ("left", "right")]


def on_map(**said):
    return on_the_map(combine(raised(**said)))


def test_every_slug_of_the_areas_is_in_the_catalogue_and_every_untold_area_is_there():
    muscles, zones = (
        set(Muscle.objects.values_list("pk", flat=True)),
        set(Zone.objects.values_list("pk", flat=True)),
    )
    parts = [*off_limits.parts().values(), *(part for _, part in off_limits.limbs().values())]

    assert not {slug for part in parts for slug in part.muscles} - muscles
    assert not {slug for part in parts for slug in part.zones} - zones
    drawn = {area.value for area in Area if not area.is_told and area is not Area.ALL}
    assert drawn | {Area.DEVICE_SIDE.value} == set(off_limits.parts())
    assert all(part.muscles & body_map.muscles("tp-a") for part in parts)


def test_what_is_kept_off_holds_on_both_sides_with_its_reason():
    found = on_map(hernia="yes")

    for side in ("left", "right"):
        assert "Hernia: keep off abdomen" in found.limits_for("psoas_major", side).why_off
    assert not found.limits_for("deltoid", "left").off
    assert found.limits_for("diaphragm", "midline").off
    assert ("upper_abdomen", "left") in found.zones


def test_the_lowest_cap_of_the_muscle_and_of_the_whole_body_holds():
    found = on_map(antiplatelet="yes", osteoporosis="yes", anticoagulant="no")

    assert (found.limits_for("multifidus_lumborum", "left").cap, found.limits_for("soleus", "left").cap) == (
        2,
        3,
    )
    assert found.limits_for("soleus", "left").words.startswith("Pressure 3 of 5 at most (Aspirin")
    assert on_map(anticoagulant="yes").limits_for("soleus", "left").words.endswith("tools, cupping")
    assert on_map().limits_for("soleus", "left").words == ""


def test_what_holds_on_the_whole_body_is_said_once_and_a_muscle_says_what_goes_beyond_it():
    found = on_map(antiplatelet="yes", osteoporosis="yes", hernia="yes", anticoagulant="no")

    assert found.whole.words.startswith("Pressure 3 of 5 at most (Aspirin")
    assert found.own_to("soleus", "left").words == ""
    assert found.own_to("multifidus_lumborum", "left").words.startswith("Pressure 2 of 5 at most (Osteo")
    assert found.own_to("psoas_major", "left").words.startswith("Keep off (Hernia")
    assert "Pressure 3" not in found.own_to("psoas_major", "left").words


@pytest.mark.parametrize(
    ("details", "off", "open_"),
    [
        ("Left leg", {("soleus", "left")}, False),
        ("both legs, calf", {("soleus", "left"), ("soleus", "right")}, False),
        ("right forearm", {("brachialis", "right")}, False),
        ("the calf", {("soleus", "left"), ("soleus", "right")}, True),
        ("on the left", {("soleus", "left"), ("brachialis", "left")}, True),
        ("here and there", set(PLACES), True),
        ("", set(PLACES), True),
    ],
)
def test_an_answer_tells_the_limb_and_its_side_and_what_it_leaves_open_is_all_of_it(details, off, open_):
    found = on_map(crps=("yes", "", details))

    assert {place for place in PLACES if found.limits_for(*place).off} == off
    assert bool(found.too_wide) is open_
    assert not found.told


def test_a_fistula_is_on_an_arm_without_the_word_and_a_scar_is_read():
    found = on_map(kidney_liver_failure=("yes", "", "left"), surgery_recent=("yes", "", "Left shoulder"))

    assert {place for place in PLACES if found.limits_for(*place).off} == {("brachialis", "left")}
    assert {limit.words for limit in found.told} >= {"scar"}


def test_a_device_without_a_side_keeps_off_both():
    left, unknown = on_map(pacemaker=("yes", "", "Left side")), on_map(pacemaker="yes")

    assert [bool(left.limits_for("pectoralis_major", side).off) for side in ("left", "right")] == [
        True,
        False,
    ]
    assert unknown.limits_for("pectoralis_major", "right").off


def test_a_point_off_limits_asks_for_a_reason_and_keeps_it():
    maya = make.therapist("Maya")
    session = make.treatment_session(maya)
    make.history(session.patient, maya, hernia="yes")
    place = reverse("sessions:place", args=[session.pk])
    client, point = signed_in(maya), {"muscle": "psoas_major", "side": "left"}

    refused = send(client, place, **point)
    assert refused.status_code == 422
    assert "Left psoas major is off limits. Hernia: keep off" in json.loads(refused.content)["error"]
    assert send(client, place, **point, despite="no").status_code == 422
    assert send(client, place, **point, despite="x " * 400).status_code == 422
    assert not session.findings.exists()
    assert send(client, place, **point, despite=WHY).status_code == 201

    sheet = json.loads(make.signed(session).snapshot)
    assert [one["despite"] for one in sheet["points"]] == [WHY]
    assert sheet["cautions"][0]["message"] == "Avoid the area."
    page = client.get(reverse("sessions:detail", args=[session.pk])).content.decode()
    assert f"Charted although off limits: {WHY}" in page


def test_a_point_turned_into_one_off_limits_asks_as_well_and_a_free_one_keeps_no_reason():
    maya = make.therapist("Maya")
    session = make.treatment_session(maya)
    make.history(session.patient, maya, hernia="yes")
    point = make.point(session, "soleus", despite=WHY)
    assert point.despite == ""

    with pytest.raises(OffLimits):
        records.score(finding=point, muscle=Muscle.objects.get(pk="iliacus"), by=maya)
    assert PointFinding.objects.get().point.muscle_id == "soleus"
    records.score(finding=point, muscle=Muscle.objects.get(pk="iliacus"), despite=WHY, by=maya)
    assert PointFinding.objects.get().despite == WHY


def test_a_missing_letter_refuses_the_start_and_a_closed_area_does_not():
    maya = make.therapist("Maya")
    held = make.appointment(maya, make.at("08:00"))
    make.history(held.patient, maya, aneurysm="yes")
    with pytest.raises(Blocked, match="Only with a letter"):
        records.start(appointment=held, review=make.NOTHING_CHANGED, by=maya)

    make.history(held.patient, maya, dvt_history="yes")

    assert records.start(appointment=held, review=make.NOTHING_CHANGED, by=maya)
    found = on_the_map(effects(held.patient, on=clock.today()))
    assert found.limits_for("soleus", "left").why_off.startswith("Past clot")

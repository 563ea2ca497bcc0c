"""A clinic hides entries of the catalogue and adds its own; each version stays, with who and why."""

import json

import pytest
from django.db import IntegrityError, transaction

from clinic.models import AuditEvent
from sessions import body_map, catalogue, muscles, referral
from sessions.models import ClinicMuscle, Muscle, Zone
from sessions.muscles import REGIONS
from sessions.our_muscles import keeping
from tests import make
from tests.sessions.browse import send, signed_in

pytestmark = pytest.mark.django_db
WHY = "We treat it every week"
TEXTS = {
    "name": "Sartorius, proximal band",
    "latin": "Musculus sartorius",
    "aliases": ["tailor", "sart"],
    "region": "thigh",
    "depth": "superficial",
    "sides": "paired",
    "cautions": "",
    "essential": ["medial_knee"],
    "spillover": ["anterior_thigh"],
}


@pytest.fixture
def lead():
    return make.therapist("Owen", clinical_lead=True)


def form_of(**changes):
    return {**TEXTS, "aliases": "tailor, sart", "why": WHY, "version": 0, **changes}


def entry(slug):
    return next(row for row in catalogue.content()["muscles"] if row["slug"] == slug)


def test_an_own_muscle_is_found_suggested_and_placed_at_a_free_place(lead):
    page = signed_in(lead).post("/clinic/muscles/new/", form_of())
    assert page.status_code == 302
    held = ClinicMuscle.objects.get()

    slug = held.muscle_id
    assert slug == "own_sartorius_proximal_band"
    assert (entry(slug)["own"], entry(slug)["aliases"]) == (True, ["tailor", "sart"])
    assert {one.pk for region in muscles.browse("tailor") for one in region.muscles} >= {slug}
    assert slug in {one.muscle.pk for one in referral.suggest([("medial_knee", "left")])}
    session = make.treatment_session(lead)
    where = {"muscle": slug, "side": "left", "view": "anterior", "x": 0.6, "y": 0.55}
    client = signed_in(lead)
    assert send(client, f"/sessions/{session.pk}/points/", **where).status_code == 201
    assert client.get(f"/muscles/{slug}/").status_code == 200
    assert client.get(f"/patients/{session.patient.number}/points/").status_code == 200
    assert "Left sartorius, proximal band" in make.signed(session).snapshot


def test_an_own_muscle_is_placed_by_name_alone_in_the_middle_of_its_region(lead):
    muscle = keeping.add({**TEXTS, "region": "knee"}, why=WHY, by=lead).muscle
    session, client = make.treatment_session(lead), signed_in(lead)

    for number, side in enumerate(("left", "right"), start=1):
        where = {"muscle": muscle.pk, "side": side}
        page = client.post(f"/sessions/{session.pk}/points/", where, follow=True)
        found = session.findings.get(number=number)
        assert body_map.side_of(found.view, float(found.x)) == side
        assert "in the middle of its region" in page.content.decode()
        there = entry(muscle.pk)["at"][found.chart][side]
        assert (found.view, float(found.x), float(found.y)) == (there["view"], there["x"], there["y"])


def test_a_muscle_without_a_latin_name_says_nothing_of_it(lead):
    slug = keeping.add({**TEXTS, "latin": ""}, why=WHY, by=lead).muscle.pk
    client = signed_in(lead)

    assert ">superficial<" in client.get("/muscles/?words=tailor").content.decode()
    assert "<dt>Latin</dt>" not in client.get(f"/muscles/{slug}/").content.decode()


def test_what_was_typed_of_it_is_read_in_whole_sentences_and_in_the_clinics_words(lead):
    said = {**TEXTS, "region": "pelvis_hip", "cautions": "A nerve lies near."}
    held = keeping.add(said, why=WHY, by=lead)
    keeping.hide(held.muscle, hidden=True, why="Nobody found it.", by=lead)
    client = signed_in(lead)

    assert "Pelvis and hip, superficial" in client.get(f"/clinic/muscles/{held.muscle_id}/").content.decode()
    assert "<p>A nerve lies near.</p>" in client.get(f"/muscles/{held.muscle_id}/").content.decode()
    assert "Nobody found it. Owen" in client.get("/clinic/muscles/").content.decode()


def test_every_region_has_a_middle_on_either_side_and_on_the_midline(lead):
    for region in set(REGIONS) - {"knee"}:
        known = set(Muscle.objects.filter(region=region).values_list("pk", flat=True))
        left, right = (body_map.middle("tp-a", known, side) for side in ("left", "right"))
        midline = body_map.middle("tp-b", known, "midline")

        assert body_map.side_of(left.view, left.x) == "left"
        assert body_map.side_of(right.view, right.x) == "right"
        assert midline.view in ("left", "plantar", "dorsal") or midline.x == 0.5, region


def test_each_version_stays_with_who_and_why(lead):
    held = keeping.add({**TEXTS}, why=WHY, by=lead)
    changed = keeping.change(held, {**TEXTS, "depth": "deep"}, after=1, why="Felt deeper than that", by=lead)

    assert changed.version == 2
    assert [row.said["depth"] for row in held.events.order_by("pgh_id")] == ["superficial", "deep"]
    assert Muscle.objects.get(pk=held.muscle_id).depth == "deep"
    said = AuditEvent.objects.filter(fields__contains=[held.muscle_id]).order_by("pk")
    assert [row.action for row in said] == ["added a muscle", "changed a muscle"]
    with pytest.raises(keeping.CatalogueRefused, match="meanwhile"):
        keeping.change(held, {**TEXTS, "depth": "intermediate"}, after=1, why=WHY, by=lead)


def test_a_hidden_muscle_is_not_offered_but_keeps_its_points(lead):
    session = make.treatment_session(lead)
    make.point(session, "levator_scapulae", "left", code="LS1")
    keeping.hide(Muscle.objects.get(pk="levator_scapulae"), hidden=True, why="Not charted here", by=lead)

    assert entry("levator_scapulae")["hidden"]
    assert "levator_scapulae" not in {one.pk for group in muscles.browse("levator") for one in group.muscles}
    asked = referral.suggest([("neck_angle", "left")])
    assert "levator_scapulae" not in {one.muscle.pk for one in asked}
    page = signed_in(lead).get(f"/sessions/{session.pk}/chart/").content.decode()
    assert "Left levator scapulae LS1" in page
    keeping.hide(Muscle.objects.get(pk="levator_scapulae"), hidden=False, why="Charted here again", by=lead)
    assert "hidden" not in entry("levator_scapulae")


def test_only_an_admin_or_a_clinical_lead_keeps_it():
    leo, rosa = make.therapist("Leo"), make.admin("Rosa")
    assert signed_in(leo).post("/clinic/muscles/", {"muscle": "masseter", "why": WHY}).status_code == 403
    assert signed_in(leo).post("/clinic/muscles/new/", form_of()).status_code == 403
    with pytest.raises(keeping.CatalogueRefused, match="clinical lead"):
        keeping.add({**TEXTS}, why=WHY, by=leo)
    assert not ClinicMuscle.objects.exists()
    assert signed_in(rosa).post("/clinic/muscles/new/", form_of()).status_code == 302


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "Levator scapulae"}, {"name": ""}, {"region": "moon"}, {"depth": "\x00"}, {"sides": "both"},
        {"aliases": "x" * 41}, {"essential": ["nowhere"]}, {"spillover": ["medial_knee"]}, {"why": "because"},
        {"name": "a\u202eb"}, {"version": "x"}, {"name": "x" * 81},
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_and_keeps_the_form(lead, wrong):
    page = signed_in(lead).post("/clinic/muscles/new/", form_of(**wrong))
    assert page.status_code == 422
    assert not ClinicMuscle.objects.exists()


def test_the_database_wants_a_reason_and_an_audit_line(lead):
    held = keeping.add({**TEXTS}, why=WHY, by=lead)
    with pytest.raises(IntegrityError), transaction.atomic():
        ClinicMuscle.objects.filter(pk=held.pk).update(why="no")
    assert json.dumps(held.said)


def test_places_are_keys_under_their_parts_of_the_body_and_stay_chosen(lead):
    client = signed_in(lead)
    page = client.get("/clinic/muscles/new/").content.decode()
    assert page.count('type="checkbox"') == 2 * Zone.objects.count()
    assert page.count("<details>") == 2 * len({zone.region for zone in Zone.objects.all()})

    again = client.post("/clinic/muscles/new/", form_of(name="")).content.decode()
    assert again.count("<details open>") == 2
    for name, slug in (("essential", "medial_knee"), ("spillover", "anterior_thigh")):
        key = again.split(f'name="{name}"\n', 1)[1].split(f'value="{slug}"', 1)[1].split(">", 1)[0]
        assert "checked" in key

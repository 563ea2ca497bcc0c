"""The signed session on paper: from its snapshot alone, left and right in words, old sheets too."""

import json
import uuid
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from django.urls import reverse

from clinic.models import AuditEvent
from sessions import body_map, snapshot
from sessions.glyphs import OUTLINES
from sessions.models import Muscle, TreatmentSession, TriggerPoint
from sessions.visit import incidents, paper_figures, session_pdf
from sessions.writing import recording
from tests import make
from tests.sessions.browse import signed_in
from tests.sessions.test_palpation import say
from tests.sessions.test_treating import treat

pytestmark = pytest.mark.django_db
SAID = {"left": "Left ", "right": "Right "}


def signed_session():
    session = make.treatment_session(make.therapist("Maya"), patient=make.patient("Zoë Núñez"))
    make.point(session, "levator_scapulae", "left", code="LS1", tenderness_before=7, after=3)
    make.point(session, "tibialis_anterior", "right", tenderness_before=4)
    return make.signed(session)


def test_the_paper_says_what_the_snapshot_says_whatever_the_rows_say_since():
    session = signed_session()
    Muscle.objects.filter(pk="levator_scapulae").update(name="Shoulder lifter")

    told = session_pdf.told(TreatmentSession.objects.get(pk=session.pk), by=session.therapist)

    first = told["points"][0]
    assert [first[name] for name in ("number", "words", "view", "status", "before", "after")] == [
        "1", "Left levator scapulae LS1", "Back", "Active", "7", "3",
    ]  # fmt: skip
    assert told["digest"] == session.digest
    assert told["no_cautions"] == "Not known: no medical history was on record."
    assert told["signature"].startswith("Signed by Maya, 24 November 2026 at 08:00")
    assert [figure["label"] for figure in told["figures"]] == ["Back", "Front"]
    assert "2 Right tibialis anterior" in told["figures"][1]["alt"]


def test_what_was_found_done_measured_and_how_is_on_it_whatever_the_plan_says():
    session = make.treatment_session(make.therapist("Maya"))
    point = make.point(session, "levator_scapulae", "left", code="LS1", tenderness_before=7, after=3)
    treat(point, technique="pressure_release", pressure=3, hold_seconds=45, response="released")
    recording.conduct(treatment_session=session, trigger_point=35, positions=["prone"], by=session.therapist)
    held = {"treatment_session": session, "side": "left", "by": session.therapist}
    recording.measure(movement="neck_rotation", before=45, after=60, **held)
    recording.record_test(name="Spurling", result="negative", **held)
    signed = make.signed(session, plan="See you.", pain_before=6, pain_after=0)

    told = session_pdf.told(signed, by=session.therapist)

    assert told["points"][0]["lines"] == ["Treatment 1: Pressure release, pressure 3 of 5, 45 s: released."]
    assert [one["words"] for one in told["conduct"]] == ["trigger point work 35", "Prone"]
    assert told["motions"][0][1:3] == ["45", "60"]
    assert told["tests"] == [["Spurling, left", "Negative"]]
    assert told["pain"] == "Pain, 0 to 10: 6 on arrival, 0 on leaving."


def test_an_incident_told_later_stands_below_the_signature(tuesday):
    session = signed_session()
    tuesday.shift(timedelta(hours=20))
    about = {"kind": "bruise", "happened": "blue spot by the evening", "done": "Told to cool it"}
    when = {"happened_at": session.started_at, "key": uuid.uuid4()}
    incidents.write(treatment_session=session, **about, **when, by=session.therapist)

    signed = TreatmentSession.objects.get(pk=session.pk)
    [told] = session_pdf.told(signed, by=session.therapist)["incidents"]

    assert told["what"] == "Bruise, 24 November 2026 at 08:00"
    assert told["text"] == "Blue spot by the evening. Done: Told to cool it."
    assert session_pdf.drawn(session, by=session.therapist).startswith(b"%PDF")


def test_paper_page_and_past_draw_a_point_in_the_same_outline():
    session = make.treatment_session(make.therapist("Maya"))
    key = make.point(session, "levator_scapulae", "left", tenderness_before=7)
    satellite = say(make.point(session, "trapezius_middle", "left"), relation="satellite", parent=key)
    edge = say(make.point(session, "infraspinatus", "left", status="latent"), site_type="attachment")
    tender = make.point(session, "rhomboid_major", "left", status="tender_spot")
    signed = make.signed(session)

    [back, _] = session_pdf.told(signed, by=session.therapist)["figures"]
    page = signed_in(session.therapist).get(reverse("sessions:detail", args=[session.pk])).content.decode()

    drawn = {key: "", satellite: "satellite", edge: "attachment", tender: "tender_spot"}
    for finding, shape in drawn.items():
        assert back["svg"].count(f'd="{OUTLINES[shape]}"') == 1, finding
        assert page.count(f'd="{OUTLINES[shape]}"') == 1, finding


def roles(node):
    """The tags in reading order, as a screen reader meets them."""
    if isinstance(node, pikepdf.Array):
        return [role for child in node for role in roles(child)]
    if not isinstance(node, pikepdf.Dictionary):
        return []
    own = [str(node.S)] if "/S" in node else []
    return own + (roles(node.K) if "/K" in node else [])


def test_it_is_a_tagged_file_given_out_with_a_line_in_the_log():
    session = signed_session()

    answer = signed_in(session.therapist).get(reverse("sessions:pdf", args=[session.pk]))

    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/pdf", "no-store")
    with pikepdf.open(BytesIO(answer.content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
        read = roles(pdf.Root.StructTreeRoot.K)
    assert [role for role in read if role.startswith("/H")] == [
        "/H1", *["/H2"] * 3, *["/H3"] * 4, "/H2", "/H2",
    ]  # fmt: skip
    assert read.index("/Table") < read.index("/Figure")
    assert read.count("/Figure") == 2
    assert AuditEvent.objects.get(action="printed").patient_id == session.patient_id


def test_a_draft_has_no_paper():
    session = make.treatment_session(make.therapist("Maya"))

    answer = signed_in(session.therapist).get(reverse("sessions:pdf", args=[session.pk]))

    assert answer.status_code == 302


def test_a_sheet_signed_before_visits_had_a_frame_is_read_and_verified():
    session = signed_session()
    old = json.loads(session.snapshot)
    del old["visit"]
    for point in old["points"]:
        del point["despite"]
    session.snapshot = snapshot.canonical(old)
    session.digest = snapshot.digest(session.snapshot)

    assert session_pdf.drawn(session, by=session.therapist).startswith(b"%PDF")
    assert not list(snapshot.differences(session))


def points_of_every_muscle():
    """Each muscle on each of its sides at its teaching place, as a sheet has it."""
    for muscle in Muscle.objects.exclude(pk__in=body_map.LIST_ONLY):
        for side in ("left", "right") if muscle.sides == "paired" else ("midline",):
            try:
                place = body_map.canonical("tp-a", muscle.pk, None, side)
            except body_map.Unplaced:
                continue
            words = TriggerPoint(muscle=muscle, side=side).words
            yield {
                "muscle": muscle.pk, "side": side, "words": words, "chart": "tp-a", "chart_version": 1,
                "view": place.view, "x": str(place.x), "y": str(place.y), "number": 1, "status": "active",
                "before": 1, "after": None,
            }  # fmt: skip


def test_left_and_right_survive_on_paper_for_every_muscle():
    points = list(points_of_every_muscle())
    for number, point in enumerate(points, 1):
        point["number"] = number
    figures = {figure.label: figure for figure in paper_figures.of_sheet(points)}

    assert len({point["muscle"] for point in points}) > 110
    for point in points:
        view, words = body_map.VIEWS[point["view"]], point["words"]
        assert words.startswith(SAID.get(point["side"], words[0]))
        assert f"{point['number']} {words}" in figures[view].alt
        if point["side"] in SAID and point["view"] in {"anterior", "posterior"}:
            drawn = body_map.side_of(point["view"], float(point["x"]))
            assert drawn == point["side"], words
    back, front = figures["Back"].svg, figures["Front"].svg
    assert back.index(">L<") < back.index(">R<")
    assert front.index(">R<") < front.index(">L<")

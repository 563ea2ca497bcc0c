"""Home care that is kept off where it should be, and protocols put on a map and taken off again."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from clinic import clock
from clinic.models import AuditEvent, Clinic
from sessions import records
from sessions.courses import (
    handout_pdf,
    home_care,
    library,
    protocols,
    safety,
    summary,
)
from sessions.courses.models import HomeCareItem
from sessions.courses.protocols import SaidStep
from sessions.courses.refusals import CourseRefused
from sessions.models import Muscle
from sessions.visit import session_pdf
from sessions.writing import recording
from sessions.writing.generating import generate
from tests import make
from tests.sessions.browse import signed_in
from tests.sessions.test_treating import treat

pytestmark = pytest.mark.django_db


@pytest.fixture
def maya():
    return make.therapist("Maya")


@pytest.fixture
def helen(maya):
    helen = make.patient("Helen Vasquez")
    make.in_care_of(maya, helen)
    return helen


def visit(maya, helen, days_ago=0, pain=None):
    session = make.treatment_session(maya, clock.now() - timedelta(days=days_ago), patient=helen)
    return make.note(session, pain_before=pain) if pain is not None else session


def item(name):
    return HomeCareItem.objects.get(name__startswith=name)


PRESSED = {
    "scm_sternal": "Press", "scalenus_anterior": "Press", "psoas_major": "Press", "subscapularis": "Press",
    "popliteus": "Press", "pectineus": "Press", "trapezius_upper": "Press the ball on the front of the neck",
    "gluteus_medius": "Roll down into the groin", "gastrocnemius": "Up to the hollow of the knee",
    "rhomboid_major": "Then under the armpit", "gluteus_maximus": "Roll over the belly",
}  # fmt: skip


@pytest.mark.parametrize("muscle", PRESSED)
def test_nobody_is_told_to_press_where_nobody_should(maya, helen, muscle):
    dose = {"seconds": 30, "repetitions": 1, "times_a_day": 1, "days_a_week": 7, "pressure": 2}
    texts = {"name": "Ball", "words": PRESSED[muscle], "stop_rules": "Stop if sore"}
    said = {"kind": "release", "muscle": Muscle.objects.get(pk=muscle), "active": True, **texts, **dose}
    with pytest.raises(CourseRefused, match="Nobody presses"):
        library.write_item(None, said, version=0, by=maya)
    with transaction.atomic():
        sneaked = HomeCareItem.objects.create(**said)
        AuditEvent.objects.create(action="changed")
    with pytest.raises(CourseRefused, match="Nobody presses"):
        make.home_care(make.complaint(helen, maya), maya, sneaked)


def test_cautions_keep_home_care_off_and_cap_its_pressure(maya, helen):
    neck = make.complaint(helen, maya)
    ball = item("Ball between")
    make.home_care(neck, maya, ball, pressure=3)
    make.history(helen, maya, "Neck", antiplatelet="yes")
    with pytest.raises(CourseRefused, match="Pressure 4 is over the limit of 3"):
        make.home_care(neck, maya, ball, pressure=4)
    make.home_care(neck, maya, ball, pressure=3)
    make.history(helen, maya, "Neck", anticoagulant="yes")
    with pytest.raises(CourseRefused, match="No compression holds for this patient"):
        make.home_care(neck, maya, ball, pressure=1)
    make.home_care(neck, maya, item("Calf"))


def test_a_stop_forbids_all_home_care(maya, helen):
    neck = make.complaint(helen, maya)
    make.history(helen, maya, "Neck", rf_heart="yes")
    assert all(choice.refused for choice in safety.choices(helen, safety.limits_of(helen)))
    with pytest.raises(CourseRefused, match="Do not treat today"):
        make.home_care(neck, maya)


def test_home_care_is_asked_about_at_the_next_visit(maya, helen, tuesday):
    given = make.home_care(make.complaint(helen, maya), maya)
    assert home_care.to_ask(helen) == []
    tuesday.shift(timedelta(days=7))
    assert home_care.to_ask(helen) == [given]
    home_care.report(given, adherence=60, soreness=1, by=maya)
    assert home_care.to_ask(helen) == []
    assert summary.summary_for(helen)[0].adherence == 60
    home_care.report(given, adherence=None, soreness=None, ends=True, by=maya)
    assert home_care.in_hand(helen) == []
    with pytest.raises(IntegrityError), transaction.atomic():
        home_care.HomeCareReport.objects.create(
            home_care=given, asked_on=clock.today(), asked_by=maya, adherence=101
        )


def test_what_is_given_in_a_visit_is_in_its_note_and_on_its_paper(maya, helen, tuesday):
    neck = make.complaint(helen, maya, "Neck")
    session = visit(maya, helen)
    make.home_care(neck, maya, treatment_session=session)
    tuesday.shift(timedelta(hours=1))
    signed = make.signed(session)
    page = signed_in(maya).get(reverse("sessions:detail", args=[session.pk])).content.decode()

    given = "Side bend of the neck, left. 30 seconds, 3 times. Twice a day, every day."
    assert generate(signed)["plan"] == f"Home care: {given}"
    assert session_pdf.told(signed, by=maya)["conduct"] == [
        {"label": "Home care given", "words": f"{given} Shown in the room."}
    ]
    assert f"{given} Shown in the room." in page
    assert "About: Neck" in page


def test_one_side_is_proposed_only_where_it_is_felt_on_one_side(maya, helen):
    item = HomeCareItem.objects.get(name="Side bend of the neck")
    page = f"{reverse('sessions:home_care', args=[helen.number])}?item={item.pk}"
    make.complaint(helen, maya, "Neck")

    either = signed_in(maya).get(page).context["form"].initial["side"]
    make.complaint(helen, maya, "Temple", places=[("temple", "right")])
    one = signed_in(maya).get(page).context["form"].initial["side"]

    assert (either, one) == ("both", "right")


def test_why_nothing_may_be_given_is_said_once(maya, helen):
    make.history(helen, maya, "Leg", dvt_current="yes")
    make.complaint(helen, maya)

    page = signed_in(maya).get(reverse("sessions:home_care", args=[helen.number])).content.decode()

    assert page.count("Do not treat today.") == 1
    assert "Choose<" not in page


def test_the_sheet_says_where_to_ask(maya, helen):
    clinic = Clinic.current()
    clinic.phone = "0151 496 0100"
    clinic.save()
    make.home_care(make.complaint(helen, maya), maya)

    page = signed_in(maya).get(reverse("sessions:handout", args=[helen.number])).content.decode()

    assert "0151 496 0100" in page
    assert "0151 496 0100" in handout_pdf.data_of(handout_pdf.sheet(helen))["contact"]


def test_the_sheet_is_one_page_or_none(maya, helen):
    neck = make.complaint(helen, maya)
    rows = [make.home_care(neck, maya, one) for one in HomeCareItem.objects.filter(kind="stretch")[:6]]
    told = handout_pdf.sheet(helen)

    with pikepdf.open(BytesIO(handout_pdf.drawn(told))) as pdf:
        assert (len(pdf.pages), bool(pdf.Root.MarkInfo.Marked)) == (1, True)
    with pytest.raises(CourseRefused, match="more than fits on one page"):
        handout_pdf.drawn(replace(told, rows=[*rows * 9]))


def test_the_prep_card_asks_how_it_went_at_home_and_says_what_was_left_for_today(maya, helen, tuesday):
    session = visit(maya, helen)
    recording.conduct(treatment_session=session, next_visit="begin on the left", by=maya)
    make.signed(session, plan="Treatment: a long list.")
    given = make.home_care(make.complaint(helen, maya), maya)
    home_care.report(given, adherence=60, soreness=1, by=maya)
    tuesday.shift(timedelta(days=7))
    held = make.appointment(maya, make.at("10:00", clock.today()), patient=helen)

    page = signed_in(maya).get(reverse("sessions:prepare", args=[held.pk])).content.decode()

    assert "Home care, ask how it went; last time 60 % done" in page
    assert given.title in page
    assert page.index("Begin on the left") < page.index("The whole plan") < page.index("a long list")


def test_a_protocol_places_its_points_in_order_and_is_undone(maya, helen):
    make.history(helen, maya, "Back", hernia="yes")
    session = visit(maya, helen)
    make.point(session, "levator_scapulae", "left", code="LS1")
    muscles = Muscle.objects.in_bulk(["levator_scapulae", "rectus_abdominis", "infraspinatus"])
    steps = [
        SaidStep(muscles["infraspinatus"], "right"),
        SaidStep(muscles["levator_scapulae"], "both", "LS1"),
        SaidStep(muscles["rectus_abdominis"], "left"),
    ]
    use = protocols.apply(session, make.protocol("Mixed", *steps, by=maya), by=maya)
    placed = [f"{one.number} {one.point.words}" for one in session.findings.order_by("number")]
    levators = ["1 Left levator scapulae LS1", "3 Right levator scapulae LS1"]
    assert placed == [levators[0], "2 Right infraspinatus", levators[1]]
    assert "already" in use.left_out[0]
    assert use.left_out[1].startswith("Left rectus abdominis is off limits. Hernia: ")
    assert "Write why" not in use.left_out[1]
    records.score(finding=session.findings.get(number=2), tenderness_before=7, by=maya)
    assert protocols.undo(use, by=maya) == ["Right infraspinatus"]
    assert [one.number for one in session.findings.order_by("number")] == [1, 2]
    assert protocols.undo(use, by=maya) == []


def test_a_step_without_a_site_is_left_out_where_the_muscle_has_a_point(maya, helen):
    session = visit(maya, helen)
    make.point(session, "levator_scapulae", "left", code="LS1")
    steps = [SaidStep(Muscle.objects.get(pk="levator_scapulae"), "both")]

    use = protocols.apply(session, make.protocol("Neck", *steps, by=maya), by=maya)

    assert [one.point.words for one in session.findings.order_by("number")] == [
        "Left levator scapulae LS1",
        "Right levator scapulae",
    ]
    assert use.left_out == ["Left levator scapulae is on the map already."]


WORK = {
    "treated": lambda finding, by: treat(finding, by=by),
    "moved": lambda finding, by: records.score(finding=finding, x=0.4, by=by),
    "found to refer": lambda finding, by: records.score(
        finding=finding, referrals=[("back_shoulder", "right")], by=by
    ),
    "called latent": lambda finding, by: records.score(finding=finding, status="latent", by=by),
}


@pytest.mark.parametrize("work", WORK.values(), ids=WORK)
def test_a_protocols_point_stays_once_anything_was_done_or_said_there(maya, helen, work):
    session = visit(maya, helen)
    steps = [SaidStep(Muscle.objects.get(pk=pk), "right") for pk in ("infraspinatus", "teres_minor")]
    use = protocols.apply(session, make.protocol("Shoulder", *steps, by=maya), by=maya)

    work(session.findings.get(number=1), maya)

    assert protocols.undo(use, by=maya) == ["Right infraspinatus"]
    assert session.findings.get().number == 1

"""A patient's timeline: everything once, newest first, and to each what they may see."""

from datetime import timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clinic import clock
from clinic.models import AuditEvent, Clinic
from patients import alerts, care, complaints, timeline
from patients.files import documents
from patients.intake import links
from patients.settling import deciding
from sessions.courses import complaints as courses
from tests import make
from tests.patients.conftest import CANARY
from tests.patients.test_pages import signed_in
from tests.patients.test_query_counts import visits

pytestmark = pytest.mark.django_db


def url(patient):
    return reverse("patients:timeline", args=[patient.number])


def opened(patient, staff):
    """As the record's door gives it."""
    patient.chart_open = type(patient).objects.chart_open_to(staff).filter(pk=patient.pk).exists()
    return patient


def entries(patient, staff, asked="", **options):
    page = timeline.page(opened(patient, staff), staff, QueryDict(asked), **options)
    return page, [one for _month, group in page.months for one in group]


def test_it_tells_of_all_that_happened_newest_first(maya, helen):
    deciding.override(
        helen, "antiplatelet", reason="No bruises on three visits", until_on=clock.today(), by=maya
    )
    links.make(helen, by=make.front_desk())
    make.posture_finding(make.posture_note(helen, maya), "forward_head", grade=2)
    make.document(helen, maya, "Letter from the spine clinic")
    alerts.add(helen, "Rings twice", by=maya)
    page = signed_in(maya).get(url(helen)).content.decode()

    _page, told = entries(helen, maya)
    kinds = ["alert", "document", "posture", "message", "decision", "history", "visit"]
    assert [one.kind for one in told] == kinds
    assert [one.at for one in told] == sorted((one.at for one in told), reverse=True)
    for words in (
        "Letter from the spine clinic",
        "Rings twice",
        "First medical history",
        "Trigger point",
        "1 finding.",
    ):
        assert words in page
    assert "November 2026" in page
    assert f"{CANARY} pain" in page
    assert AuditEvent.objects.filter(patient_id=helen.pk, action="opened", fields=["timeline"]).exists()


def test_the_front_desk_gets_visits_without_pain_and_what_is_for_everyone(maya, helen):
    make.document(helen, maya, "canarytitle")
    make.document(helen, maya, "Insurance card", audience="everyone")
    alerts.add(helen, "canaryalert", audience="clinical", by=maya)
    for staff in (make.front_desk(), make.therapist("Ines"), make.admin()):
        page = signed_in(staff).get(url(helen)).content.decode()
        assert "canary" not in page
        assert "Insurance card" in page
        assert "Trigger point" in page
        assert 'class="pair"' not in page
        told, shown = entries(helen, staff)
        assert {one.kind for one in shown} == {"document", "visit"}
        assert [kind for kind, _label in told.kinds] == ["visit", "document", "message", "alert"]


def test_a_broken_glass_shows_all_of_it(maya, helen):
    ines = make.therapist("Ines")
    care.break_glass(helen, reason="Covering for Maya today", by=ines)
    assert CANARY in signed_in(ines).get(url(helen)).content.decode()


def test_pages_hold_every_entry_once_even_those_of_one_instant(maya, helen, tuesday):
    tuesday.move_to(clock.now(), tick=False)
    for n in range(7):
        make.document(helen, maya, f"Letter {n}")
        alerts.add(helen, f"Alert {n}", by=maya)
        make.history(helen, maya, "Neck")
    _page, all_of_it = entries(helen, maya, size=100)
    seen, before = [], ""
    while True:
        page, some = entries(helen, maya, f"before={before}", size=4)
        seen += some
        if not page.older:
            break
        before = page.older

    assert len(all_of_it) == 23
    assert [(one.kind, one.key) for one in seen] == [(one.kind, one.key) for one in all_of_it]


def test_one_kind_alone_and_nonsense_for_all(maya, helen):
    make.document(helen, maya)
    assert {one.kind for one in entries(helen, maya, "kind=document")[1]} == {"document"}
    foreign = make.document(make.patient(), maya, audience="everyone")
    asked = [
        "kind=x", "before=document.9x", "before=visit.99999999999999999999", "before=%00.1", "before=..",
        f"before=document.{foreign.pk}", "complaint=1%00", "complaint=-1",
    ]  # fmt: skip
    client = signed_in(maya)
    for question in asked:
        assert client.get(f"{url(helen)}?{question}").status_code == 200
        assert len(entries(helen, maya, question)[1]) == 3


def test_what_comes_later_today_is_told_and_what_comes_tomorrow_is_not(maya, helen):
    make.appointment(maya, make.at("18:00"), patient=helen)
    make.appointment(maya, clock.now() + timedelta(days=1), patient=helen)
    told = [one.at for one in entries(helen, maya, "kind=visit")[1]]
    assert make.at("18:00") in told
    assert max(told) < clock.clinic_day(clock.today())[1]


def test_the_timeline_is_read_complaint_by_complaint(maya, tuesday):
    helen = make.patient("Nora Lind")
    make.in_care_of(maya, helen)
    make.complaint(helen, maya, "Neck")
    about_neck = make.treatment_session(maya, clock.now(), patient=helen)
    tuesday.shift(timedelta(days=10))
    knee = make.complaint(helen, maya, "Knee after a fall")
    about_knee = make.treatment_session(maya, clock.now(), patient=helen)
    courses.assign(about_knee, [knee], by=maya)
    make.document(helen, maya, "X-ray of the knee")
    second, first = complaints.told(helen, maya)

    assert (second.words, first.words) == ("Knee after a fall", "Neck")
    of = {one.key: entries(helen, maya, complaint=one)[1] for one in (first, second)}
    visits = {key: [one.key for one in told if one.kind == "visit"] for key, told in of.items()}
    assert visits == {first.key: [about_neck.appointment_id], second.key: [about_knee.appointment_id]}
    assert "X-ray of the knee" in [one.entry.title for one in of[second.key]]
    assert signed_in(maya).get(f"{url(helen)}?complaint={first.key}").status_code == 200
    assert complaints.told(helen, make.front_desk()) == []


def test_a_removed_document_is_off_the_timeline(maya, helen):
    held = make.document(helen, maya)
    documents.remove(held, why="Somebody else's", by=maya)
    assert entries(helen, maya, "kind=document")[1] == []


def test_it_asks_the_same_for_10_and_for_90_visits(maya):
    Clinic.current()
    helen = make.patient("Helen Vasquez")
    make.appointment(maya, clock.now(), patient=helen)
    make.history(helen, maya, "Neck")
    client = signed_in(maya)

    def asked():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url(helen)).status_code == 200
        return sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE")) for query in captured)

    visits(helen, range(1, 11))
    few = asked()
    visits(helen, range(11, 91))
    assert asked() == few <= 12

"""What colleagues must not miss about a patient: who reads it, who writes it, how long it stands."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clinic import clock
from clinic.models import AuditEvent
from patients import alerts, care
from patients.models import Alert
from scheduling.models import Status
from tests import make
from tests.patients.test_pages import url
from tests.sessions.browse import signed_in

pytestmark = pytest.mark.django_db
DESK, SECRET = "Rings the bell twice", "Faints at needles canaryalert"
EVERYONE, CLINICAL = Alert.Audience.EVERYONE, Alert.Audience.CLINICAL


@pytest.fixture
def joan():
    return make.front_desk()


@pytest.fixture
def both(maya, helen):
    """One for everyone and one for who may open the chart."""
    alerts.add(helen, DESK, by=maya)
    return alerts.add(helen, SECRET, level="warning", audience=CLINICAL, by=maya)


def pages(client, patient) -> dict[str, str]:
    """Every page on which the patient is named, with those of the schedule."""
    visit = patient.appointments.latest("starts_at")
    session = patient.treatment_sessions.earliest("started_at")
    addresses = {
        name: url(name, patient) for name in ("detail", "edit", "history", "access", "alerts", "team")
    }
    addresses |= {
        "board": reverse("scheduling:day", args=[visit.day]),
        "panel": reverse("scheduling:appointment", args=[visit.pk]),
        "note": reverse("sessions:detail", args=[session.pk]),
    }
    answers = {name: client.get(address) for name, address in addresses.items()}
    return {name: page.content.decode() for name, page in answers.items() if page.status_code == 200}


def test_who_may_open_the_chart_reads_both_everywhere_but_on_the_board(maya, helen, both):
    seen = pages(signed_in(maya), helen)

    clinical = {name for name, page in seen.items() if SECRET in page}
    assert clinical == {"detail", "edit", "history", "access", "alerts", "team", "note", "panel"}
    assert all(DESK in page for page in seen.values())


def test_both_stand_above_the_chart_of_a_session_as_well(maya):
    session = make.treatment_session(maya)
    alerts.add(session.patient, DESK, by=maya)
    alerts.add(session.patient, SECRET, audience=CLINICAL, by=maya)

    page = signed_in(maya).get(reverse("sessions:chart", args=[session.pk])).content.decode()

    assert DESK in page
    assert SECRET in page


@pytest.mark.parametrize("caller", ["front desk", "outside", "admin"])
def test_who_may_not_reads_only_what_is_for_everyone(helen, both, caller):
    staff = {"front desk": make.front_desk, "outside": make.therapist, "admin": make.admin}[caller]()

    seen = pages(signed_in(staff), helen)

    assert {"detail", "edit", "alerts", "board", "panel"} <= set(seen)
    assert all(DESK in page for page in seen.values())
    assert not any("canaryalert" in page for page in seen.values())
    assert [alert.text for alert in Alert.objects.visible_to(staff)] == [DESK]


def test_a_broken_glass_shows_the_clinical_ones_for_its_hour(helen, both, tuesday):
    ines = make.therapist("Ines")
    care.break_glass(helen, reason="Covering for Maya today", by=ines)

    assert SECRET in signed_in(ines).get(url("detail", helen)).content.decode()
    tuesday.shift(timedelta(hours=1))
    assert SECRET not in signed_in(ines).get(url("detail", helen)).content.decode()


def test_the_front_desk_adds_for_everyone_and_cannot_add_a_clinical_one(joan, helen):
    client = signed_in(joan)

    client.post(url("alerts", helen), {"text": f"  {DESK} ", "level": "info"})
    refused = client.post(url("alerts", helen), {"text": SECRET, "level": "info", "audience": "clinical"})

    assert (helen.alerts.get().text, helen.alerts.get().audience) == (DESK, EVERYONE)
    assert refused.status_code == 422
    with pytest.raises(alerts.AlertRefused):
        alerts.add(helen, SECRET, audience=CLINICAL, by=joan)


def test_an_admin_reading_through_the_glass_writes_no_clinical_one(helen, both):
    rosa = make.admin()
    care.break_glass(helen, reason="A complaint about this visit", by=rosa)

    assert SECRET in signed_in(rosa).get(url("detail", helen)).content.decode()
    for forbidden in (
        lambda: alerts.add(helen, "x", audience=CLINICAL, by=rosa),
        lambda: alerts.end(both, by=rosa),
    ):
        with pytest.raises(alerts.AlertRefused):
            forbidden()


def test_ending_takes_it_off_once(maya, helen, both):
    address = reverse("patients:end_alert", args=[helen.number, both.pk])
    client = signed_in(maya)
    assert [client.post(address).status_code for _ in range(2)] == [302, 302]

    assert SECRET not in client.get(url("detail", helen)).content.decode()
    assert AuditEvent.objects.filter(action="alert ended", patient_id=helen.pk).count() == 1
    both.refresh_from_db()
    assert both.ended_by == maya


def test_what_one_may_not_read_one_cannot_end(joan, helen, both):
    for staff in (joan, make.therapist("Ines"), make.admin()):
        answer = signed_in(staff).post(reverse("patients:end_alert", args=[helen.number, both.pk]))
        assert answer.status_code == 404

    stranger = make.patient()
    own = alerts.add(stranger, DESK, by=joan)
    crossed = signed_in(joan).post(reverse("patients:end_alert", args=[helen.number, own.pk]))
    assert crossed.status_code == 404
    assert Alert.objects.current().count() == 3


def test_it_stands_through_its_last_day(maya, helen, tuesday):
    alerts.add(helen, DESK, until_on=clock.today(), by=maya)

    assert [alert.text for alert in alerts.shown(helen, chart_open=False)] == [DESK]
    tuesday.shift(timedelta(days=1))
    assert alerts.shown(helen, chart_open=False) == []


def test_several_stand_together_warnings_first(maya, helen):
    for text, level in (("Low table", "info"), ("Hard of hearing", "warning"), ("Comes early", "info")):
        alerts.add(helen, text, level=level, by=maya)

    shown = [alert.text for alert in alerts.shown(helen, chart_open=False)]
    assert shown == ["Hard of hearing", "Comes early", "Low table"]


@pytest.mark.parametrize(
    "said",
    [
        {"text": ""},
        {"text": "x" * 161},
        {"text": "a\u202eb"},
        {"text": "a\x00b"},
        {"level": "loud"},
        {"audience": "nobody"},
        {"until_on": "2026-11-23"},
        {"until_on": "30/02/2027"},
        {"until_on": "9999-12-31"},
    ],
)
def test_nonsense_is_answered_in_words_and_nothing_is_kept(maya, helen, said):
    answer = signed_in(maya).post(
        url("alerts", helen), {"text": DESK, "level": "info", "audience": "everyone", **said}
    )

    assert answer.status_code == 422
    assert "invalid-feedback" in answer.content.decode()
    assert not Alert.objects.exists()


def test_markup_is_text(maya, helen):
    alerts.add(helen, "<b>&'\"", by=maya)

    assert "&lt;b&gt;&amp;&#x27;&quot;" in signed_in(maya).get(url("detail", helen)).content.decode()


def test_the_pages_ask_the_same_for_one_alert_and_for_thirty(joan, maya):
    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    def add(count: int) -> None:
        for visit in visits:
            for n in range(count):
                alerts.add(visit.patient, f"{DESK} {n}", by=joan)

    client = signed_in(joan)
    visits = [make.appointment(maya, make.at(f"{hour:02}:00"), status=Status.BOOKED) for hour in range(8, 18)]
    board = reverse("scheduling:day", args=[clock.today()])
    addresses = (
        board,
        f"{board}?view=list",
        url("detail", visits[0].patient),
        url("alerts", visits[0].patient),
    )
    add(1)
    asked(board)
    few = [asked(address) for address in addresses]
    add(30)

    assert [asked(address) for address in addresses] == few

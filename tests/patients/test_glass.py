"""A record opened for one hour by someone outside its care team."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from clinic import clock, jobs
from clinic.models import AuditEvent, Clinic
from patients import care
from patients.models import BrokenGlass, Patient
from sessions.models import TreatmentSession
from tests import make
from tests.patients.conftest import CANARY
from tests.patients.test_pages import url
from tests.sessions.browse import signed_in

pytestmark = pytest.mark.django_db
REASON = "Covering for Maya, patient in pain on the phone"
GLASS = "opened without care team"


@pytest.fixture
def ines():
    return make.therapist("Ines Duarte")


@pytest.fixture
def rosa():
    return make.admin()


def broken(client, patient, reason=REASON):
    return client.post(url("open", patient), {"reason": reason})


def told() -> list:
    """Run what the worker would, and give what it mailed."""
    for job in ProcrastinateJob.objects.filter(task_name__endswith="tell_admins_of_broken_glass"):
        jobs.tell_admins_of_broken_glass.func(**job.args)
    return mail.outbox


@pytest.fixture(autouse=True)
def stay_connected(monkeypatch):
    """A worker drops its old connections before each job; a test's is the one its data are in."""
    monkeypatch.setattr(jobs, "close_old_connections", lambda: None)


def test_a_reason_opens_the_whole_record_for_one_hour(ines, helen, tuesday):
    client = signed_in(ines)
    note = reverse("sessions:detail", args=[helen.treatment_sessions.get().pk])
    before = [client.get(address).status_code for address in (url("history", helen), note)]

    answer = broken(client, helen)

    assert before == [404, 404]
    assert answer["Location"] == url("detail", helen)
    for address in (url("detail", helen), url("history", helen), note):
        page = client.get(address).content.decode()
        assert CANARY in page
        assert "Open for 60 min, reason kept" in page
    tuesday.shift(timedelta(minutes=58, seconds=30))
    assert "Open for 2 min, reason kept" in client.get(url("detail", helen)).content.decode()


def test_after_the_hour_it_is_as_if_it_had_never_been_open(ines, helen, tuesday):
    client = signed_in(ines)
    broken(client, helen)
    tuesday.shift(timedelta(minutes=60))

    summary = client.get(url("detail", helen)).content.decode()

    assert CANARY not in summary
    assert "reason kept" not in summary
    assert [client.get(url(name, helen)).status_code for name in ("history", "access")] == [404, 404]


def test_other_records_and_other_people_stay_outside(ines, helen):
    marta, tomas = make.patient("Marta Kowalski"), make.therapist("Tomas")
    broken(signed_in(ines), helen)

    assert [*Patient.objects.chart_open_to(ines)] == [helen]
    assert not Patient.objects.chart_open_to(tomas).exists()
    assert signed_in(ines).get(url("history", marta)).status_code == 404


@pytest.mark.parametrize(
    "reason", ["", " ", "why", "an emergency", "x y z", "a\u202eb c d e f g h", "long " * 100]
)
def test_without_a_reason_in_words_it_stays_shut(ines, helen, reason):
    answer = broken(signed_in(ines), helen, reason)

    assert answer.status_code == 422
    assert "invalid-feedback" in answer.content.decode()
    assert not BrokenGlass.objects.exists()


@pytest.mark.parametrize(
    "fields", [{"reason": "because"}, {"hours": 2}, {"hours": -1}], ids=["one word", "two hours", "backwards"]
)
def test_the_database_refuses_a_glass_without_reason_or_end(ines, helen, fields):
    opened_at = make.at("09:00")
    with pytest.raises(IntegrityError), transaction.atomic():
        BrokenGlass.objects.create(
            staff=ines,
            patient=helen,
            reason=fields.get("reason", REASON),
            opened_at=opened_at,
            until_at=opened_at + timedelta(hours=fields.get("hours", 1)),
        )


@pytest.mark.parametrize(
    "change", ["UPDATE patients_brokenglass SET until_at = now()", "DELETE FROM patients_brokenglass"]
)
def test_nobody_takes_it_back_or_stretches_it(ines, helen, change):
    care.break_glass(helen, reason=REASON, by=ines)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_the_log_keeps_who_when_and_why_and_every_look(ines, rosa, helen):
    broken(signed_in(ines), helen)
    signed_in(ines).get(url("history", helen))

    opened, looked = AuditEvent.objects.filter(actor=ines, patient_id=helen.pk).order_by("pk")
    assert (opened.action, opened.reason, opened.object_type) == (GLASS, REASON, "brokenglass")
    assert (looked.action, looked.fields) == ("opened", ["history"])
    assert REASON in signed_in(rosa).get(url("access", helen)).content.decode()


def test_the_admins_are_mailed_and_nothing_in_it_is_the_patients(ines, rosa, helen):
    make.staff("Gone", "admin", is_active=False)
    broken(signed_in(ines), helen)

    (letter,) = told()

    (event,) = AuditEvent.objects.filter(action=GLASS)
    at = clock.local(event.at)
    assert letter.to == [rosa.email]
    for words in ("Ines Duarte", f"{at:%-d %B %Y} at {at:%H:%M}", f"what={GLASS.replace(' ', '+')}"):
        assert words in letter.body
    for secret in ("Helen", "Vasquez", str(helen.number), REASON, "pain", CANARY):
        assert secret not in letter.subject + letter.body
    assert ProcrastinateJob.objects.get().args == {"event": event.pk}
    address = letter.body.partition("/audit/")[2].split()[0]
    lines = signed_in(rosa).get(f"/audit/{address}").context["page"].lines
    assert [line.event for line in lines] == [event]


def test_a_glass_that_is_not_broken_tells_nobody(ines, rosa, helen):
    with transaction.atomic():
        care.break_glass(helen, reason=REASON, by=ines)
        transaction.set_rollback(True)

    assert told() == []
    assert not AuditEvent.objects.filter(action=GLASS).exists()


def test_sending_it_twice_opens_once(ines, rosa, helen):
    first = care.break_glass(helen, reason=REASON, by=ines)
    second = care.break_glass(helen, reason=f"{REASON} again", by=ines)

    assert first == second
    assert len(told()) == 1


def test_the_audit_page_counts_the_last_seven_days_and_links_to_them(ines, rosa, helen, tuesday):
    for patient in (helen, make.patient()):
        care.break_glass(patient, reason=REASON, by=ines)
    # The log's own clock is the database's, which stands beside the test's.
    opened_at = AuditEvent.objects.filter(action=GLASS).latest("pk").at

    tuesday.move_to(opened_at + timedelta(days=6))
    client = signed_in(rosa)
    page = client.get(reverse("clinic:audit")).content.decode()
    assert "Opened without care team, last 7 days: 2" in page
    query = page.partition('href="?what=')[2].partition('"')[0].replace("&amp;", "&")
    assert len(client.get(f"/audit/?what={query}").context["page"].lines) == 2

    tuesday.move_to(opened_at + timedelta(days=7))
    assert "last 7 days: 0" in signed_in(rosa).get(reverse("clinic:audit")).content.decode()


def test_the_summary_says_how_to_open_it_and_the_page_who_is_told(ines, helen):
    client = signed_in(ines)

    summary = client.get(url("detail", helen)).content.decode()
    page = client.get(url("open", helen)).content.decode()

    assert "You can open the record for one hour with a reason; admins are told." in summary
    assert f'href="{url("open", helen)}"' in summary
    for words in ("Your name, the time, your reason in full", "Every admin", "Maya Lindqvist"):
        assert words in page
    assert CANARY not in summary + page


def test_who_may_open_it_anyway_is_led_to_it(maya, helen):
    answer = broken(signed_in(maya), helen)

    assert answer["Location"] == url("detail", helen)
    assert not BrokenGlass.objects.exists()


def test_the_front_desk_does_not_open_records(helen):
    joan = make.front_desk()

    assert broken(signed_in(joan), helen).status_code == 403
    assert "Open for one hour" not in signed_in(joan).get(url("detail", helen)).content.decode()
    with pytest.raises(care.CareRefused):
        care.break_glass(helen, reason=REASON, by=joan)


def test_the_password_is_asked_again_and_the_reason_is_not_lost(client, ines, helen, tuesday):
    client.post(reverse("account_login"), {"login": ines.email, "password": make.PASSWORD})
    tuesday.shift(timedelta(minutes=16))

    asked = broken(client, helen)
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    assert not BrokenGlass.objects.exists()

    client.post(asked["Location"], {"password": make.PASSWORD}, follow=True)
    assert BrokenGlass.objects.get().reason == REASON


def test_an_admin_reads_history_and_signed_notes_and_changes_nothing(rosa, maya, helen):
    client = signed_in(rosa)
    visit = make.appointment(maya, make.at("08:00"), patient=helen)
    draft = TreatmentSession.objects.create(
        patient=helen, therapist=maya, appointment=visit, started_at=visit.starts_at
    )
    signed = helen.treatment_sessions.signed().get()
    broken(client, helen)

    history = client.get(url("history", helen)).content.decode()
    note = client.get(reverse("sessions:detail", args=[signed.pk])).content.decode()

    assert CANARY in history
    assert CANARY in note
    assert "Save the answers" not in history
    assert "Add an addendum" not in note
    assert client.get(reverse("sessions:detail", args=[draft.pk])).status_code == 404
    assert client.get(reverse("sessions:chart", args=[draft.pk])).status_code == 403
    assert client.post(url("history", helen), {"version": 1, "hernia": "yes"}).status_code == 403
    assert helen.histories.count() == 1


def test_a_clinic_with_open_charts_needs_no_glass(ines, helen):
    Clinic.objects.update_or_create(pk=1, defaults={"open_charts": True})

    assert signed_in(ines).get(url("open", helen))["Location"] == url("detail", helen)


def test_only_admins_see_the_glasses_of_others(ines, rosa, maya, helen):
    glass = care.break_glass(helen, reason=REASON, by=ines)

    assert [[*BrokenGlass.objects.visible_to(one)] for one in (rosa, ines, maya)] == [[glass], [glass], []]


@pytest.mark.django_db(transaction=True)
def test_a_glass_without_an_audit_event_is_not_committed():
    ines, person, now = make.therapist("Ines"), make.patient(), make.at("09:00")

    with pytest.raises(DatabaseError, match="needs an audit event"):
        BrokenGlass.objects.create(
            staff=ines, patient=person, reason=REASON, opened_at=now, until_at=now + timedelta(hours=1)
        )
    assert not BrokenGlass.objects.exists()


def test_an_admin_is_led_through_opening_a_record_to_the_copy_of_it(rosa, ines, helen):
    client, opening = signed_in(rosa), f"{url('open', helen)}?for=copy"
    copy = reverse("reports:record", args=[helen.number])
    assert client.get(copy).status_code == 404
    assert opening in client.get(url("detail", helen)).content.decode()
    assert opening not in signed_in(ines).get(url("detail", helen)).content.decode()
    assert "A copy of it is for whoever may open it." in client.get(opening).content.decode()

    assert client.post(opening, {"reason": REASON}).url == copy

    page = client.get(copy).content.decode()
    assert "Write the copy" in page
    assert opening not in page
    assert client.get(opening).url == copy

"""Reports kept under a name, and the links to them that are mailed once."""

from datetime import date

import pytest
from django.core import mail

from clinic import mailing
from clinic.models import AuditEvent
from reports.models import SavedReport, SentReport
from reports.saved import jobs, saving
from tests import make
from tests.sessions.browse import signed_in

pytestmark = pytest.mark.django_db


def kept(by, name="Our month", **said):
    said = {
        "slug": "appointments",
        "asked": "therapist=7",
        "days": "same",
        "every": "",
        "shared": False,
        **said,
    }
    return saving.save(name=name, by=by, **said)


def test_a_report_is_saved_with_its_filters_and_opened_again():
    client = signed_in(make.admin())
    leo = make.therapist()
    make.therapist("Maya")

    client.post(
        f"/reports/no-shows/save/?therapist={leo.pk}&from=2026-11-02&to=2026-11-09",
        {"name": "Leo's", "days": "last_month", "every": ""},
    )

    (saved,) = SavedReport.objects.all()
    opened = client.get(f"/reports/saved/{saved.pk}/")
    assert opened.url == f"/reports/no-shows/?from=2026-10-01&to=2026-10-31&therapist={leo.pk}"


def test_two_of_a_name_are_refused_with_a_sentence():
    rosa = make.admin()
    kept(rosa)

    answer = signed_in(rosa).post("/reports/appointments/save/", {"name": "Our month", "days": "same"})

    assert answer.status_code == 422
    assert "You have a report called Our month already." in answer.content.decode()


@pytest.mark.parametrize("name", ["", "\x00", "x" * 81, "a\u202eb"])
def test_a_name_that_is_none_is_refused(name):
    answer = signed_in(make.admin()).post("/reports/appointments/save/", {"name": name, "days": "same"})

    assert answer.status_code == 422
    assert not SavedReport.objects.exists()


def test_what_one_keeps_another_sees_only_if_it_is_shared_and_never_takes_away():
    rosa, own = make.admin(), make.admin("Owen")
    mine, shared = kept(rosa), kept(rosa, "Ours", shared=True)
    client = signed_in(own)

    assert client.get(f"/reports/saved/{mine.pk}/").status_code == 404
    assert client.get(f"/reports/saved/{shared.pk}/").status_code == 302
    assert client.post(f"/reports/saved/{shared.pk}/remove/").status_code == 404
    assert signed_in(rosa).post(f"/reports/saved/{mine.pk}/remove/").status_code == 302
    assert [row.name for row in SavedReport.objects.all()] == ["Ours"]


def test_a_link_is_due_once_and_says_nothing_of_the_report():
    rosa = make.admin()
    weekly = kept(rosa, name="Visits of Helen", every="week")
    monday = date(2026, 11, 23)

    (sent,) = saving.due(monday)
    assert saving.due(monday) == []
    saving.mail(sent.pk)
    saving.mail(sent.pk)

    (message,) = mail.outbox
    assert message.to == [rosa.email]
    assert f"/reports/saved/{weekly.pk}/2026-11-23/" in message.body
    assert "therapist" not in message.body
    assert "Helen" not in message.body
    assert AuditEvent.objects.filter(action="mailed the way to a report").count() == 1


def test_a_link_that_could_not_go_is_a_line_of_the_log_and_goes_at_the_next_try(monkeypatch):
    kept(make.admin(), every="week")
    (sent,) = saving.due(date(2026, 11, 23))
    with monkeypatch.context() as broken:
        broken.setattr(mailing, "send_mail", refused)
        with pytest.raises(ConnectionError):
            saving.mail(sent.pk)
    assert lines_of_mail() == ["failed"]

    saving.mail(sent.pk)

    assert lines_of_mail() == ["failed", "done"]
    assert len(mail.outbox) == 1


def refused(*args, **kwargs):
    raise ConnectionError("no mail server")


def lines_of_mail():
    return [event.outcome for event in AuditEvent.objects.filter(action="mailed").order_by("pk")]


def test_the_link_leads_to_the_week_that_was_over_whenever_it_is_opened_and_asks_for_sign_in(client):
    rosa = make.admin()
    weekly = kept(rosa, every="week")
    link = f"/reports/saved/{weekly.pk}/2026-11-16/"

    assert client.get(link).url.startswith("/sign-in/")
    assert "from=2026-11-09&to=2026-11-15" in signed_in(rosa).get(link).url


@pytest.mark.parametrize(
    ("day", "every"), [("2026-11-24", "week"), ("2026-11-23", "month"), ("2026-11-02", "month")]
)
def test_on_other_days_nothing_is_due(day, every):
    kept(make.admin(), every=every)

    assert saving.due(date.fromisoformat(day)) == []


def test_who_no_longer_runs_the_clinic_gets_no_mail():
    rosa = make.admin()
    kept(rosa, every="month")
    type(rosa).objects.filter(pk=rosa.pk).update(roles=["therapist"])

    assert saving.due(date(2026, 12, 1)) == []


def test_the_job_finds_what_is_due_and_queues_its_mail(tuesday, monkeypatch):
    monkeypatch.setattr(jobs, "close_old_connections", lambda: None)  # this one is the test's own
    kept(make.admin(), every="week")
    tuesday.move_to("2026-11-30 06:05:00+00:00")

    jobs.find_due_reports(0)
    jobs.find_due_reports(0)

    assert SentReport.objects.count() == 1

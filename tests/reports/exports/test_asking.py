"""Who may ask for a file, watch it, cancel it and fetch it, and that each is written down."""

import io
import zipfile
from datetime import timedelta

import pikepdf
import pytest
from django.core import mail
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from clinic import clock
from clinic.models import AuditEvent
from reports.exports import asking, notices
from reports.exports.models import Export
from tests import make
from tests.reports.exports.scene import offered
from tests.sessions.browse import signed_in

pytestmark = pytest.mark.django_db
Kind, State = Export.Kind, Export.State


def last_event() -> AuditEvent:
    return AuditEvent.objects.order_by("pk").last()


def test_asking_leaves_a_row_a_line_in_the_log_and_work_for_the_worker():
    rosa = make.admin()

    export = asking.ask(
        Kind.REPORT, {"report": "appointments", "filters": "from 2026-11-01"}, by=rosa, rows=7
    )

    assert (export.state, export.done, export.stored) == (State.WAITING, 0, "")
    assert last_event().action == "asked for an export"
    assert last_event().fields == ["report", "report appointments", "filters from 2026-11-01", "rows 7"]
    assert ProcrastinateJob.objects.get(task_name__endswith="write_export").args == {"export": export.pk}


def test_the_same_is_not_written_twice_at_once_nor_too_much():
    rosa = make.admin()
    asking.ask(Kind.EVERYTHING, {}, by=rosa)
    with pytest.raises(asking.ExportRefused, match="already"):
        asking.ask(Kind.EVERYTHING, {}, by=rosa)

    for number in range(asking.MOST_AT_ONCE - 1):
        asking.ask(Kind.REPORT, {"report": number}, by=rosa)
    with pytest.raises(asking.ExportRefused, match="Wait for one"):
        asking.ask(Kind.RESEARCH, {}, by=rosa)


def test_admins_are_told_of_more_than_a_hundred_patients_and_of_no_patient():
    rosa = make.admin()
    asking.ask(Kind.REPORT, {"n": 1}, by=rosa, people=asking.MANY_PEOPLE)
    assert not ProcrastinateJob.objects.filter(task_name__endswith="tell_admins_of_many").exists()

    asking.ask(Kind.REPORT, {"n": 2}, by=rosa, people=asking.MANY_PEOPLE + 1)
    job = ProcrastinateJob.objects.get(task_name__endswith="tell_admins_of_many")
    notices.many_people(AuditEvent.objects.get(pk=job.args["event"]), job.args["people"])

    (letter,) = mail.outbox
    assert letter.to == [rosa.email]
    assert "about 101 patients" in letter.body


def test_a_cancelled_one_stays_cancelled():
    rosa = make.admin()
    export = asking.ask(Kind.RESEARCH, {}, by=rosa)

    asking.cancel(export, by=rosa)
    asking.cancel(export, by=rosa)

    assert Export.objects.get(pk=export.pk).state == State.CANCELLED
    assert AuditEvent.objects.filter(action="cancelled an export").count() == 1


def test_a_file_is_fetched_by_whoever_asked_and_the_log_says_so_first():
    rosa, other = make.admin(), make.staff("Nora", "admin")
    export = offered(rosa, b"whole")
    place = reverse("reports:export_file", args=[export.pk])

    answer = signed_in(rosa).get(place)

    assert b"".join(answer.streaming_content) == b"whole"
    assert answer["Content-Disposition"] == 'attachment; filename="research.zip"'
    assert (last_event().action, last_event().fields) == ("exported", ["research", "rows 3", "patients 2"])
    assert signed_in(other).get(place).status_code == 404


def test_a_file_of_a_time_gone_by_or_a_role_taken_away_is_not_given_out():
    rosa = make.admin()
    export = offered(rosa)
    place = reverse("reports:export_file", args=[export.pk])
    Export.objects.filter(pk=export.pk).update(expires_at=clock.now() - timedelta(seconds=1))
    client = signed_in(rosa)
    answer = client.get(place, follow=True)
    assert "no longer there" in answer.content.decode()
    assert place not in answer.content.decode()

    Export.objects.filter(pk=export.pk).update(expires_at=clock.now() + timedelta(hours=1))
    rosa.roles = ["therapist"]
    rosa.save()
    assert signed_in(rosa).get(place).status_code == 403


@pytest.mark.parametrize("name", ["export_file", "export_locked"])
def test_a_file_that_the_store_lost_is_told_as_gone_and_not_as_fetched(name):
    rosa, helen = make.staff("Rosa", "admin", "therapist"), make.patient()
    about = {"kind": Export.Kind.RECORD, "patient": helen, "reason": "Asked", "recipient": "the patient"}
    make.in_care_of(rosa, helen)
    export = offered(rosa, **about)
    default_storage.delete(export.stored)
    place, client = reverse(f"reports:{name}", args=[export.pk]), signed_in(rosa)
    twice = {"password": "long enough, surely", "again": "long enough, surely"}

    way = (client.get, {}) if name == "export_file" else (client.post, twice)
    answer = way[0](place, way[1], follow=True)

    assert answer.redirect_chain == [(reverse("reports:exports"), 302)]
    assert "no longer there" in answer.content.decode()
    assert last_event().action != "exported"


def test_a_record_is_not_given_out_once_the_chart_is_closed():
    maya, helen = make.therapist("Maya"), make.patient("Helen Moss")
    export = offered(maya, kind=Kind.RECORD, patient=helen, reason="Asked", recipient="the patient")
    place = reverse("reports:export_file", args=[export.pk])
    assert signed_in(maya).get(place).status_code == 403

    make.in_care_of(maya, helen)
    assert signed_in(maya).get(place).status_code == 200


def test_a_record_leaves_for_a_reason_and_for_somebody():
    maya, helen = make.therapist("Maya"), make.patient("Helen Moss")
    make.in_care_of(maya, helen)
    page, client = reverse("reports:record", args=[helen.number]), signed_in(maya)

    assert client.post(page, {"who": "other", "reason": "Moves to another town"}).status_code == 422
    assert client.post(page, {"who": "patient", "reason": " "}).status_code == 422
    assert client.post(page, {"who": "other", "recipient": "Dr\u202e Lund", "reason": "x"}).status_code == 422
    client.post(page, {"who": "other", "recipient": "Dr Lund", "reason": "Moves to another town"})

    assert last_event().reason == "Moves to another town; for Dr Lund"
    assert last_event().patient_id == helen.pk
    with pytest.raises(IntegrityError), transaction.atomic():
        Export.objects.create(kind=Kind.RECORD, patient=helen, asked_by=maya, asked_at=clock.now())


def test_a_record_can_be_fetched_behind_a_password_given_freshly(settings):
    maya, helen = make.therapist("Maya"), make.patient("Helen Moss")
    make.in_care_of(maya, helen)
    about = {"kind": Kind.RECORD, "patient": helen, "reason": "Asked", "recipient": "the patient"}
    place = reverse("reports:export_locked", args=[offered(maya, a_record(), **about).pk])
    client, twice = signed_in(maya), {"password": "long enough, surely", "again": "long enough, surely"}

    answer = client.post(place, twice)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(b"".join(answer.streaming_content)))
    assert last_event().fields[-1] == "with a password"

    mistakes = (
        ({"again": "another one"}, "are not the same"),
        ({"password": "short"}, "12 characters at least"),
    )
    for wrong, words in mistakes:
        refused = client.post(place, {**twice, **wrong})
        page = " ".join(refused.content.decode().split())
        assert (refused.status_code, 'export-lock" open' in page) == (422, True)
        assert words in page

    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = -1
    assert client.post(place, twice)["Location"].startswith(reverse("account_reauthenticate"))


def test_no_time_is_promised_before_a_hundredth_is_done():
    begun = clock.now()
    at_work = Export(state=State.RUNNING, total=1000, begun_at=begun, beat_at=begun + timedelta(seconds=3))

    at_work.done = 9
    assert at_work.left == ""
    at_work.done = 10
    assert at_work.left == "about 5 min left"


def a_record() -> bytes:
    paper, archive = io.BytesIO(), io.BytesIO()
    with pikepdf.new() as empty:
        empty.add_blank_page()
        empty.save(paper)
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("record.pdf", paper.getvalue())
        opened.writestr("fhir/bundle.json", "{}")
    return archive.getvalue()


def test_one_that_waits_behind_another_is_not_called_silent(tuesday):
    rosa = make.admin()
    first, second = (asking.ask(Export.Kind.RESEARCH, {"n": n}, by=rosa) for n in range(2))
    tuesday.shift(timedelta(minutes=5))
    Export.objects.filter(pk=first.pk).update(state="running", beat_at=clock.now(), begun_at=clock.now())

    assert [Export.objects.get(pk=one.pk).is_silent for one in (first, second)] == [False, False]
    tuesday.shift(timedelta(minutes=2))
    assert [Export.objects.get(pk=one.pk).is_silent for one in (first, second)] == [True, True]


def test_whoever_asked_is_told_once_on_whatever_page_is_open():
    rosa = make.admin()
    client, place = signed_in(rosa), reverse("reports:export_news")
    asking.ask(Kind.EVERYTHING, {}, by=rosa)
    assert client.post(place).json() == {"html": "", "more": True}

    offered(rosa)
    assert "Anonymised for research is ready." in client.post(place).json()["html"]
    assert client.post(place).json()["html"] == ""


@pytest.mark.django_db(transaction=True)
def test_nothing_becomes_of_an_export_without_a_line_in_the_log():
    with transaction.atomic():
        rosa = make.admin()
    exports = Export.objects.filter(pk=offered(rosa).pk)
    exports.update(told_at=clock.now(), done=0)

    with pytest.raises(IntegrityError, match="needs an audit event"):
        exports.update(state=State.EXPIRED, stored="")


def test_what_is_being_written_already_is_said_where_it_stands():
    client = signed_in(make.admin())
    client.post(reverse("reports:research"))

    answer = client.post(reverse("reports:research"), follow=True)

    assert answer.redirect_chain == [(reverse("reports:exports"), 302)]
    assert "This is being written already." in answer.content.decode()
    assert Export.objects.count() == 1


def test_a_file_says_of_which_days_and_what_it_lacks():
    rosa = make.admin()
    question = {"title": "Appointments, Excel", "asked": "From: 1 October 2026; Therapist: Leo"}
    offered(rosa, kind=Kind.REPORT, question=question, missing=2)

    page = signed_in(rosa).get(reverse("reports:exports")).content.decode()

    assert "From: 1 October 2026; Therapist: Leo" in page
    assert "2 files are missing" in page


def test_a_record_that_cannot_be_asked_for_now_keeps_what_was_typed(monkeypatch):
    monkeypatch.setattr(asking, "MOST_AT_ONCE", 0)
    maya, helen = make.staff("Maya", "admin", "therapist"), make.patient("Helen Moss")
    make.in_care_of(maya, helen)
    typed = {"who": "other", "recipient": "Dr Quill", "reason": "Asked by letter"}

    answer = signed_in(maya).post(reverse("reports:record", args=[helen.number]), typed)

    assert answer.status_code == 422
    for words in ("Wait for one", "Dr Quill", "Asked by letter"):
        assert words in answer.content.decode()

"""Whatever leaves as a file: after a fresh sign-in, written down with how much, told if it is much."""

import re
from html import unescape

import pytest
from django.db import transaction
from django.urls import get_resolver, reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from clinic.models import AuditEvent
from reports.exports import asking
from reports.exports.models import Export
from tests import make
from tests.reports.exports.scene import offered
from tests.reports.exports.test_asking import a_record
from tests.reports.imports import files
from tests.sessions.browse import signed_in
from tests.sweeping import each

pytestmark = pytest.mark.django_db
MONTH = "?from=2026-11-01&to=2026-11-30"
RECORD = {"who": "patient", "reason": "Asked for a copy"}
TWICE = {"password": "long enough, surely", "again": "long enough, surely"}
# How each is asked for: by address, with what is posted (None: it is a link), and what the log says.
EXPORTS = {
    "csv": (f"/reports/appointments.csv{MONTH}", None, {"appointments", "csv", "from 2026-11-01"}),
    "audit_log_csv": (f"/reports/audit-log.csv{MONTH}", None, {"audit-log", "csv", "from 2026-11-01"}),
    "who_looked_csv": (
        "/reports/who-looked.csv?record={patient}",
        None,
        {"who-looked", "csv", "one record"},
    ),
    "form": (f"/reports/appointments/as/jsonl/{MONTH}", {}, {"appointments", "jsonl", "from 2026-11-01"}),
    "everything": ("/exports/everything/", {}, {"everything"}),
    "research": ("/exports/research/", {}, {"research"}),
    "record": ("/patients/{patient}/give-out/", RECORD, {"record"}),
    "export_file": ("/exports/{export}/file/", None, {"record"}),
    "export_locked": ("/exports/{export}/locked/", TWICE, {"record", "with a password"}),
    "import_left_out": ("/reports/imports/{batch}/left-out.csv", None, {"lines left out"}),
    "import_in_part": ("/reports/imports/{batch}/in-part.csv", None, {"lines in part"}),
    "past_csv": ("/patients/{patient}/points.csv", None, {"points", "csv"}),
}
# About one patient, in somebody's care: no admin need be told.
ABOUT_ONE = {"record", "who_looked_csv", "export_file", "export_locked", "past_csv"}
# Pages that lead to files and give out none themselves, and papers of one day or of one patient.
NO_EXPORTS = {
    "exports", "export", "export_news", "cancel_export",
    "import_file", "whose_import", "bring_import", "stop_import", "undo_import", "forget_import",
    "import_progress",
    "document_file", "credential_file", "summary", "pdf", "handout_file", "sheets_pdf", "past_svg",
    "feed", "catalogue", "past_data",
}  # fmt: skip
LOOKS_LIKE_ONE = re.compile(r"\.\w+$|exports?/|imports/<|/as/|/file/|give-out|download")


@pytest.fixture
def asked(monkeypatch):
    """An admin who treats Helen, with a bit of everything to take out; one patient counts as many."""
    monkeypatch.setattr(asking, "MANY_PEOPLE", 0)
    with transaction.atomic():
        rosa, keys = world()

    def ask(name):
        address, posted, _ = EXPORTS[name]
        client, place = signed_in(rosa), address.format(**keys)
        answer = client.get(place) if posted is None else client.post(place, posted)
        return b"".join(answer.streaming_content) if answer.streaming else answer

    return ask


def world():
    rosa = make.staff("Rosa", "admin", "therapist")
    helen = make.patient("Helen Moss")
    session = make.treatment_session(rosa, make.at("08:00"), patient=helen)
    make.point(session, tenderness_before=8)
    make.signed(session, pain_before=6)
    about = {"kind": Export.Kind.RECORD, "patient": helen, "reason": "Asked", "recipient": "the patient"}
    people = ["F1", "", "Byron"], ["F2", "Bo", "Ng", "her mum's"]
    batch = files.tried(files.table(files.FRESHA, *people), rosa)
    keys = {"patient": helen.number, "export": offered(rosa, a_record(), **about).pk, "batch": batch.pk}
    return rosa, keys


def told():
    return AuditEvent.objects.filter(action__in=["exported", "asked for an export"])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", each([*EXPORTS], one_in=len(EXPORTS)))
def test_it_is_written_down_with_what_and_how_much_and_admins_hear_of_much(asked, name):
    before = told().count()
    asked(name)

    event = told().order_by("pk").last()
    assert told().count() == before + 1
    assert EXPORTS[name][2] <= set(event.fields)
    assert any(re.fullmatch(r"patients [1-9]\d*", said) for said in event.fields)
    counted_later = event.action == "asked for an export"  # rows are counted once it is written
    assert counted_later or any(re.fullmatch(r"rows [1-9]\d*", said) for said in event.fields)
    mails = ProcrastinateJob.objects.filter(task_name__endswith="tell_admins_of_many")
    assert mails.exists() or name in ABOUT_ONE


@pytest.mark.parametrize("name", each([*EXPORTS], one_in=len(EXPORTS) // 2))
def test_it_needs_a_fresh_sign_in(asked, name, settings):
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = -1
    before = told().count()

    answer = asked(name)

    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert told().count() == before


@pytest.mark.parametrize("name", ["csv", "form"])
def test_after_the_password_comes_what_was_asked_for_with_its_filters(name, settings):
    place, posted, fields = EXPORTS[name]
    client = signed_in(make.admin())
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = -1
    asks = client.get(place) if posted is None else client.post(place, posted)
    page = client.get(asks["Location"]).content.decode()
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 900

    sent = {"password": make.PASSWORD, "next": unescape(re.search(r'name="next"\s+value="([^"]+)"', page)[1])}
    answer = client.post(reverse("account_reauthenticate"), sent)
    answer = client.get(answer["Location"]) if name == "csv" else answer

    assert "attachment" in answer["Content-Disposition"]
    assert fields <= set(told().order_by("pk").last().fields)


def test_no_address_that_looks_like_one_is_forgotten():
    alike = set()
    for pattern in get_resolver().url_patterns:
        rooms = getattr(pattern, "url_patterns", None) if getattr(pattern, "namespace", "") else None
        alike |= {one.name for one in rooms or () if LOOKS_LIKE_ONE.search(str(one.pattern))}

    assert alike == {*EXPORTS, *NO_EXPORTS}

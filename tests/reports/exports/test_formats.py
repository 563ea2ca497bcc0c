"""The same rows in every form: inert where text could run, and equal when they are read back."""

import csv
import io
import json
import shutil
import subprocess
from datetime import UTC, datetime, time
from decimal import Decimal

import openpyxl
import pytest
from django.db import transaction
from django.http import QueryDict
from django.urls import reverse
from openpyxl.utils.escape import unescape

from clinic.models import AuditEvent
from reports.cells import original
from reports.exports import asking, tabular, writing
from reports.exports.formats import FORMATS, xlsx
from reports.exports.formats.jsonl import line
from reports.exports.models import Export
from reports.exports.progress import Steps
from reports.exports.snapshot import of_one_instant
from tests import make
from tests.reports.test_cells import DANGEROUS, HARMLESS
from tests.sessions.browse import signed_in

pytestmark = pytest.mark.django_db(transaction=True)
# Names as a register would take them, and as an older program may have left them.
NAMES = [f"{start}1+1 Doe" for start in DANGEROUS] + [f"{name or 'x'} Doe" for name in HARMLESS]
SOFFICE = shutil.which("soffice") or ""
ASKED = QueryDict("from=2026-11-24&to=2026-11-24")


@pytest.fixture
def rosa():
    with transaction.atomic():
        return make.admin()


@pytest.fixture
def booked(rosa):
    with transaction.atomic():
        leo = make.therapist()
        for place, name in enumerate(NAMES):
            first, _, last = name.rpartition(" ")
            person = make.patient(first_name=first, last_name=last)
            make.appointment(
                leo, make.at(f"{6 + place // 4:02}:{place % 4 * 15:02}"), minutes=15, patient=person
            )


def written(kind, tmp_path):
    path = tmp_path / f"a.{kind}"
    with of_one_instant():
        FORMATS[kind].write(tabular.asked("appointments", ASKED), path, Steps())
    return path


def test_no_name_is_run_and_each_is_had_back(booked, tmp_path):
    """In CSV by the apostrophe before it, in Excel and JSON lines because text is text there."""
    csv_reads_back_equal(tmp_path)
    excel_holds_typed_cells_a_fixed_heading_and_what_it_means(tmp_path)
    json_lines_say_what_the_page_says(tmp_path)


def csv_reads_back_equal(tmp_path):
    rows = list(csv.DictReader(io.StringIO(written("csv", tmp_path).read_bytes().decode(), newline="")))

    assert not [row["Patient"] for row in rows if row["Patient"].lstrip(" ")[:1] in set("=+-@\t\r\n＝＋－＠")]
    assert {original(row["Patient"]) for row in rows} == set(NAMES)


def excel_holds_typed_cells_a_fixed_heading_and_what_it_means(tmp_path):
    book = openpyxl.load_workbook(written("xlsx", tmp_path))
    heading, first, *_ = (list(row) for row in book["Rows"].rows)
    named = {cell.value: cell for cell in book["Rows"]["E"][1:]}

    assert book["Rows"].freeze_panes == "A2"
    assert [cell.value for cell in heading] == list(tabular.asked("appointments", ASKED).columns)
    assert (f"{first[0].value:%Y-%m-%d}", type(first[1].value), first[7].value) == ("2026-11-24", time, 15)
    assert {cell.data_type for cell in named.values()} == {"s"}
    assert {unescape(str(name)) for name in named} == set(NAMES)
    assert book["What this is"]["B2"].value.startswith("Counted: appointments")


def test_a_workbook_says_what_was_asked_in_words(rosa, tmp_path):
    with transaction.atomic():
        leo, _ = make.therapist("Leo"), make.therapist("Maya")
        make.appointment(leo, make.at("07:00"))
    path = tmp_path / "a.xlsx"
    asked = QueryDict(f"{ASKED.urlencode()}&therapist={leo.pk}&status=noshow&compare=year")
    with of_one_instant():
        FORMATS["xlsx"].write(tabular.asked("appointments", asked), path, Steps())

    sheet = openpyxl.load_workbook(path)["What this is"]
    assert sheet["B3"].value == (
        "From: 24 November 2026; To: 24 November 2026; Therapist: Leo; Rows: No-show"
    )


def test_an_instant_is_one_where_a_form_has_types_and_text_in_csv(rosa, tmp_path, tuesday):
    tuesday.move_to(datetime(2026, 7, 1, 7, 30, tzinfo=UTC), tick=False)
    with transaction.atomic():
        leo = make.therapist("Leo")
        make.signed(make.treatment_session(leo, make.at("07:00")))
    asked = QueryDict("from=2026-07-01&to=2026-07-01")
    form = {kind: tmp_path / f"a.{kind}" for kind in ("csv", "xlsx", "jsonl")}
    for kind, path in form.items():
        FORMATS[kind].write(tabular.asked("sessions", asked), path, Steps())

    (row,) = csv.DictReader(io.StringIO(form["csv"].read_text(encoding="utf-8")))
    heads, cells = openpyxl.load_workbook(form["xlsx"])["Rows"].values
    assert row["Signed at"] == "2026-07-01T08:30"
    assert dict(zip(heads, cells, strict=True))["Signed at"].isoformat() == "2026-07-01T08:30:00"
    assert json.loads(form["jsonl"].read_text(encoding="utf-8"))["Signed at"] == "2026-07-01T08:30:00+01:00"
    assert "Wed 1 Jul 2026, 08:30" in signed_in(rosa).get("/reports/sessions/", asked).content.decode()


def test_a_workbook_says_what_is_missing_of_its_figures(rosa, tmp_path):
    asked = tabular.asked("retention", ASKED)
    FORMATS["xlsx"].write(asked, tmp_path / "a.xlsx", Steps())

    told = dict(openpyxl.load_workbook(tmp_path / "a.xlsx")["What this is"].values)
    assert told["Not whole yet"] == asked.answer().partial != ""


def json_lines_say_what_the_page_says(tmp_path):
    rows = [json.loads(each) for each in written("jsonl", tmp_path).read_bytes().decode().split("\n")[:-1]]

    assert {row["Patient"] for row in rows} == set(NAMES)
    assert (rows[0]["Date"], rows[0]["Minutes"]) == ("2026-11-24", 15)


@pytest.mark.sweep
@pytest.mark.skipif(not SOFFICE, reason="There is no LibreOffice here.")
def test_a_spreadsheet_runs_nothing_and_reads_each_cell_as_it_was(booked, tmp_path):
    told = list(csv.reader(io.StringIO(written("csv", tmp_path).read_bytes().decode(), newline="")))
    for kind, cell in (("csv", str), ("xlsx", original)):
        found = opened_in_libreoffice(written(kind, tmp_path), tmp_path / "read")

        assert "f" not in {one.data_type for row in found for one in row}
        assert [[shown(one.value) for one in row] for row in found] == [
            [shown(cell(one)) for one in row] for row in told
        ]


def opened_in_libreoffice(path, folder):
    """The first sheet, as LibreOffice took it and wrote it out again."""
    taken = ["--infilter=CSV:44,34,76,1,,0,false,true,false"] if path.suffix == ".csv" else []
    own = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    where = ["--convert-to", "xlsx", "--outdir", str(folder), str(path)]
    subprocess.run([SOFFICE, own, "--headless", *taken, *where], check=True, capture_output=True)
    return list(openpyxl.load_workbook(folder / "a.xlsx").worksheets[0].rows)


def shown(value):
    """Days as days; lines in a cell end in one way or the other."""
    text = f"{value:%Y-%m-%d}" if isinstance(value, datetime) else str("" if value is None else value)
    return unescape(text).replace("\r", "\n")


def test_a_line_ends_where_its_row_does():
    assert line({"a": "x\u2028\ny"}).count("\n") == 1


@pytest.mark.sweep
def test_paper_is_tagged_and_has_every_row(booked, tmp_path):
    content = written("pdf", tmp_path).read_bytes()
    assert content.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in content


def test_a_short_one_comes_at_once_and_a_long_one_by_the_worker(
    booked, rosa, monkeypatch, settings, tmp_path
):
    settings.UNFINISHED_ROOT = tmp_path
    client, place = signed_in(rosa), reverse("reports:form", args=["appointments", "jsonl"])

    answer = client.post(f"{place}?{ASKED.urlencode()}")
    assert len(b"".join(answer.streaming_content).splitlines()) == len(NAMES)
    assert AuditEvent.objects.get(action="exported").fields[-2:] == [
        f"rows {len(NAMES)}",
        f"patients {len(NAMES)}",
    ]

    monkeypatch.setitem(FORMATS, "jsonl", FORMATS["jsonl"]._replace(at_once=1))
    client.post(f"{place}?{ASKED.urlencode()}")
    export = Export.objects.get()
    assert export.asked == "From: 24 November 2026; To: 24 November 2026"
    assert not [one for one in AuditEvent.objects.get(action="asked for an export").fields if "From:" in one]
    writing.write(export.pk)
    export.refresh_from_db()
    assert (export.state, export.rows, export.name) == (
        "ready", len(NAMES), "appointments_2026-11-24_2026-11-24.jsonl",
    )  # fmt: skip


@pytest.mark.parametrize("place", ["nothing/as/csv/", "appointments/as/exe/"])
def test_what_there_is_not_cannot_be_had(rosa, place):
    assert signed_in(rosa).post(f"/reports/{place}").status_code in {404, 409}


def test_a_question_that_no_longer_holds_is_told_as_failed(rosa, settings, tmp_path):
    settings.UNFINISHED_ROOT = tmp_path
    asked = {"report": "appointments", "as": "csv", "address": "from=nonsense"}
    export = asking.ask(Export.Kind.REPORT, asked, by=rosa)
    writing.write(export.pk)

    assert "cannot be asked that" in Export.objects.get(pk=export.pk).failed_why


@pytest.mark.parametrize(
    ("value", "look"), [(Decimal("45.50"), "0.00"), (Decimal("5.8"), "0.0"), (Decimal(7), None), (5.25, None)]
)
def test_a_price_keeps_its_second_digit_in_a_workbook(value, look):
    assert xlsx._look_of(value) == look

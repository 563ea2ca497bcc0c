"""A report has the same columns on its page and in its files; its tables say the same words under them."""

import csv
import io
import json
from urllib.parse import urlencode

import openpyxl
import pytest
from django.http import QueryDict

from clinic import audit
from clinic.models import AuditEvent
from reports.cells import original
from reports.definitions import REPORTS
from reports.exports import tabular
from reports.exports.formats import FORMATS
from reports.exports.progress import Steps
from tests import make
from tests.reports.page_tables import Tables, shown
from tests.reports.test_opening import DAYS, LISTS, clinic
from tests.sessions.browse import signed_in
from tests.sweeping import parts

pytestmark = pytest.mark.django_db
__all__ = ["clinic"]
ROWS, ABOUT = "Rows", "What this is"


@pytest.fixture
def client(clinic):
    return signed_in(make.admin("Ida"))


def page(client, slug, part=""):
    """The report's figures and tables as it answered them, and its tables as its page has them."""
    answer = client.get(f"/reports/{slug}/", DAYS | {"status": part})
    found = Tables(answer.content.decode()).found
    for table in answer.context["answer"].tables:
        for row in found.get(table.slug, []) if table.spans else ():
            del row[1]  # a drawing of two other columns
    return answer.context["answer"], found


def asked(slug, address):
    return tabular.asked(slug, QueryDict(urlencode(address)))


def written(form, path, slug, part=""):
    FORMATS[form].write(asked(slug, DAYS | {"status": part}), path, Steps())
    return path


def test_each_table_of_each_page_is_a_sheet_with_its_columns_and_words(client, tmp_path):
    for slug, report in REPORTS.items():
        book = openpyxl.load_workbook(written("xlsx", tmp_path / "a.xlsx", slug))
        answer, on_page = page(client, slug)  # afterwards: it adds a line to the log, which is a report too

        names = [table.title if report.names_people else ROWS for table in answer.tables]
        for name, table in zip(names, answer.tables, strict=True):
            expected = on_page.get(table.slug) or [[*table.heads]]
            expected = [["" if cell == "–" else cell for cell in row] for row in expected]
            assert [[shown(cell) for cell in row] for row in book[name].rows] == expected, (slug, name)
        assert {*book.sheetnames} == {ROWS, *names, ABOUT}


@pytest.mark.parametrize("lists", parts(LISTS, one_in=5))
def test_each_list_has_in_every_form_the_columns_of_its_page(client, tmp_path, lists):
    for slug, part in lists:
        _, on_page = page(client, slug, part)
        book = openpyxl.load_workbook(written("xlsx", tmp_path / "a.xlsx", slug, part))
        lines = csv.reader(io.StringIO(written("csv", tmp_path / "a.csv", slug, part).read_text("utf-8")))
        objects = written("jsonl", tmp_path / "a.jsonl", slug, part).read_text("utf-8").splitlines()

        (heads, *rows) = on_page.get("rows", [[]])
        if not rows:
            continue  # no table, then; an export of nothing has its heading all the same
        assert [cell.value for cell in next(book[ROWS].rows)] == heads, (slug, part)
        assert next(lines) == heads, (slug, part)
        assert {tuple(json.loads(each)) for each in objects} == {tuple(heads)}, (slug, part)
        assert len(objects) >= len(rows)


def test_who_looked_at_one_record_has_the_columns_and_words_of_its_page(tmp_path):
    rosa, person = make.staff("Rosa", "admin", "therapist"), make.patient("Helen Vasquez")
    audit.record("opened without care team", person, by=rosa, reason="=Rang in pain", outcome="refused")
    client, address = signed_in(rosa), {"record": person.number}
    heads, *looks = Tables(client.get(f"/patients/{person.number}/access/").content.decode()).found["looks"]
    FORMATS["xlsx"].write(asked("who-looked", address), tmp_path / "a.xlsx", Steps())

    file = csv.reader(io.StringIO(b"".join(client.get("/reports/who-looked.csv", address)).decode()))
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")[ROWS]

    assert next(file) == heads
    assert [[original(cell) for cell in row[1:]] for row in file] == [look[1:] for look in looks]
    assert [[shown(cell) for cell in row] for row in sheet.rows] == [heads, *looks]
    assert AuditEvent.objects.get(action="exported").patient_id == person.pk

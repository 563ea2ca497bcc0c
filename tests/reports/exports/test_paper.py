"""A report on paper says what its page says: the figures, each table, then the rows."""

from datetime import timedelta

import openpyxl
import pikepdf
import pytest

from clinic import audit, clock
from clinic.models import AuditEvent
from patients import looks
from reports.definitions import REPORTS
from reports.exports.formats import FORMATS
from reports.exports.progress import Steps
from tests import make
from tests.reports.exports.paper_tables import Paper, squeezed
from tests.reports.test_opening import DAYS
from tests.reports.test_same_columns import asked, client, clinic, page, written
from tests.sweeping import parts

pytestmark = pytest.mark.django_db
__all__ = ["client", "clinic"]
EVERY = ["revenue", *(slug for slug in REPORTS if slug != "revenue")]


def paper(tmp_path, slug, part=""):
    return Paper(written("pdf", tmp_path / "a.pdf", slug, part))


def table(title, heads, lines):
    return squeezed(title), [[squeezed(cell) for cell in row] for row in [heads, *lines]]


@pytest.mark.parametrize("slugs", parts(EVERY, one_in=6))
def test_it_has_the_figures_and_tables_of_its_page(client, tmp_path, slugs):
    for slug in slugs:
        found = paper(tmp_path, slug).found
        answer, on_page = page(client, slug)  # afterwards: it adds a line to the log, which is a report too

        figures = [(each.label, each.value, each.note) for each in answer.figures]
        expected = [table("Figures", ("Figure", "Value", "Note"), figures)]
        for one in answer.tables:
            expected += [table(one.title, *_split(on_page[one.slug]))] if one.lines else []
        listed = found[len(expected) :]
        assert found[: len(expected)] == expected, slug
        assert [title for title, _ in listed] in ([], ["Everyrowbehindit"]), slug


def _split(rows):
    return rows[0], rows[1:]


@pytest.mark.parametrize("slug", ["revenue", "points"])
def test_every_row_stands_below_them(client, tmp_path, slug):
    told = asked(slug, DAYS)
    *_, (title, (heads, *rows)) = paper(tmp_path, slug).found

    assert (title, heads) == ("Everyrowbehindit", [squeezed(head) for head in told.headings])
    number = told.headings.index("Patient number")
    assert [row[number] for row in rows] == [str(row[number]) for row in told.values()]


def test_of_a_part_it_has_the_figures_of_the_whole_and_says_which_rows_follow(client, tmp_path):
    (*above, (every, whole)), (*same, (some, part)) = (
        paper(tmp_path, "appointments", part).found for part in ("", "noshow")
    )

    assert same == above
    assert (every, some) == ("Everyrowbehindit", "Rows:No-show")
    assert 1 < len(part) < len(whole)


def test_what_is_missing_of_the_figures_is_said_above_them(client, tmp_path):
    answer, _ = page(client, "retention")

    assert answer.partial
    assert squeezed(answer.partial) in paper(tmp_path, "retention").said


def test_what_has_no_figures_is_its_rows_under_its_own_title(tmp_path):
    rosa, person = make.admin("Rosa"), make.patient("Helen Vasquez")
    audit.record("opened without care team", person, by=rosa, reason="Rang in pain", outcome="refused")
    FORMATS["pdf"].write(asked("who-looked", {"record": person.number}), tmp_path / "a.pdf", Steps())

    ((title, (heads, *rows)),) = Paper(tmp_path / "a.pdf").found

    assert (title, heads) == ("", [squeezed(head) for head in looks.HEADS])
    assert "Ranginpain" in rows[0]


def test_the_log_says_acts_in_words_and_a_hash_that_breaks_is_the_hash(tmp_path):
    event = audit.record("opened without care team", make.patient(), by=make.admin(), reason="Rang in pain")

    (*_, (_, (heads, *rows))) = Paper(written("pdf", tmp_path / "a.pdf", "access-log")).found

    (row,) = (row for row in rows if "Openedwithoutcareteam" in row)
    assert row[heads.index("Hash")] == AuditEvent.objects.get(pk=event).hash


def test_the_log_is_compact_on_paper(tmp_path):
    """Sixteen columns of one width left room for twelve rows a page: the hash alone took four lines."""
    person, rosa = make.patient(), make.admin("Rosa Delgado")
    for _ in range(80):
        audit.record("opened", person, by=rosa, reason="Rang in pain", fields=["history", "cautions"])

    with pikepdf.open(written("pdf", tmp_path / "a.pdf", "access-log")) as pdf:
        assert len(pdf.pages) <= 4


def test_the_log_has_its_time_as_one_and_to_the_digit_and_says_which_is_which(tmp_path):
    event = AuditEvent.objects.get(pk=audit.record("opened", make.patient(), by=make.admin()))

    book = openpyxl.load_workbook(written("xlsx", tmp_path / "a.xlsx", "access-log"))

    assert book["Rows"].column_dimensions["A"].width > len("2026-11-24 10:00")
    heads, *rows = book["Rows"].iter_rows(values_only=True)
    line = next(dict(zip(heads, row, strict=True)) for row in rows if event.hash in row)
    assert abs(clock.local(event.at).replace(tzinfo=None) - line["Time"]) < timedelta(milliseconds=1)
    assert line["Exact time (UTC)"] == f"{event.at:%Y-%m-%dT%H:%M:%S.%fZ}"
    told = dict(book["What this is"].iter_rows(values_only=True))
    assert "Time is by the clinic's clock; the exact time, in UTC," in told["Counted"]

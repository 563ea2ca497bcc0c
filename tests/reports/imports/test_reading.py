"""Files are read as they are written, and hostile ones are refused in words."""

import zipfile
from datetime import date
from random import Random

import pytest

from clinic.models import Clinic
from reports.imports.reading import headings, shapes, values, workbook
from reports.imports.reading.refusals import Unfit
from tests.reports.imports.files import FRESHA, PEOPLE, table
from tests.reports.imports.files import workbook as made

NOISE = Random(1).randbytes(5_000)  # noqa: S311  as a packed file looks


@pytest.fixture(autouse=True)
def clinic():
    Clinic.remember(Clinic(time_zone="Europe/London"))
    yield
    Clinic.remember(None)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Client First Name", "first_name"),
        ("date_of_birth", "birth_on"),
        ("dateOfBirth", "birth_on"),
        ("E-mail address", "email"),
        ("Emergency contact phone", ""),
        ("Surnamed", ""),
        ("Phoneme", ""),
        ("Prénom", "first_name"),
    ],
)
def test_headings_are_known_by_whole_words(heading, field):
    assert headings.match("patients", "plain", [heading]) == ({0: field} if field else {})


def test_the_headings_are_found_below_a_title():
    lines = [(1, ["Clients of 2026", ""]), (2, ["Printed", "by Rosa"]), (4, FRESHA), (5, PEOPLE[0])]
    assert headings.find("patients", lines) == (4, FRESHA)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_letters_and_delimiter_are_found_out(delimiter, encoding):
    content = table(FRESHA, *PEOPLE, delimiter=delimiter, encoding=encoding)
    shape = shapes.of(content)

    assert [cells for _, cells in shapes.lines(content, shape)] == [FRESHA, *PEOPLE]


def test_a_quoted_line_feed_stays_in_its_cell():
    content = table(["Name", "Address"], ["Ada", "1 High Street\nLeeds"])
    assert dict(shapes.lines(content, shapes.of(content)))[2] == ["Ada", "1 High Street\nLeeds"]


def test_a_workbook_gives_days_texts_and_the_value_of_a_formula():
    content = made(["Name", "Born", "Phone"], ["Ada <B>", 31391.0, 447700900101], ["=HYPERLINK()", "", ""])
    rows = [cells for _, cells in workbook.rows(content)]

    assert rows == [["Name", "Born", "Phone"], ["Ada <B>", "1985-12-10", "447700900101"], ["shown", "", ""]]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\0\0 \r\n", "empty"),
        (b"%PDF-1.7 ...", "a PDF, .* no table"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"GIF89a", "a picture"),
        (b"\xef\xbb\xbf\n<!DOCTYPE html><table><tr><td>Ada", "a web page"),
        (NOISE, "no table"),
        (b"\x7fELF\x02\x01\x01" + b"\0" * 900 + b"main", "no table"),
        (b"\xd0\xcf\x11\xe0 old", "2003"),
        (b"PK\x03\x04 torn", "no whole Excel workbook"),
        (b"a,b\n" + b'"never closed ' + b"x" * 200_000, "never closed"),
        (b"," * 2_000_000, "columns"),
        (made(["a"], more={"xl/styles.xml": '<!DOCTYPE a [<!ENTITY b "c">]><styleSheet/>'}), "no whole"),
        (made(["a"], more={"xl/worksheets/sheet1.xml": '<worksheet><row><c r="ZZZ1"><v>1</v></c></row></worksheet>'}),  # noqa: E501
         "columns"),
    ],
    ids=["empty", "blank", "pdf", "png", "gif", "page", "noise", "program", "old", "torn", "quote", "wide",
         "entities", "far cell"],
)  # fmt: skip
def test_what_is_no_table_is_refused_in_words(content, words):
    with pytest.raises(Unfit, match=words):
        [*shapes.lines(content, shapes.of(content))]


@pytest.mark.parametrize(
    "name", ["x.png", "Clients.PDF", "clients.csv.gz", "clients.docx", "list.json", "a.mp3"]
)
def test_a_name_that_no_table_has_is_refused_in_words_and_says_what_to_do(name):
    ending = name.rpartition(".")[2].lower()

    for content in (table(FRESHA, *PEOPLE), made(FRESHA, *PEOPLE)):
        with pytest.raises(Unfit, match=rf"ends in \.{ending} is no table.*\.csv, \.xlsx or \.ics"):
            shapes.of(content, name)


@pytest.mark.parametrize(
    "name",
    ["clients.csv", "CLIENTS.TXT", "clients.xls", "clients", "Clients of 22.11", "Dr. Marsh", "a.b.tsv", ""],
)
def test_of_a_name_that_a_table_may_have_what_is_in_it_decides(name):
    assert shapes.of(table(FRESHA, *PEOPLE), name)["format"] == "csv"
    assert shapes.of(made(FRESHA, *PEOPLE), name)["format"] == "xlsx"
    assert shapes.of(b"BEGIN:VCALENDAR\nEND:VCALENDAR", name)["format"] == "ics"


@pytest.mark.parametrize("encoding", ["gb18030", "shift_jis", "cp1251", "utf-16-le", "cp1252"])
def test_a_text_in_any_letters_is_read(encoding):
    words = {
        "gb18030": "\u738b\u5c0f\u660e",
        "shift_jis": "\u5c71\u7530",
        "cp1251": "\u0410\u043d\u043d\u0430",
    }
    content = table(FRESHA, *[["F1", words.get(encoding, "Zoë")] * 3] * 9, encoding=encoding)

    assert shapes.of(content, "list.csv")["format"] == "csv"


def test_a_line_of_a_workbook_has_the_number_that_excel_shows_beside_it():
    def rows(*numbers):
        lines = "".join(f'<row r="{number}"><c><v>1</v></c></row>' for number in numbers)
        return made(more={"xl/worksheets/sheet1.xml": f"<worksheet>{lines}</worksheet>"})

    content = rows(1, 4, 6)
    assert [place for place, _ in shapes.lines(content, shapes.of(content))] == [1, 4, 6]
    for numbers in ((2, 2), (2, 1), (1, 1_048_577)):
        with pytest.raises(Unfit, match="no whole Excel workbook"):
            [*workbook.rows(rows(*numbers))]


def test_a_small_workbook_that_unpacks_to_much_is_refused(monkeypatch):
    monkeypatch.setattr(workbook, "LARGEST_UNPACKED", 100_000)
    bomb = made(*[["A" * 1000]] * 1000)
    assert len(bomb) < 20_000

    with pytest.raises(Unfit, match="unpacks"):
        [*workbook.rows(bomb)]


def test_what_a_workbook_says_of_its_size_is_not_believed(monkeypatch):
    monkeypatch.setattr(workbook, "LARGEST_UNPACKED", 100_000)
    monkeypatch.setattr(zipfile.ZipFile, "infolist", lambda _: [])

    with pytest.raises(Unfit, match="unpacks"):
        [*workbook.rows(made(*[["A" * 1000]] * 1000))]


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("2024-03-05", "", (2024, 3, 5)),
        ("20240305", "", (2024, 3, 5)),
        ("05/03/2024", "day", (2024, 3, 5)),
        ("05/03/2024", "month", (2024, 5, 3)),
        ("5.3.85", "day", (1985, 3, 5)),
        ("Mar 5, 2024 2:30 PM", "", (2024, 3, 5)),
        ("Tue, 5th March 2024", "", (2024, 3, 5)),
    ],
)
def test_days_are_read_as_they_are_written(text, order, day):
    assert values.day(text, order) == date(*day)


@pytest.mark.parametrize("text", ["31/02/1980", "1980-02-31", "soon", "0/0/0000", "32/01/1980", "1/1/1"])
def test_a_day_that_never_was_is_refused(text):
    with pytest.raises(ValueError, match=r"no d"):
        values.day(text, "day")


@pytest.mark.parametrize(
    ("text", "order", "first"), [("05/13/1980", "day", "month"), ("13/05/80", "month", "day")]
)
def test_a_date_the_other_way_round_than_the_rest_is_refused_for_that(text, order, first):
    with pytest.raises(ValueError, match=f"has its {first} first, unlike the other dates"):
        values.day(text, order)


def test_the_order_of_dates_is_told_by_the_file_or_asked():
    assert values.order_of(["01/02/1980", "25/12/1980"]) == "day"
    assert values.order_of(["01/02/1980", "12/25/1980"]) == "month"
    assert values.order_of(["01/02/1980"]) == values.order_of(["25/12/1980", "12/25/1980"]) == ""
    with pytest.raises(ValueError, match="day or the month"):
        values.day("01/02/1980", "")


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [("2:30 PM", 14, 30), ("12:05 am", 0, 5), ("9am", 9, 0), ("14:30:00", 14, 30), ("14.30", 14, 30)],
)
def test_times_are_read_as_they_are_written(text, hour, minute):
    at, _ = values.clock_time(text)
    assert (at.hour, at.minute) == (hour, minute)

"""What kind of file it is and how it is read; kept with the import, so that the worker reads it alike."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from clinic.letters import encoding_of
from reports.imports.reading import calendar, endings, text, workbook
from reports.imports.reading.refusals import LARGEST_BYTES, MOST_ROWS, Unfit, too_long
from scheduling.calendar_files.letters import unfolded

Shape = dict[str, Any]
ZIPPED, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def of(content: bytes, name: str = "") -> Shape:
    """By what is in it; raises Unfit for what is no table, or by its name is none."""
    if not content.strip(b"\x00 \t\r\n"):
        raise Unfit("This file is empty.")
    if len(content) > LARGEST_BYTES:
        raise Unfit(f"This file is larger than {LARGEST_BYTES // 1_000_000} MB. Split it, then try again.")
    endings.refuse_by_name(name)
    if content.startswith(ZIPPED):
        return {"format": "xlsx"}
    if content.startswith(OLD_EXCEL):
        raise Unfit("This is a workbook of Excel 2003 or older. Save it again as .xlsx or .csv.")
    endings.refuse_by_signs(content)
    encoding = encoding_of(content)
    endings.refuse_unreadable(content, encoding)
    if "BEGIN:VCALENDAR" in content[:2000].decode(encoding, "replace").upper():
        return {"format": "ics", "encoding": encoding_of(unfolded(content))}
    return {"format": "csv", "encoding": encoding, "delimiter": text.delimiter_of(content, encoding)}


def lines(content: bytes, shape: Shape) -> Iterator[tuple[int, list[str]]]:
    """Each line that says something, with its place in the file from 1 on."""
    for number, (place, cells) in enumerate(_rows(content, shape)):
        if number >= MOST_ROWS:
            raise too_long()
        if any(cell.strip() for cell in cells):
            yield place, cells


def first_lines(content: bytes, shape: Shape, most: int) -> list[tuple[int, list[str]]]:
    return list(islice(lines(content, shape), most))


def about_how_many(content: bytes, shape: Shape) -> int:
    """Lines to go through, to measure the way by; the end of a workbook is not known before it is read."""
    if shape["format"] == "xlsx":
        return 0
    if shape["format"] == "ics":
        return content.upper().count(b"BEGIN:VEVENT")
    return content.count(b"\n")


def _rows(content: bytes, shape: Shape) -> Iterator[tuple[int, list[str]]]:
    if shape["format"] == "xlsx":
        return workbook.rows(content)
    if shape["format"] == "ics":
        return enumerate(calendar.rows(content, shape["encoding"]), 1)
    return enumerate(text.rows(content, shape["encoding"], shape["delimiter"]), 1)

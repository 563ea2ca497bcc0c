"""Whether a file can be a table at all: how its name ends, and what its first bytes say."""

from pathlib import PurePath

from reports.imports.reading.refusals import Unfit

# What tables are called, and what other programs call them though it is text: what is in it decides then.
TABLES = {"csv", "tsv", "tab", "txt", "xlsx", "xlsm", "xls", "ics", "ical"}
LONGEST = 5  # of an ending; what is longer belongs to the name
SIGNS = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"{\\rtf": "a letter",
    b"\x1f\x8b": "a packed file",
    b"7z\xbc\xaf": "a packed file",
    b"Rar!\x1a": "a packed file",
}
PAGES = (b"<!doctype", b"<html", b"<table", b"<?xml")
SAMPLE = 64_000  # bytes
# Of a hundred signs of what is packed, compiled or drawn ten say nothing to a reader; of a text hardly any.
UNREADABLE = 0.05
SAID_NOTHING = {*map(chr, range(32))} - {*"\t\n\v\f\r"}


def refuse_by_name(name: str) -> None:
    """A name that ends as no table's does; one without an ending says nothing."""
    ending = PurePath(name).suffix[1:].lower()
    if not ending.isalnum() or ending.isdecimal() or len(ending) > LONGEST or ending in TABLES:
        return
    raise Unfit(
        f"A file that ends in .{ending} is no table. Save one from the other program as .csv, .xlsx or .ics. "
        "If this is one, give its name that ending first."
    )


def refuse_by_signs(content: bytes) -> None:
    for sign, what in SIGNS.items():
        if content.startswith(sign):
            raise _no_table(what)
    if content.removeprefix(b"\xef\xbb\xbf").lstrip()[:9].lower().startswith(PAGES):
        raise _no_table("a web page")


def refuse_unreadable(content: bytes, encoding: str) -> None:
    sample = content[:SAMPLE].decode(encoding, "replace")
    if sum(sign in SAID_NOTHING for sign in sample) > UNREADABLE * len(sample):
        raise _no_table("a picture, a program or a packed file")


def _no_table(what: str) -> Unfit:
    return Unfit(
        f"This is {what}, whatever its name says, and no table. Save one from the other program as .csv, "
        ".xlsx or .ics."
    )

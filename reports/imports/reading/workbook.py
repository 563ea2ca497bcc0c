"""An Excel workbook's first sheet, read as a stream with suspicion; formulas give the value they last had."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from xml.parsers import expat

from reports.imports.reading.refusals import MOST_COLUMNS, Unfit, too_wide

NOT_ONE = "This is no whole Excel workbook. Open it in Excel, save it again as .xlsx or .csv, then try again."
# What a sheet of a few hundred thousand lines takes; a small file that unpacks to more is an attack.
LARGEST_UNPACKED = 600_000_000
LARGEST_STRINGS = 150_000_000
BLOCK = 1 << 16
DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}  # built-in formats
DATE_SIGNS = re.compile(r"[ymdhs]", re.IGNORECASE)
QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
LAST_LINE = 1_048_576
REFERENCE = re.compile(r"([A-Z]{1,3})\d+")


Row = tuple[int, list[str]]


def rows(content: bytes) -> Iterator[Row]:
    """Each line's number in the sheet and its cells as text; days and times as ISO 8601."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            yield from _rows(parts)
    except (
        zipfile.BadZipFile,
        expat.ExpatError,
        KeyError,
        ValueError,
        EOFError,
        NotImplementedError,
    ) as error:
        raise Unfit(NOT_ONE) from error
    except RuntimeError as error:  # a part that is encrypted
        raise Unfit(
            "This workbook is locked with a password. Take it off in Excel, then try again."
        ) from error


def _rows(parts: zipfile.ZipFile) -> Iterator[Row]:
    if sum(part.file_size for part in parts.infolist()) > LARGEST_UNPACKED:
        raise Unfit("This workbook unpacks to far more than it should. Save it as .csv, then try again.")
    book = _Book()
    _read(parts, "xl/workbook.xml", book)
    links = _Links()
    _read(parts, "xl/_rels/workbook.xml.rels", links)
    names = set(parts.namelist())
    styles, strings = _Styles(), _Strings()
    if "xl/styles.xml" in names:
        _read(parts, "xl/styles.xml", styles)
    if "xl/sharedStrings.xml" in names:
        _read(parts, "xl/sharedStrings.xml", strings, LARGEST_STRINGS)
    sheet = _Sheet(strings.all, styles.are_dates, starts_1904=book.starts_1904)
    target = links.targets[book.first]
    path = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
    for _block in _stream(parts, path, sheet, LARGEST_UNPACKED):
        yield from sheet.taken()


class _Handler:
    """start, end: told of each element by its plain name. text: of the element that is open, while wanted."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.wanted = False

    def start(self, name: str, said: dict[str, str]) -> None: ...

    def end(self, name: str) -> None: ...

    def data(self, text: str) -> None:
        if self.wanted:
            self.parts.append(text)

    def text(self) -> str:
        text, self.parts = "".join(self.parts), []
        return text


def _read(parts: zipfile.ZipFile, name: str, handler: _Handler, most: int = LARGEST_UNPACKED) -> None:
    for _ in _stream(parts, name, handler, most):
        pass


def _stream(parts: zipfile.ZipFile, name: str, handler: _Handler, most: int) -> Iterator[None]:
    """Feed a part block by block; what it says of its size is not believed."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda name, said: handler.start(_plain(name), said)
    parser.EndElementHandler = lambda name: handler.end(_plain(name))
    parser.CharacterDataHandler = handler.data
    with parts.open(name) as part:
        unpacked = 0
        while block := part.read(BLOCK):
            unpacked += len(block)
            if unpacked > most:
                raise Unfit(
                    "This workbook unpacks to far more than it should. Save it as .csv, then try again."
                )
            parser.Parse(block)
            yield
        parser.Parse(b"", True)  # noqa: FBT003  expat names none of its arguments
        yield


def _refuse(*_: object) -> None:
    """A workbook declares no entities; whoever does means harm."""
    raise Unfit(NOT_ONE)


def _plain(name: str) -> str:
    return name.rpartition(" ")[2]


class _Book(_Handler):
    """Which sheet is the first, by its link, and from which day its days are counted."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.starts_1904 = "", False

    def start(self, name: str, said: dict[str, str]) -> None:
        if name == "workbookPr":
            self.starts_1904 = said.get("date1904") in {"1", "true"}
        if name == "sheet" and not self.first and said.get("state", "visible") == "visible":
            self.first = next(value for key, value in said.items() if _plain(key) == "id")


class _Links(_Handler):
    def __init__(self) -> None:
        super().__init__()
        self.targets: dict[str, str] = {}

    def start(self, name: str, said: dict[str, str]) -> None:
        if name == "Relationship":
            self.targets[said["Id"]] = said["Target"]


class _Styles(_Handler):
    """are_dates: for each style of a cell, whether its number is a day or a time."""

    def __init__(self) -> None:
        super().__init__()
        self.are_dates: list[bool] = []
        self.own: set[int] = set()
        self.of_cells = False

    def start(self, name: str, said: dict[str, str]) -> None:
        if name == "numFmt" and DATE_SIGNS.search(QUOTED.sub("", said.get("formatCode", ""))):
            self.own.add(int(said["numFmtId"]))
        elif name == "cellXfs":
            self.of_cells = True
        elif name == "xf" and self.of_cells:
            number = int(said.get("numFmtId", 0))
            self.are_dates.append(number in DATES or number in self.own)

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self.of_cells = False


class _Strings(_Handler):
    """The texts that cells share, without how they are read aloud (rPh)."""

    def __init__(self) -> None:
        super().__init__()
        self.all: list[str] = []
        self.aloud = False

    def start(self, name: str, said: dict[str, str]) -> None:
        self.aloud = self.aloud or name == "rPh"
        self.wanted = name == "t" and not self.aloud

    def end(self, name: str) -> None:
        self.wanted = False
        self.aloud = self.aloud and name != "rPh"
        if name == "si":
            self.all.append(self.text())


class _Sheet(_Handler):
    def __init__(self, strings: list[str], are_dates: list[bool], *, starts_1904: bool) -> None:
        super().__init__()
        self.strings, self.are_dates = strings, are_dates
        self.day_0 = datetime(1904, 1, 1) if starts_1904 else datetime(1899, 12, 30)  # noqa: DTZ001  a wall time
        self.rows: list[Row] = []
        self.place, self.row = 0, []  # type: ignore[var-annotated]
        self.said: dict[str, str] = {}

    def taken(self) -> list[Row]:
        rows, self.rows = self.rows, []
        return rows

    def start(self, name: str, said: dict[str, str]) -> None:
        if name == "row":
            self.place, self.row = self._number_of(said.get("r", "")), []
        elif name == "c":
            self.said = said
            self._move_to(said.get("r", ""))
        self.wanted = name in {"v", "t"}

    def end(self, name: str) -> None:
        self.wanted = False
        if name == "c":
            self.row.append(self._value(self.text()))
        elif name == "row":
            self.rows.append((self.place, self.row))

    def _number_of(self, said: str) -> int:
        """Empty lines are left out of the file; whoever opens it counts them all the same."""
        place = int(said) if said else self.place + 1
        if not self.place < place <= LAST_LINE:
            raise ValueError("lines of a sheet go up, to the last that Excel has")
        return place

    def _move_to(self, reference: str) -> None:
        """Cells that are left out in the file are empty ones."""
        found = REFERENCE.fullmatch(reference)
        place = _column(found[1]) if found else len(self.row)
        if place >= MOST_COLUMNS:
            raise too_wide()
        self.row += [""] * (place - len(self.row))

    def _value(self, text: str) -> str:
        kind = self.said.get("t", "n")
        if kind == "s":
            return self.strings[int(text)] if text else ""
        if kind == "b":
            return "yes" if text == "1" else "no"
        if kind == "e":
            return ""
        return self._number(text) if kind == "n" else text

    def _number(self, text: str) -> str:
        if not text:
            return ""
        number = float(text)
        style = int(self.said.get("s", 0))
        if style < len(self.are_dates) and self.are_dates[style]:
            return self._moment(number)
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 else text

    def _moment(self, days: float) -> str:
        try:
            moment = self.day_0 + timedelta(seconds=round(days * 86400))
        except OverflowError:
            return str(days)
        if days < 1:
            return f"{moment:%H:%M:%S}"
        return f"{moment:%Y-%m-%d}" if moment.time() == datetime.min.time() else f"{moment:%Y-%m-%dT%H:%M:%S}"


def _column(letters: str) -> int:
    """A is 0, AA is 26."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1

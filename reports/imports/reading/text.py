"""Files of separated values: in which letters, parted by what, and their lines one by one."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from reports.imports.reading.refusals import MOST_COLUMNS, Unfit, too_wide

# What may be chosen where the letters look wrong; the first is what almost every program writes today.
ENCODINGS = {
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "cp1252": "Western European (Windows)",
    "cp1250": "Central European (Windows)",
    "cp1251": "Cyrillic (Windows)",
    "cp1253": "Greek (Windows)",
    "cp1254": "Turkish (Windows)",
    "mac_roman": "Western European (old Mac)",
    "shift_jis": "Japanese (Shift JIS)",
    "gb18030": "Chinese (GB 18030)",
}
DELIMITERS = (",", ";", "\t", "|")
SAMPLE = 64_000  # bytes
LINES = 60


def delimiter_of(content: bytes, encoding: str) -> str:
    """The sign by which most of the first lines fall into equally many cells."""
    sample = content[:SAMPLE].decode(encoding, "replace")
    if len(content) > SAMPLE:
        sample = sample.rpartition("\n")[0] or sample
    return max(DELIMITERS, key=lambda sign: _evenness(sample, sign))


def _evenness(sample: str, delimiter: str) -> tuple[int, int]:
    widths: Counter[int] = Counter()
    try:
        reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        widths.update(len(cells) for cells in islice(reader, LINES))
    except csv.Error:
        return (0, 0)
    even = [(lines, width) for width, lines in widths.items() if width > 1]
    return max(even, default=(0, 0))


def rows(content: bytes, encoding: str, delimiter: str) -> Iterator[list[str]]:
    """Every line's cells; letters that the encoding does not know come as a sign that is refused later."""
    text = io.TextIOWrapper(io.BytesIO(content), encoding=encoding, errors="replace", newline="")
    reader = csv.reader(text, delimiter=delimiter)
    try:
        for cells in reader:
            if len(cells) > MOST_COLUMNS:
                raise too_wide()
            yield cells
    except csv.Error as error:
        raise Unfit(
            f"Line {reader.line_num} of the file cannot be read: a cell has no end, or is very long."
            " Look for a quotation mark that is never closed."
        ) from error

"""A ZIP that grows on the disk file by file, with a README and a checksum of everything in it."""

import hashlib
import json
import textwrap
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

SUMS = "SHA256SUMS"
README = "README.txt"
BLOCK = 1 << 20
WIDTH = 100  # of the README, in letters
CHECK = (
    "Unpack it, open a terminal in its folder, and type the line for your computer.",
    f"Linux:   sha256sum --quiet -c {SUMS}",
    f"macOS:   shasum -a 256 --quiet -c {SUMS}",
    f"Windows: Get-Content {SUMS} -Encoding UTF8 | % {{ $sum, $name = $_ -split '  ', 2;"
    " if ((Get-FileHash -LiteralPath $name).Hash -ne $sum) { $name } }",
    "Each says nothing where all is well, and names a file that is not as it was written.",
    "The line for Windows goes into PowerShell.",
)


class Archive:
    """Open it in a with; README and checksums are written at the end of the block, if it ends well."""

    def __init__(self, path: Path, at: datetime, readme: "Readme") -> None:
        self.at, self.readme = at, readme
        self.sums: dict[str, str] = {}
        self.zip = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, allowZip64=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, _e: Any, _t: TracebackType | None) -> None:
        if kind is None:
            self.add(README, self.readme.written().encode())
            lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(self.sums.items()))
            self._write(SUMS, lines.encode())
        self.zip.close()

    def add(self, name: str, content: bytes, *, packed: bool = True) -> None:
        """A file that is at hand whole; packed: whether it is worth making smaller."""
        self._write(name, content, packed=packed)
        self.sums[name] = hashlib.sha256(content).hexdigest()

    def has(self, folder: str) -> bool:
        """Whether a file stands in it already; the folder's name ends in a slash."""
        return any(name.startswith(folder) for name in self.sums)

    @contextmanager
    def growing(self, name: str) -> Iterator["Growing"]:
        """A file written in parts."""
        with self.zip.open(self._entry(name), "w", force_zip64=True) as file:
            growing = Growing(file)
            yield growing
        self.sums[name] = growing.sum.hexdigest()

    def _write(self, name: str, content: bytes, *, packed: bool = True) -> None:
        entry = self._entry(name)
        entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        self.zip.writestr(entry, content)

    def _entry(self, name: str) -> zipfile.ZipInfo:
        entry = zipfile.ZipInfo(name, self.at.timetuple()[:6])
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o600 << 16
        return entry


class Growing:
    """A file of the archive while it is written, and the sum of what went in."""

    def __init__(self, file: Any) -> None:
        self.file, self.sum = file, hashlib.sha256()

    def write(self, part: bytes) -> None:
        self.file.write(part)
        self.sum.update(part)

    def lines(self, rows: Iterable[dict[str, Any]]) -> int:
        """JSON, one row a line; gives how many."""
        count = 0
        for count, row in enumerate(rows, 1):  # noqa: B007  the last number is the answer
            self.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
        return count


class Readme:
    """What whoever opens the archive in ten years needs to know; parts in the order they are said."""

    def __init__(self, title: str, *paragraphs: str) -> None:
        told = (line for each in paragraphs for line in (_folded(each), ""))
        self.parts = [title, "=" * len(title), "", *told]

    def section(self, title: str, lines: Iterable[str]) -> None:
        self.parts += [title, "-" * len(title), *lines, ""]

    def written(self) -> str:
        return "\n".join(self.parts)


def _folded(paragraph: str) -> str:
    return "\n".join(textwrap.fill(line, WIDTH) for line in paragraph.splitlines())


def problems(archive: BinaryIO | Path) -> Iterator[str]:
    """What is wrong with an archive's files, by its own checksums; nothing when it is whole."""
    with zipfile.ZipFile(archive) as opened:
        there = set(opened.namelist())
        if SUMS not in there:
            yield f"{SUMS} is missing"
            return
        sums = dict(_read_sums(opened.read(SUMS).decode()))
        yield from (f"{name} is missing" for name in sorted(sums.keys() - there))
        yield from (f"{name} is not among the checksums" for name in sorted(there - sums.keys() - {SUMS}))
        for name in sorted(sums.keys() & there):
            if _sum_of(opened, name) != sums[name]:
                yield f"{name} is not as it was written"


def _read_sums(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        digest, _, name = line.partition("  ")
        yield name, digest


def _sum_of(opened: zipfile.ZipFile, name: str) -> str:
    found = hashlib.sha256()
    try:
        with opened.open(name) as file:
            while part := file.read(BLOCK):
                found.update(part)
    except zipfile.BadZipFile:
        return "unreadable"
    return found.hexdigest()

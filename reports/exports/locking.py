"""A record behind a password: one PDF, encrypted with AES-256, with everything else attached inside it.

A ZIP's own password is weak in most programs and AES in ZIP is read by few; a PDF's opens in every reader.
"""

import zipfile
from io import BytesIO
from typing import Any

import pikepdf

from reports.exports.archive import SUMS
from reports.exports.record import PDF

SHORTEST = 12


def locked(archive: Any, password: str) -> BytesIO:
    """The password is used here and kept nowhere; whoever loses it asks for the file again."""
    out = BytesIO()
    with zipfile.ZipFile(archive) as opened, pikepdf.open(BytesIO(opened.read(PDF))) as paper:
        for name in opened.namelist():
            if name != PDF:
                content = opened.read(name)
                told = _flat_sums(content) if name == SUMS else content
                paper.attachments[_flat(name)] = _attached(paper, _flat(name), told)
        # R6 is AES-256, as ISO 32000-2 has it.
        paper.save(out, encryption=pikepdf.Encryption(owner=password, user=password, R=6))
    out.seek(0)
    return out


def _flat(name: str) -> str:
    """What is attached lies in one folder."""
    return name.replace("/", "-")


def _flat_sums(sums: bytes) -> bytes:
    """Of what is attached, by the names it has there; the paper itself is another one by now."""
    lines = sums.decode().splitlines(keepends=True)
    return "".join(_flat(line) for line in lines if not line.endswith(f"  {PDF}\n")).encode()


def _attached(paper: pikepdf.Pdf, name: str, content: bytes) -> pikepdf.AttachedFileSpec:
    return pikepdf.AttachedFileSpec(paper, content, filename=name)  # type: ignore[call-arg]

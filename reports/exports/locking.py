"""A record behind a password: one PDF, encrypted with AES-256, with everything else attached inside it.

A ZIP's own password is weak in most programs and AES in ZIP is read by few; a PDF's opens in every reader.
"""

import zipfile
from io import BytesIO
from typing import BinaryIO

import pikepdf

from reports.exports.record import PDF

SHORTEST = 12


def locked(archive: BinaryIO, password: str) -> bytes:
    """The password is used here and kept nowhere; whoever loses it asks for the file again."""
    out = BytesIO()
    with zipfile.ZipFile(archive) as opened, pikepdf.open(BytesIO(opened.read(PDF))) as paper:
        for name in opened.namelist():
            if name != PDF:
                spec = pikepdf.AttachedFileSpec(paper, opened.read(name), filename=name.replace("/", "-"))
                paper.attachments[name.replace("/", "-")] = spec
        # R6 is AES-256, as ISO 32000-2 has it.
        paper.save(out, encryption=pikepdf.Encryption(owner=password, user=password, R=6))
    return out.getvalue()


def as_file(content: bytes) -> BytesIO:
    return BytesIO(content)

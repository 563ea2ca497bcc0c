"""The square code that a phone reads an address from, as one path of an SVG."""

from typing import NamedTuple

import qrcode

QUIET = 4  # modules of empty edge that readers need


class Code(NamedTuple):
    size: int
    path: str


def code(address: str) -> Code:
    """One unit a module; every dark run of a row is one rectangle."""
    drawn = qrcode.QRCode(border=QUIET, error_correction=qrcode.constants.ERROR_CORRECT_M)
    drawn.add_data(address)
    rows = drawn.get_matrix()
    return Code(len(rows), "".join(_runs(y, row) for y, row in enumerate(rows)))


def _runs(y: int, row: list[bool]) -> str:
    path, x = "", 0
    while x < len(row):
        end = x
        while end < len(row) and row[end]:
            end += 1
        if end > x:
            path += f"M{x} {y}h{end - x}v1h-{end - x}z"
        x = max(end, x + 1)
    return path

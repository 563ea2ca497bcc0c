"""The segments of a JPEG: what a camera writes beside its picture, taken off without decoding it."""

from collections.abc import Iterator

START, END, SCAN = b"\xff\xd8", b"\xff\xd9", 0xDA
COMMENT = 0xFE
# Adobe's own segment says how the colours are meant; JFIF's is no more than a size.
SAYS_HOW = {0xE0, 0xEE}
APPLICATIONS = range(0xE0, 0xF0)


def bare(jpeg: bytes) -> bytes:
    """The same picture without place, time, names and comments; ValueError for what is no JPEG."""
    if not jpeg.startswith(START):
        raise ValueError("no JPEG")
    return START + b"".join(_kept(jpeg))


def _kept(jpeg: bytes) -> Iterator[bytes]:
    at = len(START)
    while at + 4 <= len(jpeg):
        if jpeg[at] != 0xFF:
            raise ValueError("no segment where one should begin")
        kind, length = jpeg[at + 1], 2 + int.from_bytes(jpeg[at + 2 : at + 4])
        if kind == SCAN:
            # From here on it is the picture; what hangs behind its end is none of it.
            end = jpeg.rfind(END, at)
            yield jpeg[at:] if end < 0 else jpeg[at : end + len(END)]
            return
        if kind in SAYS_HOW or kind not in {*APPLICATIONS, COMMENT}:
            yield jpeg[at : at + length]
        at += length

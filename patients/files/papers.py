"""A PDF looked through object by object and written anew; whatever could run, open or hide is refused."""

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from patients.files import segments
from patients.files.kinds import PDF, Cleaned, Unreadable

LARGEST_PHOTO = 20_000_000
MOST_PAGES = 300
WIDEST = 14_400  # points, the format's own limit
MOST_OBJECTS = 50_000
MOST_VALUES = 2_000_000
DAMAGED = "This PDF is damaged and cannot be opened. Save or print it to PDF again, then add it."
ANEW = "Print it to PDF again, which leaves that out, then add it."
RUNS = f"This PDF holds a program that would run when it is opened. {ANEW}"
OPENS = f"This PDF would open other programs, files or addresses by itself. {ANEW}"
SENDS = f"This PDF holds a form that sends what is typed elsewhere. {ANEW}"
HIDES = f"This PDF has other files packed inside it. Take them out and add each by itself. {ANEW}"
PLAYS = f"This PDF holds sound, film or 3D. {ANEW}"
PACKED = f"This PDF holds a photo that is packed more than once. {ANEW}"
LOCKED = "This PDF is locked with a password. Save a copy without one and add that."

# By key wherever it stands, and by the value of /S (an action), /Type or /Subtype.
KEYS = {
    "/JS": RUNS, "/JavaScript": RUNS, "/AA": OPENS, "/XFA": SENDS, "/NeedsRendering": SENDS,
    "/EmbeddedFiles": HIDES, "/EF": HIDES, "/AF": HIDES, "/Collection": HIDES, "/Ref": OPENS,
    "/RichMedia": PLAYS, "/RichMediaContent": PLAYS, "/3DD": PLAYS, "/FFilter": OPENS,
}  # fmt: skip
VALUES = {
    "/JavaScript": RUNS, "/Launch": OPENS, "/GoToR": OPENS, "/GoToE": OPENS, "/ImportData": OPENS,
    "/SubmitForm": SENDS, "/EmbeddedFile": HIDES, "/FileAttachment": HIDES, "/RichMedia": PLAYS,
    "/RichMediaExecute": PLAYS, "/Rendition": PLAYS, "/Movie": PLAYS, "/Sound": PLAYS, "/Screen": PLAYS,
    "/3D": PLAYS, "/GoTo3DView": PLAYS,
}  # fmt: skip
KIND_KEYS = {"/S", "/Type", "/Subtype"}
LINKS = ("http://", "https://", "mailto:", "tel:")
BROKEN = (
    pikepdf.PdfError,
    zlib.error,
    ValueError,
    TypeError,
    KeyError,
    OverflowError,
    RuntimeError,
    RecursionError,
)


def cleaned(content: bytes) -> Cleaned:
    """The pages alone, without metadata; raises Unreadable for everything that is more than pages."""
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            _look_through(pdf)
            _bare(pdf)
            out = BytesIO()
            pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
            width, height = _size(pdf.pages[0])
            return Cleaned(out.getvalue(), PDF, width, height, pages=len(pdf.pages))
    except pikepdf.PasswordError as error:
        raise Unreadable(LOCKED) from error
    except BROKEN as error:
        raise Unreadable(DAMAGED) from error


def _look_through(pdf: pikepdf.Pdf) -> None:
    if pdf.is_encrypted:
        raise Unreadable(LOCKED)
    if len(pdf.objects) > MOST_OBJECTS:
        raise Unreadable(f"This PDF is built of too many parts to be looked through. {ANEW}")
    if not 0 < len(pdf.pages) <= MOST_PAGES:
        raise Unreadable(f"A PDF of 1 to {MOST_PAGES} pages can be kept. Add a longer one in parts.")
    for seen, (key, value) in enumerate(_pairs(pdf)):
        if seen > MOST_VALUES:
            raise Unreadable(f"This PDF is built of too many parts to be looked through. {ANEW}")
        if why := _why_not(key, value):
            raise Unreadable(why)


def _pairs(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Any]]:
    """Every key with its value, of every object: names come unescaped, so that /J#53 is /JS."""
    waiting: list[Any] = [pdf.trailer, *pdf.objects]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, pikepdf.Stream) and "/F" in thing:
            raise Unreadable(OPENS)
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            for key, value in thing.items():
                yield key, value
                _queue(waiting, value)
        elif isinstance(thing, pikepdf.Array):
            for value in thing:
                _queue(waiting, value)


def _queue(waiting: list[Any], value: Any) -> None:
    # What is referred to stands in the list of objects by itself; following it could go round for ever.
    if isinstance(value, pikepdf.Dictionary | pikepdf.Array | pikepdf.Stream) and not value.is_indirect:
        waiting.append(value)


def _why_not(key: str, value: Any) -> str:
    """Why this pair may not stand in a file we keep; empty if it may."""
    if key in KEYS:
        return KEYS[key]
    if key in KIND_KEYS and isinstance(value, pikepdf.Name):
        return VALUES.get(str(value), "")
    if key == "/URI" and isinstance(value, pikepdf.String):
        return "" if str(value).strip().lower().startswith(LINKS) else OPENS
    if key == "/OpenAction":
        return _why_not_to_begin(value)
    return ""


def _why_not_to_begin(action: Any) -> str:
    """A page to begin at is what many programs write; it is left out all the same."""
    if isinstance(action, pikepdf.Array):
        return ""
    kind = action.get("/S") if isinstance(action, pikepdf.Dictionary) else None
    return "" if kind == pikepdf.Name.GoTo else VALUES.get(str(kind), OPENS)


def _bare(pdf: pikepdf.Pdf) -> None:
    """Take off author, programs, dates, thumbnails and what programs keep for themselves."""
    for name in ("/Metadata", "/OpenAction", "/PieceInfo", "/SpiderInfo", "/Perms", "/DSS", "/URI"):
        if name in pdf.Root:
            del pdf.Root[name]
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            _bare_object(thing)


def _bare_object(thing: pikepdf.Dictionary | pikepdf.Stream) -> None:
    for name in ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb"):
        if name in thing:
            del thing[name]
    if isinstance(thing, pikepdf.Stream):
        _bare_photo(thing)


def _bare_photo(stream: pikepdf.Stream) -> None:
    """A camera's photo stands in a PDF as it was taken, with place and time: take those off."""
    told: Any = stream.get("/Filter")
    parms: Any = stream.get("/DecodeParms")
    filters = [*told] if isinstance(told, pikepdf.Array) else [told]
    if filters[-1:] not in ([pikepdf.Name.DCTDecode], [pikepdf.Name.DCT]):
        return
    if len(filters) > 1 and (filters[:-1] != [pikepdf.Name.FlateDecode] or parms is not None):
        raise Unreadable(PACKED)
    photo = stream.read_raw_bytes()
    if len(filters) > 1:
        photo = zlib.decompressobj().decompress(photo, LARGEST_PHOTO)
    stream.write(segments.bare(photo), filter=pikepdf.Name.DCTDecode, decode_parms=parms)


def _size(page: pikepdf.Page) -> tuple[int, int]:
    left, bottom, right, top = (float(edge) for edge in page.mediabox.as_list())
    width, height = round(abs(right - left)), round(abs(top - bottom))
    if max(width, height) > WIDEST:
        raise ValueError("wider than the format allows")
    return width, height

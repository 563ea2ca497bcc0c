"""What is uploaded leaves as a file of our own or is refused in words, within bounds of time and memory."""

from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from patients.files import apart, cleaning, segments
from patients.files.cleaning import Cleaned, Unreadable
from patients.files.kinds import JPEG, PDF, PNG, sniffed
from tests.patients.files import hostile


@pytest.fixture(autouse=True)
def here(monkeypatch):
    """Cleaned in this process, which is quicker; the process apart has tests of its own."""
    monkeypatch.setattr(cleaning, "_read_apart", apart.read)


def clean(content: bytes) -> Cleaned:
    return cleaning.clean(BytesIO(content))


def chunks(png: bytes) -> set[bytes]:
    """The kinds of parts that a PNG has."""
    at, found = 8, set()
    while at < len(png):
        length = int.from_bytes(png[at : at + 4])
        found.add(png[at + 4 : at + 8])
        at += 12 + length
    return found


def test_a_photo_keeps_its_picture_and_nothing_else():
    done = clean(hostile.photo())
    image = Image.open(BytesIO(done.content))
    assert (done.content_type, done.width, done.height) == (JPEG, 60, 40)
    assert not image.getexif()
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert hostile.SECRET in hostile.photo()
    assert hostile.SECRET not in done.content + done.thumbnail


@pytest.mark.parametrize(
    ("orientation", "size", "black", "white"),
    [
        (1, (60, 40), (5, 20), (55, 20)),
        (3, (60, 40), (55, 20), (5, 20)),
        (6, (40, 60), (20, 5), (20, 55)),
        (8, (40, 60), (20, 55), (20, 5)),
    ],
)
def test_a_photo_taken_sideways_stands_upright(orientation, size, black, white):
    done = clean(hostile.photo(orientation))
    image = Image.open(BytesIO(done.content)).convert("L")
    assert image.size == size == (done.width, done.height)
    assert image.getpixel(black) < 40
    assert image.getpixel(white) > 215


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_what_hangs_behind_a_picture_is_cut_off(kind):
    done = clean(hostile.picture(kind) + b"PK\x03\x04 and " + hostile.SECRET)
    assert hostile.SECRET not in done.content
    assert (done.width, done.height) == (60, 40)


def test_a_png_keeps_no_words_beside_its_picture():
    good = hostile.picture("PNG")
    note = hostile.chunk(b"tEXt", b"Comment\0" + hostile.SECRET)
    done = clean(good[:33] + note + good[33:])
    assert chunks(done.content) == {b"IHDR", b"IDAT", b"IEND"}


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_every_way_to_store_colours_is_read(mode):
    image, out = Image.new(mode, (8, 8)), BytesIO()
    image.save(out, "JPEG" if mode == "CMYK" else "PNG")
    assert Image.open(BytesIO(clean(out.getvalue()).content)).mode in {"L", "RGB"}


def test_what_was_see_through_is_white():
    out = BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(out, "PNG")
    assert Image.open(BytesIO(clean(out.getvalue()).content)).getpixel((4, 4)) == (255, 255, 255)


def test_a_large_photo_is_decoded_at_half_its_size():
    done = clean(hostile.picture("JPEG", size=(6000, 4000)))
    assert (done.width, done.height) == (3000, 2000)
    assert Image.open(BytesIO(done.thumbnail)).size == (320, 213)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (hostile.png_header(60_000, 60_000), "60,000 by 60,000 pixels"),
        (hostile.png_header(4_001, 4_000), "16 million"),
        (hostile.picture("JPEG", size=(9_000, 6_000)), "50 million"),
        (hostile.picture("JPEG", size=(4_200, 4_000), progressive=True), "16 million"),
        (hostile.png_header(0, 10), "damaged"),
        (hostile.bad_crc(), "damaged"),
        (hostile.picture("PNG")[:-30], "damaged"),
        (hostile.picture("JPEG", size=(900, 900))[:-300], "damaged"),
        (hostile.many_scans(), "damaged"),
        (hostile.text_bomb(), "damaged"),
        (b"\xff\xd8\xff" + b"\0" * 99, "damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "damaged"),
    ],
    ids=[
        "bomb", "large PNG", "large JPEG", "large progressive", "no width", "bad checksum", "cut PNG",
        "cut JPEG", "scans", "comment bomb", "empty JPEG", "empty PNG",
    ],
)  # fmt: skip
def test_a_picture_that_cannot_be_trusted_is_refused(content, words):
    with pytest.raises(Unreadable, match=words):
        clean(content)


@pytest.mark.parametrize("content", hostile.NOT_PICTURES.values(), ids=hostile.NOT_PICTURES)
def test_other_kinds_are_refused_whatever_they_are_called(content):
    with pytest.raises(Unreadable, match="Only JPEG and PNG pictures and PDF"):
        clean(content)


def test_a_paper_keeps_its_pages_and_loses_its_author():
    content = hostile.pdf(pages=2, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    done = clean(content)
    with pikepdf.open(BytesIO(done.content)) as paper:
        assert len(paper.pages) == done.pages == 2
        assert "/Metadata" not in paper.Root
        assert not paper.docinfo
    assert (done.content_type, done.width, done.height) == (PDF, 595, 842)


def test_a_paper_may_link_to_the_web_and_say_where_to_begin():
    def edit(paper: pikepdf.Pdf) -> None:
        paper.Root.OpenAction = pikepdf.Array([paper.pages[0].obj, pikepdf.Name.Fit])
        hostile._annotate(
            paper, pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://example.test/"))
        )

    with pikepdf.open(BytesIO(clean(hostile.pdf(edit)).content)) as paper:
        assert "/OpenAction" not in paper.Root
        assert paper.pages[0].Annots[0].A.URI == "https://example.test/"


@pytest.mark.parametrize("packed", [(), ("FlateDecode",)])
def test_a_photo_on_a_page_keeps_its_picture_and_nothing_else(packed):
    done = clean(hostile.with_photo(*packed))
    with pikepdf.open(BytesIO(done.content)) as paper:
        shown = pikepdf.PdfImage(paper.pages[0].Resources.XObject.I)
        raw = shown.obj.read_raw_bytes()
        black, white = (shown.as_pil_image().convert("L").getpixel(spot) for spot in ((5, 20), (55, 20)))

    assert (hostile.SECRET in raw, b"Exif" in raw, b"ICC_PROFILE" in raw) == (False, False, False)
    assert black < 40 < 215 < white


@pytest.mark.parametrize("jpeg", [b"", b"GIF89a", b"\xff\xd8abcdefgh"])
def test_segments_are_taken_from_a_jpeg_only(jpeg):
    with pytest.raises(ValueError, match="no "):
        segments.bare(jpeg)


def test_a_zip_behind_a_paper_is_cut_off():
    done = clean(hostile.pdf() + b"PK\x05\x06" + hostile.SECRET * 200)
    assert hostile.SECRET not in done.content


@pytest.mark.parametrize(("words", "make"), hostile.REFUSED_PDFS.values(), ids=hostile.REFUSED_PDFS)
def test_a_paper_that_is_more_than_pages_is_refused(words, make):
    with pytest.raises(Unreadable, match=words):
        clean(make())


def test_a_table_of_contents_in_a_loop_is_read_once():
    assert clean(hostile.xref_loop()).pages == 1


def test_a_picture_is_wanted_where_only_pictures_are_kept():
    with pytest.raises(Unreadable, match="Only JPEG and PNG pictures can be kept here"):
        cleaning.clean_image(BytesIO(hostile.pdf()))
    with pytest.raises(Unreadable, match="This is no PDF"):
        cleaning.clean_pdf(BytesIO(hostile.picture()))
    assert cleaning.clean_image(BytesIO(hostile.picture("PNG"))).content_type == PNG


def test_too_much_and_nothing_are_refused_before_they_are_read(settings):
    settings.FILES_LARGEST_BYTES = 1_000_000
    with pytest.raises(Unreadable, match="larger than 1 MB"):
        clean(hostile.picture() + b"\0" * 1_000_000)
    with pytest.raises(Unreadable, match="empty"):
        clean(b"")


def test_a_kind_is_known_by_its_first_bytes():
    assert [sniffed(content) for content in (hostile.picture(), hostile.picture("PNG"), hostile.pdf())] == [
        JPEG, PNG, PDF,
    ]  # fmt: skip

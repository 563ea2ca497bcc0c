"""A photo decoded and written anew: upright, and without what cameras and pranksters add to it."""

import struct
import zlib
from contextlib import suppress
from io import BytesIO

from PIL import Image, ImageOps

from patients.files.kinds import JPEG, PNG, Cleaned, Unreadable

# A camera's plain JPEG is decoded at half its size and needs little memory; the others are held whole.
MOST_PIXELS = {"plain": 50_000_000, "other": 16_000_000}
DECODED_PIXELS = 16_000_000
# A hostile JPEG repeats its scans until the processor gives up; a camera's has ten.
MOST_SCANS = 64
# Ours come first and say it in words; this is only the decoder's own.
Image.MAX_IMAGE_PIXELS = None
LARGEST_PNG = 10_000_000
THUMBNAIL = (320, 320)
ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# What the decoders raise on bytes that are no picture.
BROKEN = (
    OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, OverflowError,
    struct.error, zlib.error, Image.DecompressionBombError,
)  # fmt: skip
DAMAGED = "This picture is damaged and cannot be opened. Take or save it again, then add it."


def cleaned(content: bytes, content_type: str) -> Cleaned:
    """The picture alone; raises Unreadable before decoding one that is too large."""
    try:
        with _opened(content, content_type) as image:
            return _written(_upright(image), content_type)
    except BROKEN as error:
        raise Unreadable(DAMAGED) from error


def _opened(content: bytes, content_type: str) -> Image.Image:
    if content_type == PNG:
        # Decoding alone passes over a wrong checksum.
        Image.open(BytesIO(content), formats=["PNG"]).verify()
    image = Image.open(BytesIO(content), formats=["PNG" if content_type == PNG else "JPEG"])
    plain = content_type == JPEG and "progressive" not in image.info
    _refuse_too_large(*image.size, MOST_PIXELS["plain" if plain else "other"])
    if content_type == JPEG:
        if content.count(b"\xff\xda") > MOST_SCANS:
            raise Unreadable(DAMAGED)
        _draft(image)
    return image


def _refuse_too_large(width: int, height: int, most: int) -> None:
    if width * height > most:
        raise Unreadable(
            f"This picture has {width:,} by {height:,} pixels; at most {most // 1_000_000} million in all"
            " can be kept. Save it smaller and add it again."
        )


def _draft(image: Image.Image) -> None:
    """Have the decoder itself make it smaller, by 2, 4 or 8."""
    width, height = image.size
    scale = 1
    while width * height > DECODED_PIXELS * scale * scale:
        scale *= 2
    if scale > 1:
        image.draft(image.mode, (width // scale, height // scale))


def _upright(image: Image.Image) -> Image.Image:
    turn = None
    # What a camera wrote beside the picture may be nonsense while the picture is sound.
    with suppress(*BROKEN):
        turn = TURNS.get(image.getexif().get(ORIENTATION, 1))
    plain = _plain(image)
    plain.info = {}
    return plain.transpose(turn) if turn else plain


def _plain(image: Image.Image) -> Image.Image:
    """Eight bits of grey or colour, on white where it was see-through."""
    image.load()
    if image.mode.startswith("I") or image.mode == "F":
        # Scanners put twelve bits into sixteen and leave the rest dark.
        return ImageOps.autocontrast(image.point(lambda value: value / 256).convert("L"))
    if image.has_transparency_data:
        seen = image.convert("RGBA")
        ground = Image.new("RGB", seen.size, "white")
        ground.paste(seen, mask=seen.getchannel("A"))
        return ground
    return image.convert("L" if image.mode in {"1", "L"} else "RGB")


def _written(image: Image.Image, content_type: str) -> Cleaned:
    content = _saved(image, content_type)
    if content_type == PNG and len(content) > LARGEST_PNG:
        content_type, content = JPEG, _saved(image, JPEG)
    width, height = image.size
    small = image.copy()
    small.thumbnail(THUMBNAIL)
    return Cleaned(content, content_type, width, height, thumbnail=_saved(small, JPEG, quality=80))


def _saved(image: Image.Image, content_type: str, quality: int = 90) -> bytes:
    out = BytesIO()
    if content_type == PNG:
        image.save(out, "PNG", compress_level=4)
    else:
        image.save(out, "JPEG", quality=quality)
    return out.getvalue()

"""Pictures for the demo's posture photos: nobody's body, drawn from the chart's own outline."""

import re
from io import BytesIO

from PIL import Image, ImageDraw, ImageFilter

from patients.posture import places

NUMBER = re.compile(r"-?\d*\.?\d+")
SCALE = 1.4
SIZE = (round(500 * SCALE), round(1000 * SCALE))
WALL, FLOOR, BODY, EDGE = (226, 220, 208), (196, 184, 164), (146, 116, 96), (118, 92, 76)
# Above this height (chart units) the head comes forward, so much for each unit.
NECK = 205


def from_the_left(forward: float) -> bytes:
    """A JPEG of somebody seen from their left; forward: how far the head leads, in chart units at its top."""
    image = Image.new("RGB", SIZE, WALL)
    draw = ImageDraw.Draw(image)
    draw.rectangle([0, round(965 * SCALE), *SIZE], fill=FLOOR)
    for line in outline():
        draw.polygon([(shift(x, y, forward) * SCALE, y * SCALE) for x, y in line], fill=BODY, outline=EDGE)
    out = BytesIO()
    image.filter(ImageFilter.GaussianBlur(1.2)).save(out, "JPEG", quality=82)
    return out.getvalue()


def shift(x: float, y: float, forward: float) -> float:
    """Forwards is to the left of the picture."""
    return x - forward * max(NECK - y, 0) / (NECK - 30)


def outline() -> list[list[tuple[float, float]]]:
    """The corners of the drawn outline: its curves are short enough to be taken as straight."""
    return [corners(part) for part in places.outline("b", "left").split("M") if part]


def corners(path: str) -> list[tuple[float, float]]:
    start, *curves = path.split("c")
    x, y = (float(number) for number in NUMBER.findall(start)[:2])
    found = [(x, y)]
    for curve in curves:
        numbers = [float(number) for number in NUMBER.findall(curve)]
        x, y = x + numbers[4], y + numbers[5]
        found.append((x, y))
    return found

"""Derive the chart files in static/chart from the drawing's own output.

    python tools/derive_chart.py FOLDER

FOLDER holds what the drawing's generator writes: bodymap-a.json, a_anterior.svg and so on. Coordinates lose
the control points that only the generator needs. Art loses its fixed colours: every tone becomes a custom
property with the old colour behind it, so that light, dark and print each bring their own. Layers below the
surface go into files of their own, fetched when somebody asks for them.
"""

import colorsys
import json
import math
import re
import sys
from pathlib import Path
from typing import Any

VERSION = 1
TARGET = Path(__file__).parent.parent / "static" / "chart"
VIEWS = ("anterior", "posterior", "left", "plantar", "dorsal")
DRAWING_ONLY = {"A", "B", "O", "I", "points", "ring", "taper", "part"}
# The generator's fixed colours and what each of them is for.
NAMED = {
    "#efe6dc": "skin",
    "#f4ece2": "fascia",
    "#f4ece0": "fascia",
    "#f1e8dc": "tendon",
    "#f6f1e6": "bone",
    "#b9a596": "soft",
    "#7d463c": "edge",
    "#8d4a40": "fibre",
    "#3a1f18": "shade",
    "#3a241c": "ink",
    "#4a362e": "ink",
    "#54423a": "line",
}
# Muscles get one of nine tones by lightness: 0 the sheet that lies over everything, 8 the deepest.
LIGHTEST, STEP, TONES = 86.0, 3.4, 9


def tone(colour: str) -> str:
    """The name of the custom property that stands for a colour of the drawing."""
    if colour in NAMED:
        return NAMED[colour]
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    lightness = colorsys.rgb_to_hls(red, green, blue)[1] * 100
    return f"m{min(TONES - 1, max(0, round((LIGHTEST - lightness) / STEP)))}"


def themed(svg: str) -> str:
    """The drawing with every colour as a custom property, the old colour as its fallback."""
    return re.sub(
        r'(fill|stroke)="(#[0-9a-f]{6})"', lambda m: f'{m[1]}="var(--art-{tone(m[2])},{m[2]})"', svg
    )


def layers(svg: str) -> tuple[str, str]:
    """The drawing with its surface only, and the two layers below it as a drawing of their own."""
    below = ""
    for name in ("intermediate", "deep"):
        match = re.search(rf'<g class="muscles {name}" display="none">.*?</g>(?:<use[^>]*/>)?</g>', svg)
        if match is None:
            raise SystemExit(f"no layer {name}")
        below += match[0]
        svg = svg.replace(match[0], "")
    head = re.match(r"<svg[^>]*>", svg)
    return svg, f"{head[0]}{below}</svg>" if head else below


def derive_art(source: Path, figure: str, view: str) -> None:
    """Write the surface drawing of a view and the drawing of its deeper layers."""
    chart = f"tp-{figure}-{VERSION}"
    svg = themed((source / f"{figure}_{view}.svg").read_text())
    # Ids must be unique in a page that holds several views, and change with the version.
    svg = re.sub(rf'(id="|url\(#|href="#){figure}-{view}', rf"\g<1>{chart}-{view}", svg)
    surface, below = layers(svg)
    (TARGET / f"{chart}-{view}.svg").write_text(surface + "\n")
    (TARGET / f"{chart}-{view}-deep.svg").write_text(below + "\n")


def body(view: dict[str, Any]) -> list[int]:
    """The box round the drawn body, [x, y, width, height]; of both halves where only one is stored."""
    spots: list[tuple[float, float]] = []
    for letter, text in re.findall(r"([Mc])([^A-Za-z]*)", view["outline"]):
        numbers = [float(number) for number in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", text)]
        for i in range(0, len(numbers), 2 if letter == "M" else 6):
            x, y = numbers[i : i + 2] if letter == "M" else numbers[i + 4 : i + 6]
            spots.append((x, y) if letter == "M" else (spots[-1][0] + x, spots[-1][1] + y))
    xs, ys = zip(*spots, strict=True)
    left, right = math.floor(min(xs)), math.ceil(max(xs))
    if view["half"]:
        left = min(left, view["size"][0] - right)
        right = view["size"][0] - left
    return [left, math.floor(min(ys)), right - left, math.ceil(max(ys)) - math.floor(min(ys))]


def derive_places(source: Path, figure: str) -> None:
    """Write the coordinates: regions to tap, named sites, referral zones, zoom boxes and outlines."""
    data = json.loads((source / f"bodymap-{figure}.json").read_text())
    for view in data["views"].values():
        view["regions"] = [{k: r[k] for k in r if k not in DRAWING_ONLY} for r in view["regions"]]
        view["sites"] = view.pop("trigger_points")
        view["body"] = body(view)
    keep = {"chart": data["chart"], "version": VERSION, "views": data["views"]}
    text = json.dumps(keep, separators=(",", ":")).replace('{"muscle"', '\n{"muscle"')
    (TARGET / f"tp-{figure}-{VERSION}.json").write_text(text + "\n")


def main() -> None:
    """Derive both figures."""
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    source = Path(sys.argv[1])
    TARGET.mkdir(parents=True, exist_ok=True)
    for figure in ("a", "b"):
        derive_places(source, figure)
        for view in VIEWS:
            derive_art(source, figure, view)


if __name__ == "__main__":
    main()

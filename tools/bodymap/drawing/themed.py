"""The drawing as the app ships it: fixed colours become custom properties, deep layers a file of their own.

Every tone is a property with the old colour behind it, so that light, dark and print each bring their own.
Layers below the surface are fetched when somebody asks for them.
"""

import colorsys
import re

# The drawing's fixed colours and what each of them is for.
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


def files(svg: str, name: str, chart: str) -> tuple[str, str]:
    """The surface drawing and the drawing below it, each a file's text.

    name and chart begin the ids: they are unique in a page of several views, and change with the version.
    """
    svg = re.sub(rf'(id="|url\(#|href="#){name}', rf"\g<1>{chart}", themed(svg))
    surface, below = layers(svg)
    return surface + "\n", below + "\n"

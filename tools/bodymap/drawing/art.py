"""A view as SVG: skin, muscles in layers, shade, ink and outline. Presentation attributes only: styles do not
reach into a used group in every browser, and a strict policy would refuse them."""

import colorsys
import zlib
from typing import Any

import numpy as np
from shapely.geometry import LineString

from tools.bodymap.drawing.bezier import Fit, Points, path
from tools.bodymap.drawing.chart import Chart, path_of
from tools.bodymap.drawing.tables import FEET, HALF, VIEWS, Extra, Muscle

SKIN, LINE, EDGE, FIBRE = "#efe6dc", "#54423a", "#7d463c", "#8d4a40"
SHADE, INK, FOLD = "#3a1f18", "#3a241c", "#4a362e"
# Fill and stroke of what is not a muscle.
PALE = {
    "fascia": ("#f4ece2", "none"),
    "tendon": ("#f1e8dc", "#b9a596"),
    "bone": ("#f6f1e6", "#b9a596"),
    "over": ("#f4ece0", "#b9a596"),
}
UNDER, OVER = {"fascia", "tendon", "bone", "muscle", "ring"}, {"over"}
OVER_OPACITY = 0.72
SHADES, INKS = (0.045, 0.05, 0.06, 0.06, 0.07), (0.14, 0.24)
# Hue in degrees, saturation and lightness in hundredths, by painting order.
TINTS = {0: (24, 28, 84), 1: (8, 38, 76), 2: (10, 34, 68), 3: (12, 28, 60)}
LAYERS = {"surface": (3, 2, 1), "intermediate": (3, 2), "deep": (3,)}
BONES_UNDER = {"intermediate": 2, "deep": 3}
# Of the deeper layers, what is seen between the muscles of the surface, and on the intermediate drawing.
SEEN_ON_THE_SURFACE = {
    "psoas_major", "iliacus", "intercostals", "brachialis", "soleus", "gluteus_medius", "semimembranosus",
    "splenius_capitis", "levator_scapulae", "scalenus_medius", "scalenus_posterior", "scalenus_anterior",
    "semispinalis_capitis", "longissimus_capitis", "adductor_magnus", "flexor_digitorum_superficialis",
    "extensor_hallucis_longus", "fibularis_brevis", "fibularis_tertius", "rhomboid_major",
    "triceps_brachii", "biceps_femoris", "digastric", "buccinator", "extensor_digitorum_brevis",
    "extensor_hallucis_brevis", "adductor_pollicis", "dorsal_interossei_hand", "opponens_pollicis",
    "flexor_digitorum_profundus", "plantaris", "vastus_intermedius", "splenius_cervicis",
}  # fmt: skip
HIDDEN_THERE = {("left", "flexor_digitorum_profundus"), ("anterior", "flexor_digitorum_profundus")}
SEEN_IN_BETWEEN = {
    "intercostals", "adductor_magnus", "multifidus_lumborum", "quadratus_lumborum", "subscapularis",
    "vastus_intermedius", "tibialis_posterior", "flexor_hallucis_longus", "flexor_digitorum_longus",
    "flexor_digitorum_profundus", "gluteus_minimus", "piriformis", "psoas_major", "iliacus",
}  # fmt: skip


def drawing(chart: Chart, view: str) -> str:
    """All three layers, the surface shown."""
    wide, high = VIEWS[view]
    ground, name = chart.grounds[view], f"{chart.figure}-{view}"
    body = f'<path class="skin" d="{ground.outline}" fill="{SKIN}"/><g clip-path="url(#{name}-clip)">'
    for layer in LAYERS:
        hidden = "" if layer == "surface" else ' display="none"'
        other = _mirrored(f"{name}-{layer}") if view in HALF - FEET else ""
        muscles = f'<g id="{name}-{layer}">{_layer(chart, view, layer)}</g>'
        body += f'<g class="muscles {layer}"{hidden}>{muscles}{other}</g>'
    body += "".join(_wash(d, SHADE, share) for d, share in zip(ground.tones, SHADES, strict=True))
    body += "".join(_wash(d, INK, share) for d, share in zip(ground.inks, INKS, strict=True))
    body += f'</g><path d="{ground.folds}" fill="{FOLD}" fill-opacity=".7" fill-rule="evenodd"/>'
    body += f'<path class="outline" d="{ground.outline}" fill="none" stroke="{LINE}" stroke-width=".95"'
    body += ' stroke-linejoin="round"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" class="chart"'
        f' data-figure="{chart.figure}" data-view="{view}">'
        f'<clipPath id="{name}-clip"><path d="{ground.outline}"/></clipPath>'
        f'<g id="{name}">{body}</g>{_mirrored(name) if view in FEET else ""}</svg>'
    )


def tint(name: str, layer: int) -> str:
    """A muscle's own shade of its layer's colour, the same for ever."""
    hue, saturation, lightness = TINTS[layer]
    spread = zlib.crc32(name.encode())
    turned = (hue + (spread % 7 - 3) * 1.2) / 360 % 1
    light = (lightness + ((spread >> 4) % 5 - 2) * 1.5) / 100
    return "#{:02x}{:02x}{:02x}".format(
        *(int(255 * part) for part in colorsys.hls_to_rgb(turned, light, saturation / 100))
    )


def _layer(chart: Chart, view: str, layer: str) -> str:
    text = ""
    for depth in LAYERS[layer]:
        shapes = [(one, *chart.region(one)) for one in chart.muscles if _shown(one, view, layer, depth)]
        drawn = [(one, shape, path_of(shape), fibres) for one, shape, fibres in shapes if not shape.is_empty]
        rim = "".join(d for _, _, d, _ in drawn)
        text += f'<path d="{rim}" fill="{EDGE}" stroke="{EDGE}" stroke-width=".95" stroke-linejoin="round"/>'
        if depth == 1:
            text += _extras(chart, view, UNDER)
        elif depth == BONES_UNDER.get(layer):
            text += _extras(chart, view, {"bone"})
        text += "".join(_muscle(one, shape, d, fibres) for one, shape, d, fibres in drawn)
    return text + (_extras(chart, view, OVER) if layer == "surface" else "")


def _shown(muscle: Muscle, view: str, layer: str, depth: int) -> bool:
    if muscle.view != view or muscle.layer != depth:
        return False
    if depth > 1 and layer == "surface":
        return muscle.slug in SEEN_ON_THE_SURFACE and (view, muscle.slug) not in HIDDEN_THERE
    return not (depth == 3 and layer == "intermediate") or muscle.slug in SEEN_IN_BETWEEN


def _muscle(muscle: Muscle, shape: Any, d: str, fibres: list[Points]) -> str:
    text = (
        f'<path d="{d}" fill="{tint(muscle.slug + muscle.part, muscle.layer)}" stroke="{EDGE}"'
        ' stroke-width=".34" fill-rule="evenodd"/>'
    )
    lines = "".join(_fibre(line, shape.buffer(-0.35)) for line in fibres)
    if lines:
        text += (
            f'<path d="{lines}" fill="none" stroke="{FIBRE}" stroke-opacity=".5" stroke-width=".26"'
            ' stroke-linecap="round"/>'
        )
    return text


def _fibre(line: Points, inside: Any) -> str:
    kept = LineString(line).intersection(inside)
    parts = kept.geoms if hasattr(kept, "geoms") else [kept]
    return "".join(
        path(np.array(part.coords), Fit(0.3, 1.2), closed=False)
        for part in parts
        if part.geom_type == "LineString" and part.length > 3
    )


def _extras(chart: Chart, view: str, kinds: set[str]) -> str:
    return "".join(_extra(chart, one) for one in chart.extras if one.view == view and one.kind in kinds)


def _extra(chart: Chart, one: Extra) -> str:
    if one.kind == "ring":
        fill, stroke = tint("orbicularis_oris", 2), EDGE
    elif one.kind == "muscle":
        fill, stroke = tint(f"decor{one.shape.outline[0]}", 2), EDGE
    else:
        fill, stroke = PALE[one.kind]
    line = "" if stroke == "none" else f' stroke="{stroke}" stroke-width=".3"'
    clear = f' fill-opacity="{OVER_OPACITY}"' if one.kind in OVER else ""
    d = path_of(chart.unnamed(one.view, one.shape))
    return f'<path d="{d}" fill="{fill}" fill-rule="evenodd"{line}{clear}/>'


def _wash(d: str, colour: str, share: float) -> str:
    return f'<path d="{d}" fill="{colour}" fill-opacity="{share}" fill-rule="evenodd"/>'


def _mirrored(name: str) -> str:
    return f'<use href="#{name}" transform="matrix(-1 0 0 1 500 0)"/>'

"""What lies under the muscles: a view's outline, its five tones of shade, its ink, and its folds."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from scipy.ndimage import distance_transform_edt
from skimage.draw import polygon
from skimage.measure import find_contours

from tools.bodymap.drawing.bezier import Fit, Points, path
from tools.bodymap.drawing.camera import PIXELS, Scene, Seen
from tools.bodymap.drawing.mesh import Array

TONES, INKS = (0.90, 0.84, 0.76, 0.66, 0.54), (0.34, 0.16)
LIGHT = np.array([0, 0.50, 0.866])
# Hollows: how far round a pixel is looked, in units, how much it darkens, and how deep counts.
HOLLOWS = ((3, 0.035, 5), (9, 0.014, 10), (20, 0.006, 22))
STEP = 1.6  # units of depth between neighbours that make a fold
BEYOND = 9  # lighter than anything: outside the body there is no shade
# From the side the raised arm folds the skin before the arm pit: no ink there.
ARM_PIT = [
    (329, 194), (352, 190), (362, 192), (345, 207), (331, 217), (325, 232), (318, 242), (303, 249),
    (300, 240), (312, 215),
]  # fmt: skip
SMOOTHNESS = 2  # rounds


@dataclass(frozen=True)
class Ground:
    """Path data; rings: the outline as points."""

    outline: str
    tones: list[str]
    inks: list[str]
    folds: str
    rings: list[Points]


def ground(scene: Scene) -> Ground:
    seen = scene.seen()
    inked = _inked(seen.mask, scene.view)
    rings = _contours(_soft(seen.mask, 0.4), 0.5, 20)
    steep = np.where(inked, seen.normals[..., 2], 1)
    folds = _contours(_soft(_jumps(seen) & inked, 0.32), 0.42, 2.0)
    return Ground(
        _paths(rings, Fit(0.16, 0.5)),
        _bands(_light(seen), seen.mask, TONES, 1.5, (Fit(0.35, 0.8), 16)),
        _bands(steep, seen.mask, INKS, 0.28, (Fit(0.2, 0.8), 2.0)),
        _paths(folds, Fit(0.2, 0.5)),
        rings,
    )


def _inked(mask: Array, view: str) -> Array:
    inked = mask.copy()
    if view == "left":
        fold = np.array(ARM_PIT) * PIXELS
        inked[polygon(fold[:, 1], fold[:, 0], mask.shape)] = False
    return inked


def _light(seen: Seen) -> Array:
    """How bright each pixel is: from above and from the viewer, darker in hollows."""
    bright = 0.55 * np.clip(seen.normals @ LIGHT, 0, 1) + 0.45 * np.clip(seen.normals[..., 2], 0, 1)
    depth = np.where(seen.mask, seen.depth / PIXELS, 0)
    dark: Any = 0
    for reach, weight, most in HOLLOWS:
        dark = dark + weight * np.clip(_blurred(depth, seen.mask, reach * PIXELS) - depth, 0, most)
    return np.asarray(bright - dark)


def _jumps(seen: Seen) -> Array:
    """Where something near hides something far."""
    depth = np.where(seen.mask, seen.depth / PIXELS, np.nan)
    found = np.zeros(seen.mask.shape, bool)
    down = np.nan_to_num(np.abs(np.diff(depth, axis=0))) > STEP
    across = np.nan_to_num(np.abs(np.diff(depth, axis=1))) > STEP
    found[:-1] |= down
    found[1:] |= down
    found[:, :-1] |= across
    found[:, 1:] |= across
    return found


def _bands(
    image: Array, mask: Array, levels: tuple[float, ...], blur: float, drawn: tuple[Fit, float]
) -> list[str]:
    """All that is darker than each level; values reach past the outline, so that bands run off its edge."""
    soft = _blurred(image, mask, blur * PIXELS)
    near = cv2.distanceTransform((~mask).astype(np.uint8), cv2.DIST_L2, 5) < 3 * PIXELS
    rows, columns = distance_transform_edt(~mask, return_distances=False, return_indices=True)
    soft = np.where(mask, soft, np.where(near, soft[rows, columns], BEYOND))
    fit, smallest = drawn
    return [_paths(_contours(_soft(soft < level, 0.45), 0.5, smallest), fit) for level in levels]


def _contours(image: Array, level: float, smallest: float) -> list[Points]:
    """Closed lines in chart units; smallest: square units below which nothing is drawn."""
    found = []
    for line in find_contours(np.pad(image, 2), level):
        ring = (line[:, ::-1] - 2 + 0.5) / PIXELS
        area = 0.5 * abs(np.dot(ring[:-1, 0], ring[1:, 1]) - np.dot(ring[1:, 0], ring[:-1, 1]))
        if area >= smallest:
            found.append(ring)
    return found


def _paths(rings: list[Points], fit: Fit) -> str:
    return "".join(path(ring, fit) for ring in rings)


def _soft(mask: Array, units: float) -> Array:
    return np.asarray(cv2.GaussianBlur(mask.astype(np.float32), (0, 0), units * PIXELS))


def _blurred(image: Array, mask: Array, sigma: float) -> Array:
    """Blurred within the mask alone."""
    weight = cv2.GaussianBlur(mask.astype(np.float32), (0, 0), sigma)
    value = cv2.GaussianBlur(np.where(mask, image, 0).astype(np.float32), (0, 0), sigma)
    return np.asarray(value / np.maximum(weight, 1e-5))

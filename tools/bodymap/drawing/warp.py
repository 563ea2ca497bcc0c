"""Figure a's places carried to another figure: each pixel's spot on the mesh, seen on the other body."""

from pathlib import Path

import cv2
import numpy as np
from scipy.ndimage import distance_transform_edt

from tools.bodymap.drawing.bezier import Points
from tools.bodymap.drawing.camera import PIXELS, Scene
from tools.bodymap.drawing.mesh import Array

SMOOTHNESS = 1  # rounds of subdivision: both figures share their triangles
SOFT = 0.8  # units


class Warp:
    """By pixel of figure a, how far a place moves; beyond the outline, as the outline does."""

    def __init__(self, moves: Array) -> None:
        self.moves = moves

    def __call__(self, places: Points) -> Points:
        places = np.asarray(places, float)
        high, wide = self.moves.shape[:2]
        u = np.clip(places[:, 0] * PIXELS - 0.5, 0, wide - 1.001)
        v = np.clip(places[:, 1] * PIXELS - 0.5, 0, high - 1.001)
        x, y = u.astype(int), v.astype(int)
        dx, dy = (u - x)[:, None], (v - y)[:, None]
        above = self.moves[y, x] * (1 - dx) + self.moves[y, x + 1] * dx
        below = self.moves[y + 1, x] * (1 - dx) + self.moves[y + 1, x + 1] * dx
        return np.asarray(places + (above * (1 - dy) + below * dy))


def moves(root: Path, figure: str, view: str) -> Array:
    """From figure a to this one."""
    here, there = (Scene(root, one, view, SMOOTHNESS) for one in ("a", figure))
    seen = here.seen()
    spots = there.project(there.mesh.vertices)[:, :2]
    goal = np.zeros((*seen.triangle.shape, 2))
    corners = here.faces[seen.triangle[seen.mask]]
    goal[seen.mask] = (spots[corners] * seen.weights[seen.mask][..., None]).sum(1)
    rows, columns = distance_transform_edt(~seen.mask, return_distances=False, return_indices=True)
    nearest = np.stack([(columns + 0.5) / PIXELS, (rows + 0.5) / PIXELS], -1)
    found = (goal[rows, columns] - nearest).astype(np.float32)
    for axis in (0, 1):
        found[..., axis] = cv2.GaussianBlur(found[..., axis], (0, 0), SOFT * PIXELS)
    return np.asarray(found)

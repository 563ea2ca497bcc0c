"""Orthographic cameras: where a point of the body lies on a view, and what each pixel of the view sees."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numba
import numpy as np

from tools.bodymap.drawing import pose
from tools.bodymap.drawing.mesh import Array, Body
from tools.bodymap.drawing.tables import FEET

PIXELS = 4  # to a chart unit
TALL = 940  # units from the soles to the top of the head
FOOT_SCALE = 2.55
ANKLE, SHIN = 1.0, 5  # decimetres above the sole that the soles' and the tops' view show
EAR_AT = 345  # units: where the plumb line of the side view stands
# The directions to the right, up and towards the viewer.
AXES = {
    "anterior": ([1, 0, 0], [0, 1, 0], [0, 0, 1]),
    "posterior": ([-1, 0, 0], [0, 1, 0], [0, 0, -1]),
    "left": ([0, 0, -1], [0, 1, 0], [1, 0, 0]),
    "plantar": ([1, 0, 0], [0, 0, 1], [0, -1, 0]),
    "dorsal": ([1, 0, 0], [0, 0.5, -0.866], [0, 0.866, 0.5]),
}


@dataclass(frozen=True)
class Seen:
    """By pixel: depth, triangle, place in the triangle, whether there is body, and which way it faces."""

    depth: Array
    triangle: Array
    weights: Array
    mask: Array
    normals: Array


class Scene:
    """A posed figure seen from one side; rounds: of smoothing."""

    def __init__(self, root: Path, figure: str, view: str, rounds: int) -> None:
        self.view = view
        body = Body(root, figure)
        body.pose(pose.from_the_side(body) if view == "left" else pose.standing(body))
        self.mesh = body.surface(rounds)
        self.right, self.up, self.near = (np.array(axis, float) for axis in AXES[view])
        low, high = self.mesh.vertices[:, 1].min(), self.mesh.vertices[:, 1].max()
        self.low, self.scale = low, TALL / (high - low)
        self.size, self.shift = (500, 1000), np.zeros(3)
        self.centre = np.array([0, (low + high) / 2, 0.0])
        if view == "left":
            self.centre[2] = body.posed_head("head")[2]
            self.shift = np.array([EAR_AT - 500 / 2, 0, 0])
        if view in FEET:
            self._look_at_the_left_foot()

    def _look_at_the_left_foot(self) -> None:
        self.scale *= FOOT_SCALE
        places = self.mesh.vertices
        foot = (places[:, 0] > 0) & (places[:, 1] < self.low + 0.9)
        x, y, z = (places[foot, axis] for axis in range(3))
        self.centre = np.array([x.mean(), y.mean(), (z.min() + z.max()) / 2])
        self.size, self.shift = (500, 500), np.array([125.0, 0, 0])

    def project(self, places: Any) -> Array:
        """Chart units, and depth in the same."""
        off = np.asarray(places) - self.centre
        x = self.size[0] / 2 + self.scale * (off @ self.right)
        y = self.size[1] / 2 - self.scale * (off @ self.up)
        return np.asarray(np.stack([x, y, self.scale * (off @ self.near)], -1) + self.shift)

    @property
    def faces(self) -> Array:
        """All of the body, or the left foot alone."""
        faces = self.mesh.faces
        if self.view not in FEET:
            return np.asarray(faces)
        corners = self.mesh.vertices[faces]
        top = self.low + (ANKLE if self.view == "plantar" else SHIN)
        return np.asarray(faces[(corners[:, :, 0].min(1) > 0) & (corners[:, :, 1].min(1) < top)])

    def seen(self) -> Seen:
        faces = self.faces
        flat = self.project(self.mesh.vertices) * PIXELS
        wide, high = (int(length * PIXELS) for length in self.size)
        depth, triangle, weights = _raster(flat, faces.astype(np.int64), high, wide)
        mask = triangle >= 0
        corners = faces[triangle[mask]]
        facing = (self.mesh.vertex_normals[corners] * weights[mask][..., None]).sum(1)
        facing /= np.linalg.norm(facing, axis=1, keepdims=True)
        normals = np.zeros((*triangle.shape, 3))
        normals[mask] = facing @ np.stack([self.right, self.up, self.near]).T
        return Seen(depth, triangle, weights, mask, normals)


@numba.njit(cache=True)
def _raster(flat: Any, faces: Any, high: int, wide: int) -> Any:
    """The nearest triangle under the middle of each pixel."""
    depth = np.full((high, wide), -1e9, np.float64)
    found = np.full((high, wide), -1, np.int32)
    weights = np.zeros((high, wide, 3), np.float32)
    for face in range(faces.shape[0]):
        a, b, c = flat[faces[face, 0]], flat[faces[face, 1]], flat[faces[face, 2]]
        area = (b[1] - c[1]) * (a[0] - c[0]) + (c[0] - b[0]) * (a[1] - c[1])
        if abs(area) < 1e-12:
            continue
        for y in range(_first(a[1], b[1], c[1]), _last(a[1], b[1], c[1], high) + 1):
            for x in range(_first(a[0], b[0], c[0]), _last(a[0], b[0], c[0], wide) + 1):
                px, py = x + 0.5, y + 0.5
                u = ((b[1] - c[1]) * (px - c[0]) + (c[0] - b[0]) * (py - c[1])) / area
                v = ((c[1] - a[1]) * (px - c[0]) + (a[0] - c[0]) * (py - c[1])) / area
                w = 1 - u - v
                z = u * a[2] + v * b[2] + w * c[2]
                if min(u, v, w) >= -1e-9 and z > depth[y, x]:
                    depth[y, x], found[y, x] = z, face
                    weights[y, x, 0], weights[y, x, 1], weights[y, x, 2] = u, v, w
    return depth, found, weights


@numba.njit(cache=True)
def _first(a: float, b: float, c: float) -> int:
    return max(0, int(np.floor(min(a, b, c))))


@numba.njit(cache=True)
def _last(a: float, b: float, c: float, count: int) -> int:
    return min(count - 1, int(np.ceil(max(a, b, c))))

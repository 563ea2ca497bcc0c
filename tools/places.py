"""Where things lie in this folder, and how a secret is kept there."""

import os
import secrets
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
KEPT = ROOT / ".pgdata"  # what must outlive a run: clusters, passwords, logs


class Trouble(Exception):
    """Something the person at the terminal has to know; str() is what to tell them."""


def folder(path: Path) -> Path:
    """This folder, made when missing, closed to other users of the machine."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def secret(path: Path) -> str:
    """The secret kept in this file; a new random one of 43 characters the first time."""
    if not path.exists():
        write_private(path, secrets.token_urlsafe(32))
    return path.read_text()


def write_private(path: Path, text: str) -> None:
    """Put text there for the owner's eyes only, whole or not at all."""
    folder(path.parent)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(text)
    draft.replace(path)

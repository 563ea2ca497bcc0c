"""Patients' files on this machine's disk, for the clinic's own account alone."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage


class PrivateFiles(FileSystemStorage):
    """Outside every folder that is served; a file is on the disk itself before its row is committed."""

    def __init__(self, location: str) -> None:
        # An empty address, so that nothing can link to a file.
        super().__init__(location, base_url="", file_permissions_mode=0o600, directory_permissions_mode=0o700)

    def _save(self, name: str, content: Any) -> str:
        try:
            saved: str = super()._save(name, content)  # type: ignore[misc]
            for place in (Path(self.path(saved)), Path(self.path(saved)).parent):
                _write_through(place)
        except OSError:
            # A full disk leaves half a file behind.
            Path(self.path(name)).unlink(missing_ok=True)
            raise
        return saved

    def url(self, name: str | None) -> str:
        raise ValueError("Patients' files have no address of their own.")

    def names(self) -> Iterator[str]:
        """Every file there is."""
        root = Path(self.location)
        yield from (str(path.relative_to(root)) for path in sorted(root.glob("??/*")) if path.is_file())


def _write_through(place: Path) -> None:
    """From the system's memory to the disk itself."""
    number = os.open(place, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)

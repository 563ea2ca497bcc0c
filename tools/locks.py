"""One run.py at a time where two would collide; a lock goes with its process, however that ends."""

import fcntl
import os
from pathlib import Path
from typing import TextIO


class Lock:
    """A file that one process holds; its text tells others who that is."""

    def __init__(self, path: Path):
        self.path = path
        self.file: TextIO | None = None

    def take(self, *, wait: bool = False) -> bool:
        """Hold it; False when another process does and we are not to wait."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = self.path.open("a+")
        try:
            fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return False
        self.file = file
        self.tell(f"process {os.getpid()}")
        return True

    def tell(self, text: str) -> None:
        """Leave a word for whoever finds the lock taken."""
        if self.file:
            self.file.truncate(0)
            self.file.write(text)
            self.file.flush()

    def is_held(self) -> bool:
        """Whether some other process has it now."""
        taken = self.take()
        self.release()
        return not taken

    def holder(self) -> str:
        """What the process that holds it left to be told."""
        return self.path.read_text().strip()

    def release(self) -> None:
        """Let the next one have it; the file itself stays, so that nobody locks a deleted one."""
        if self.file:
            self.tell("")
            self.file.close()
        self.file = None

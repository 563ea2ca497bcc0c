"""What the terminal shows during the set-up: each step, its seconds, and in long ones a sign of life."""

import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tools import processes
from tools.places import KEPT, Trouble, folder

WIDTH = 78
NEWS_EVERY = 5  # seconds, where the terminal cannot rewrite its last line


@dataclass(frozen=True)
class Job:
    """A program that works while we may do something else; all it says goes into its log."""

    process: subprocess.Popen[bytes]
    log: str


def begin(*command: Any, log: str, **options: Any) -> Job:
    """Start a job; whoever begins one sees it to its end by Step.follow."""
    with log_path(log).open("wb") as said:
        process = processes.start(command, at_our_death=signal.SIGKILL, stdout=said, stderr=said, **options)
    return Job(process, log)


class Step:
    """One line of the set-up: with Step("Python packages") as step: ..."""

    def __init__(self, title: str):
        self.title = title
        self.began = self.shown_at = time.monotonic()

    def __enter__(self) -> Self:
        if sys.stdout.isatty():
            self._show("")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None
    ) -> None:
        self._print(f"{self._seconds()}  {self.title}" + (": not finished" if kind else ""))
        if sys.stdout.isatty():
            print()

    def run(self, *command: Any, log: str, **options: Any) -> None:
        """Run a program to its end; Trouble when it fails."""
        self.follow(begin(*command, log=log, **options))

    def follow(self, job: Job) -> None:
        """Wait for a job and show its last line meanwhile; Trouble when it fails."""
        try:
            while job.process.poll() is None:
                if time.monotonic() - self.shown_at > (0.2 if sys.stdout.isatty() else NEWS_EVERY):
                    self._show(last_line(job.log))
                time.sleep(0.05)
        finally:
            processes.end(job.process, (signal.SIGTERM, 5), (signal.SIGKILL, 5))
        if job.process.returncode:
            raise Trouble(f"{self.title}: this did not work. {last_lines(job.log)}")

    def _show(self, word: str) -> None:
        self.shown_at = time.monotonic()
        self._print(f"{self._seconds()}  {self.title} ... {word}")

    def _print(self, line: str) -> None:
        """Over the last line where that can be done."""
        if sys.stdout.isatty():
            print(f"\r{line[:WIDTH]:<{WIDTH}}", end="", flush=True)
        else:
            print(line[:WIDTH], flush=True)

    def _seconds(self) -> str:
        return f"{time.monotonic() - self.began:6.1f} s"


def log_path(name: str) -> Path:
    """The log of one job or program; it tells of its last run alone."""
    return folder(KEPT / "logs") / f"{name.replace(' ', '-')}.log"


def last_line(log: str) -> str:
    """The last line of a log that has words in it, without the colours a terminal would show."""
    lines = [line for line in _text(log).replace("\r", "\n").split("\n") if line.strip()]
    return "".join(letter for letter in lines[-1] if letter.isprintable()).strip() if lines else ""


def last_lines(log: str) -> str:
    """The end of a log, for people."""
    lines = [f"    {line}" for line in _text(log).strip().splitlines()[-12:]]
    return "\n".join([f"The end of {log_path(log)}:", *lines])


def _text(log: str) -> str:
    return log_path(log).read_text(errors="replace")

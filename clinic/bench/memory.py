"""How much memory a process took at most, as Linux tells it; of the web server's, those below this one."""

import os
from collections.abc import Iterator
from pathlib import Path

PROC = Path("/proc")
RESET_THE_PEAK = "5"
MEGABYTE = 1000 * 1000


def own() -> list[int]:
    return [os.getpid()]


def below() -> list[int]:
    """Every process that this one started, and those that they started."""
    return [*_below(os.getpid(), dict(_parents()))]


def forget(processes: list[int]) -> int:
    """Begin to watch: from now on the peak is the highest from here; gives the bytes they hold now."""
    for process in processes:
        (PROC / str(process) / "clear_refs").write_text(RESET_THE_PEAK)
    return sum(_told(process, "VmRSS") for process in processes)


def peak(processes: list[int]) -> int:
    """Bytes, the highest of each since it was watched."""
    return sum(_told(process, "VmHWM") for process in processes)


def _told(process: int, name: str) -> int:
    lines = (PROC / str(process) / "status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{name}:"))


def _parents() -> Iterator[tuple[int, int]]:
    for place in PROC.glob("[0-9]*/stat"):
        try:
            number, rest = place.parent.name, place.read_text().rpartition(")")[2]
        except OSError:  # it ended meanwhile
            continue
        yield int(number), int(rest.split()[1])


def _below(process: int, parents: dict[int, int]) -> Iterator[int]:
    for child in [one for one, parent in parents.items() if parent == process]:
        yield child
        yield from _below(child, parents)

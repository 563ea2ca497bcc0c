"""Twenty therapists who type at once, each on their own session."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from clinic.bench.figures import Times

# How often the page saves what is typed.
EVERY_SECONDS = 3


def paced(save: Callable[[], None], turn: float, seconds: float) -> list[float]:
    """Saves as the page does, from its own turn within the first three seconds on."""
    took, began = [], time.monotonic() + turn
    for number in range(int(seconds / EVERY_SECONDS)):
        time.sleep(max(0, began + number * EVERY_SECONDS - time.monotonic()))
        took.append(_timed(save))
    return took


def pressed(save: Callable[[], None], saves: int) -> list[float]:
    """Saves again as soon as it is answered."""
    return [_timed(save) for _ in range(saves)]


def at_once(saving: Sequence[Callable[[], list[float]]]) -> Times:
    """Each in a thread of its own, all set off together."""
    together = Barrier(len(saving))

    def set_off(one: Callable[[], list[float]]) -> list[float]:
        together.wait()
        return one()

    with ThreadPoolExecutor(len(saving)) as threads:
        return Times([took for each in threads.map(set_off, saving) for took in each])


def _timed(save: Callable[[], None]) -> float:
    began = time.perf_counter()
    save()
    return (time.perf_counter() - began) * 1000

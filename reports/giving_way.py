"""Long work steps aside for pages."""

import os

NICE = 10  # beside a page that wants the same processor, about a tenth of what the page gets


def give_way() -> None:
    """From now on for this thread of the worker, on Linux; elsewhere for the worker as a whole."""
    os.setpriority(os.PRIO_PROCESS, 0, max(os.getpriority(os.PRIO_PROCESS, 0), NICE))

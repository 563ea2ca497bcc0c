"""On what a measurement was taken, and how busy that was."""

import os
import platform

from django.db import connection

PAGES = ("SC_PAGE_SIZE", "SC_PHYS_PAGES")


def told() -> str:
    """2 cores (x86_64), 24 GiB, PostgreSQL 18.6 with 128MB of shared buffers, Python 3.11.2."""
    memory = os.sysconf(PAGES[0]) * os.sysconf(PAGES[1]) / 2**30
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version'), current_setting('shared_buffers')")
        version, buffers = cursor.fetchone()
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GiB, PostgreSQL {version.split()[0]}"
        f" with {buffers} of shared buffers, Python {platform.python_version()}"
    )


def load() -> str:
    """What waited for a processor, on average over the last minute."""
    return f"{os.getloadavg()[0]:.1f}"

"""Many people at once: threads that start together, and a real web server for them to ask."""

import http.client
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier, Event
from typing import Any
from urllib.parse import quote, urlencode

from django.db import connection, transaction

ROOT = Path(__file__).resolve().parent.parent.parent
WAITING_FOR_ME = """
SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))
"""


def all_at_once(jobs: Sequence[Callable[[], Any]]) -> list[Any]:
    """Run each in a thread of its own from the same moment on; what it returns or raises, in their order."""
    start = Barrier(len(jobs))

    def run(job: Callable[[], Any]) -> Any:
        start.wait()
        try:
            return job()
        except Exception as error:  # noqa: BLE001  the test looks at every one
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def behind(change: Callable[[], Any], rule: Callable[[], Any]) -> Any:
    """What rule answers, begun before change is committed and going on after, for it has to wait for it."""
    changed = Event()

    def first() -> bool:
        with transaction.atomic():
            change()
            changed.set()
            return _soon_somebody_waits()

    def second() -> Any:
        changed.wait(timeout=30)
        return rule()

    waited, answer = all_at_once([first, second])
    assert waited is True, waited
    if isinstance(answer, Exception):
        raise answer
    return answer


def _soon_somebody_waits() -> bool:
    for _ in range(100):
        with connection.cursor() as cursor:
            cursor.execute(WAITING_FOR_ME)
            if cursor.rowcount:
                return True
        time.sleep(0.1)
    return False


@dataclass(frozen=True)
class Server:
    port: int
    cookie: str

    def post(self, path: str, fields: dict[str, Any]) -> int:
        """The status of the answer; sent as a browser sends a form."""
        token = secrets.token_hex(16)
        visit = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"login={self.cookie}; csrf={token}",
            "X-CSRFToken": token,
        }
        try:
            visit.request("POST", path, urlencode(fields), headers)
            answer = visit.getresponse()
            answer.read()
            return answer.status
        finally:
            visit.close()


@contextmanager
def web_server(cookie: str, *, workers: int = 2, threads: int = 8) -> Iterator[Server]:
    """granian as it is run for real, on the tests' database as the app's role; ended with all it started."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port)]
    command += ["--workers", str(workers), "--blocking-threads", str(threads), "clinic.wsgi:application"]
    running = subprocess.Popen(
        command, cwd=ROOT, env=environment(port), stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        wait_for(port)
        yield Server(port, cookie)
    finally:
        os.killpg(running.pid, signal.SIGTERM)
        running.wait(timeout=30)


def environment(port: int) -> dict[str, str]:
    here = connection.settings_dict
    login = f"{quote(here['USER'])}:{quote(here['PASSWORD'])}"
    url = f"postgresql://{login}@{here['HOST']}:{here['PORT']}/{quote(here['NAME'])}"
    return {
        **os.environ,
        "DATABASE_URL": url,
        "DATABASE_POOL": "1",
        "BASE_URL": f"http://127.0.0.1:{port}",
        "LOG_LEVEL": "ERROR",
    }


def wait_for(port: int) -> None:
    for _ in range(300):
        try:
            visit = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            visit.request("GET", "/healthz")
            if visit.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError("the web server did not answer")


def deadlocks() -> int:
    """How many the database has counted so far; a moment is left for the counting."""
    time.sleep(1.2)
    with connection.cursor() as cursor:
        cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        return cursor.fetchone()[0]


def tally(answers: Sequence[Any]) -> Counter[str]:
    """How many of each: statuses as they are, anything else by the name of its kind."""
    return Counter(str(one) if isinstance(one, int) else type(one).__name__ for one in answers)

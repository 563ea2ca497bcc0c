"""The clinic's own programs: the one that makes the database ready, the web server and the worker."""

import http.client
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tools import processes
from tools.database import Database
from tools.places import PYTHON, ROOT, VENV, Trouble, secret
from tools.postgres import free
from tools.steps import Step, last_line, last_lines, log_path

USUAL_PORT = 8000


def choose_port() -> int:
    """PORT, or the first free one from 8000 on; a server that is just ending gets a moment to let go."""
    asked = os.environ.get("PORT", "")
    if asked and not (asked.isascii() and asked.isdigit() and 0 < int(asked[:9]) < 65536):
        raise Trouble(f"PORT must be a whole number from 1 to 65535, not {asked!r}.")
    first = int(asked or USUAL_PORT)
    for _ in range(15):
        if free(first):
            return first
        time.sleep(0.2)
    if asked:
        raise Trouble(f"Port {asked} is in use. Please choose another one, such as PORT=8001 python3 run.py")
    for port in range(USUAL_PORT + 1, USUAL_PORT + 100):
        if free(port):
            return port
    raise Trouble("No port from 8000 to 8099 is free. Please choose one: PORT=9000 python3 run.py")


def environment(database: Database, *, url: str, base_url: str) -> dict[str, str]:
    """What clinic/settings.py reads; whoever set a variable before us is right."""
    return {
        "SECRET_KEY": secret(database.folder / "secret-key"),
        "DEBUG": "0",
        "CLINIC_DEMO": "1",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "BASE_URL": base_url,
        **os.environ,
        "DATABASE_URL": url,
        "DATABASE_APP_ROLE": database.app_role,
    }


def make_ready(database: Database, base_url: str) -> str:
    """Migrate as the owner and load what the clinic needs to know; its last word tells how to sign in."""
    env = environment(database, url=database.owner_url, base_url=base_url)
    with Step("Migrations, reference data, demo clinic") as step:
        step.run(PYTHON, "manage.py", "bootstrap", log="bootstrap", cwd=ROOT, env=env)
    return last_line("bootstrap")


@contextmanager
def running(database: Database, port: int) -> Iterator[dict[str, subprocess.Popen[bytes]]]:
    """The web server and the worker, both as the app role, for as long as the block lasts."""
    env = environment(database, url=database.app_url, base_url=f"http://127.0.0.1:{port}")
    granian = [VENV / "bin" / "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", port]
    granian += ["--workers", 1, "--blocking-threads", 4, "clinic.wsgi:application"]
    worker = [PYTHON, "manage.py", "procrastinate", "worker"]
    started: dict[str, subprocess.Popen[bytes]] = {}
    try:
        with Step("Web server and worker"):
            # granian, asked, ends its own; a worker alone would wait for a database that is gone.
            started["web server"] = _start("web server", granian, signal.SIGTERM, env)
            started["worker"] = _start("worker", worker, signal.SIGKILL, env)
            _wait_for_health(started, port)
        yield started
    finally:
        for process in started.values():
            process.send_signal(signal.SIGTERM)
        for process in started.values():
            processes.end(process, (signal.SIGTERM, 10), (signal.SIGKILL, 5))


def watch(programs: dict[str, subprocess.Popen[bytes]]) -> None:
    """Return never; raise Trouble when one of them has ended."""
    while True:
        _check_alive(programs)
        time.sleep(1)


def _check_alive(programs: dict[str, subprocess.Popen[bytes]]) -> None:
    for name, process in programs.items():
        if process.poll() is not None:
            raise Trouble(f"The {name} ended with {process.returncode}. {last_lines(name)}")


def _start(
    name: str, command: list[Any], at_our_death: signal.Signals, env: dict[str, str]
) -> subprocess.Popen[bytes]:
    with log_path(name).open("wb") as log:
        return processes.start(command, at_our_death=at_our_death, cwd=ROOT, env=env, stdout=log, stderr=log)


def _wait_for_health(programs: dict[str, subprocess.Popen[bytes]], port: int) -> None:
    """No older server can stand in: the port was free before ours started, and ours is alive afterwards."""
    give_up_at = time.monotonic() + 30
    while time.monotonic() < give_up_at:
        healthy = _answers_well(port)
        _check_alive(programs)
        if healthy:
            return
        time.sleep(0.1)
    raise Trouble(f"The web server does not answer. {last_lines('web server')}")


def _answers_well(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()

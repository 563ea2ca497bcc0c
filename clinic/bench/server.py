"""The clinic's own web server, on the database that is being measured, and people who are signed in to it."""

import http.client
import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, NamedTuple
from urllib.parse import quote, urlencode, urlsplit

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection

HOST = "127.0.0.1"
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="(\w+)"')
JSON, PANEL = {"Accept": "application/json"}, {"HX-Request": "true", "HX-Target": "panel"}
STARTS_WITHIN = 60
# A server lets go of a connection that says nothing for longer; the next request then opens a new one.
IDLE_SECONDS = 10
BLOCK = 2**16


class Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


class Streamed(NamedTuple):
    """A file that was read as it came: seconds to its first byte and to its last, bytes and line ends."""

    first: float
    last: float
    bytes: int
    lines: int


class Visitor:
    """A browser without eyes: one connection, the cookies it was given, and the token its forms carry."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._connection = http.client.HTTPConnection(HOST, port, timeout=60)
        self._used_at = 0.0
        self.cookies: dict[str, str] = {}
        self.token = ""

    def sign_in(self, email: str, password: str) -> "Visitor":
        """Through the page itself, whose form goes out with its token."""
        self._read_token("/sign-in/")
        self.send("/sign-in/", {"login": email, "password": password}, wanted=HTTPStatus.FOUND)
        self._read_token("/")
        return self

    def another(self) -> "Visitor":
        """The same person in a second window: the same login on a connection of its own."""
        twin = Visitor(self.port)
        twin.cookies, twin.token = {**self.cookies}, self.token
        return twin

    def connect(self) -> None:
        """Be ready to ask without delay."""
        self._connection.close()
        self._connection.connect()
        self._used_at = time.monotonic()

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None, {}, HTTPStatus.OK)

    def stream(self, path: str) -> Streamed:
        """Read a file of any length, and keep nothing of it."""
        self.connect()
        began, first, size, lines = time.perf_counter(), 0.0, 0, 0
        response = self._request("GET", path, None, {})
        if response.status != HTTPStatus.OK:
            raise CommandError(f"{path} answered with {response.status}.")
        while block := response.read1(BLOCK):
            first = first or time.perf_counter() - began
            size, lines = size + len(block), lines + block.count(b"\n")
        return Streamed(first, time.perf_counter() - began, size, lines)

    def send(
        self,
        path: str,
        fields: Mapping[str, Any],
        how: Mapping[str, str] | None = None,
        *,
        wanted: int | None = 200,
    ) -> Answer:
        """Post a form; any other answer than the wanted one ends the measurement, None takes any."""
        headers = {"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": self.token}
        return self._ask("POST", path, urlencode(fields), {**headers, **(how or {})}, wanted)

    def post(self, path: str, body: str, *, wanted: int = HTTPStatus.CREATED) -> Answer:
        """Send what is written already, without a form's token."""
        return self._ask("POST", path, body, {"Content-Type": "application/json"}, wanted)

    def _read_token(self, path: str) -> None:
        while (answer := self._ask("GET", path, None, {}, None)).status == HTTPStatus.FOUND:
            path = answer.headers["Location"]
        found = TOKEN.search(answer.body)
        if not found:
            raise CommandError(f"There is no form on {path}, which answered with {answer.status}.")
        self.token = found.group(1).decode()

    def _ask(
        self, method: str, path: str, body: str | None, headers: Mapping[str, str], wanted: int | None
    ) -> Answer:
        if time.monotonic() - self._used_at > IDLE_SECONDS:
            self._connection.close()
        response = self._request(method, path, body, headers)
        answer = Answer(response.status, response.headers, response.read())
        self._used_at = time.monotonic()
        for line in response.headers.get_all("Set-Cookie", []):
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        if wanted is not None and answer.status != wanted:
            raise CommandError(f"{method} {path} answered with {answer.status}, not {wanted}.")
        return answer

    def _request(
        self, method: str, path: str, body: str | None, headers: Mapping[str, str]
    ) -> http.client.HTTPResponse:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self._connection.request(method, path, body, {"Cookie": cookies, **headers})
        return self._connection.getresponse()


@contextmanager
def served(
    *, workers: int, application: str = "clinic.wsgi:application", settings_of: str = "clinic.settings"
) -> Iterator[int]:
    """The port that granian answers on, run as README.md says, with the database Django speaks to now."""
    port = _free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)]
    command += ["--workers", str(workers), "--blocking-threads", "4", application]
    told = {**_environment(port), "DJANGO_SETTINGS_MODULE": settings_of}
    with TemporaryFile() as log:
        server = subprocess.Popen(command, cwd=_root(), env=told, stdout=log, stderr=log)  # noqa: S603
        try:
            _wait_for(server, port, log)
            yield port
        finally:
            server.terminate()
            server.wait(20)


@contextmanager
def working(files: Path) -> Iterator[None]:
    """The clinic's worker, with the database Django speaks to now; what it writes goes to that folder."""
    command = [sys.executable, "manage.py", "procrastinate", "worker"]
    told = {**_environment(0), "MEDIA_ROOT": str(files)}
    with TemporaryFile() as log:
        worker = subprocess.Popen(command, cwd=_root(), env=told, stdout=log, stderr=log)  # noqa: S603
        try:
            yield
        finally:
            worker.kill()  # asked to end, it would first finish what it writes
            worker.wait(20)


def _environment(port: int) -> dict[str, str]:
    at = connection.settings_dict
    login = f"{quote(at['USER'], safe='')}:{quote(at['PASSWORD'], safe='')}"
    name = quote(at["NAME"], safe="")
    asked = urlsplit(os.environ["DATABASE_URL"])
    netloc = f"{login}@{asked.hostname or ''}:{at['PORT']}"
    own = {"DATABASE_URL": asked._replace(netloc=netloc, path=f"/{name}").geturl(), "LOG_LEVEL": "WARNING"}
    plain = {"BASE_URL": f"http://{HOST}:{port}", "ALLOWED_HOSTS": HOST, "DEBUG": "0", "DATABASE_POOL": "1"}
    return {**os.environ, **own, **plain}


def _root() -> Path:
    return Path(settings.BASE_DIR)


def _free_port() -> int:
    with socket.socket() as held:
        held.bind((HOST, 0))
        return int(held.getsockname()[1])


def _wait_for(server: subprocess.Popen[bytes], port: int, log: IO[bytes]) -> None:
    give_up_at = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < give_up_at and server.poll() is None:
        try:
            if Visitor(port).get("/healthz"):
                return
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
    log.seek(0)
    raise CommandError(f"The web server does not answer. {log.read()[-2000:].decode(errors='replace')}")

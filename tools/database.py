"""The database a run works with: a Postgres of the project's own, or the one DATABASE_URL names."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tools.places import KEPT, PYTHON, ROOT, Trouble, secret
from tools.postgres import SUPERUSER, THROW_AWAY, Cluster, version
from tools.steps import Step

OWNER, APP, DATABASE = "softhold_owner", "softhold_app", "softhold"


@dataclass(frozen=True)
class Database:
    """Two ways into the same database; secrets that belong to it lie in its folder."""

    owner_url: str
    app_url: str
    folder: Path
    cluster: Cluster | None = None

    @property
    def app_role(self) -> str:
        return urlsplit(self.app_url).username or APP

    def announce(self, address: str) -> None:
        """Tell a second run.py that finds the folder taken where the first one serves."""
        if self.cluster:
            self.cluster.lock.tell(f"{address}, process {os.getpid()}")


@contextmanager
def opened(*, for_tests: bool = False) -> Iterator[Database]:
    """The database with both its roles, running for as long as the block lasts."""
    if url := os.environ.get("DATABASE_URL"):
        with Step("The Postgres of DATABASE_URL"):
            database = _given(url, for_tests=for_tests)
        yield database
        return
    cluster = Cluster("test", THROW_AWAY) if for_tests else Cluster("demo")
    try:
        with Step(f"Postgres {version()}"):
            cluster.start(wait=for_tests)
            database = _own(cluster, for_tests=for_tests)
        yield database
    finally:
        cluster.stop()


def running() -> Database | None:
    """The demo's database when another run.py has it open."""
    cluster = Cluster("demo")
    if "DATABASE_URL" in os.environ or not cluster.lock.is_held():
        return None
    return _of(cluster)


def _of(cluster: Cluster) -> Database:
    return Database(cluster.url(OWNER, DATABASE), cluster.url(APP, DATABASE), cluster.folder, cluster)


def _own(cluster: Cluster, *, for_tests: bool) -> Database:
    passwords = {"owner_password": cluster.password(OWNER), "app_password": cluster.password(APP)}
    _roles("make_all", cluster.url(SUPERUSER, "postgres"), **passwords, may_create_databases=for_tests)
    return _of(cluster)


def _given(url: str, *, for_tests: bool) -> Database:
    """On somebody else's server we make the app role when we may, and are told of one when we may not."""
    at = urlsplit(url)
    folder = KEPT / f"at-{at.hostname or 'local'}-{at.port or 5432}"
    if app_url := os.environ.get("DATABASE_APP_URL"):
        _roles("use_app", url, app_url=app_url, may_create_databases=for_tests)
        return Database(url, app_url, folder)
    password = secret(folder / f"{APP}.password")
    app_url = at._replace(netloc=f"{APP}:{password}@{at.netloc.rpartition('@')[2]}").geturl()
    _roles("make_app", url, app_url=app_url, app_password=password, may_create_databases=for_tests)
    return Database(url, app_url, folder)


def _roles(do: str, url: str, **how: str | bool) -> None:
    """Passwords go by standard input: a command line is there for everyone on the machine to read."""
    wanted = json.dumps({"do": do, "url": url, "with": how})
    done = subprocess.run(
        [PYTHON, "-m", "tools.roles"], cwd=ROOT, input=wanted, text=True, stdout=subprocess.PIPE, check=True
    )
    if done.stdout:
        raise Trouble(done.stdout)

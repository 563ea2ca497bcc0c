"""Makes the two database roles: python -m tools.roles, inside .venv, told on standard input what is wanted.

The owner migrates; the app role, as which the web server and the worker run, owns nothing.
"""

import json
import sys
from collections.abc import Callable
from typing import Any

import psycopg
from psycopg import Connection, errors
from psycopg.sql import SQL, Identifier, Literal

OWNER, APP, DATABASE = "softhold_owner", "softhold_app", "softhold"


def make_all(
    server: Connection[Any], *, owner_password: str, app_password: str, may_create_databases: bool
) -> str:
    """Both roles and the database on a server that is ours; what is there already is put right."""
    owner_may = "CREATEDB" if may_create_databases else "NOCREATEDB"
    for role, password, may in ((OWNER, owner_password, owner_may), (APP, app_password, "NOCREATEDB")):
        verb = "ALTER" if _has_role(server, role) else "CREATE"
        server.execute(
            SQL("{} ROLE {} LOGIN {} NOCREATEROLE NOSUPERUSER PASSWORD {}").format(
                SQL(verb), Identifier(role), SQL(may), Literal(password)
            )
        )
    if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
        server.execute(SQL("CREATE DATABASE {} OWNER {}").format(Identifier(DATABASE), Identifier(OWNER)))
    return ""


def make_app(server: Connection[Any], *, app_url: str, app_password: str, may_create_databases: bool) -> str:
    """The app role on somebody else's server; answers with what keeps the clinic from using it."""
    if not _has_role(server, APP):
        create = SQL("CREATE ROLE {} LOGIN NOCREATEDB NOCREATEROLE NOSUPERUSER PASSWORD {}")
        try:
            server.execute(create.format(Identifier(APP), Literal(app_password)))
        except errors.InsufficientPrivilege:
            return f"The role in DATABASE_URL may not make {APP}, the role the clinic runs as. {_GIVE}"
    elif not _can_sign_in(app_url):
        return f"The server has a role {APP} already, and its password is not known in this folder. {_GIVE}"
    return use_app(server, app_url=app_url, may_create_databases=may_create_databases)


def use_app(server: Connection[Any], *, app_url: str, may_create_databases: bool) -> str:
    """A server whose roles are made by others; answers with what keeps the clinic from using it."""
    if not _can_sign_in(app_url):
        return "The database server refuses the app role: please look at DATABASE_APP_URL and its password."
    with psycopg.connect(app_url) as app:
        if app.info.user == server.info.user:
            return f"DATABASE_URL and DATABASE_APP_URL name the same role. {_GIVE}"
    may = "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
    if may_create_databases and not (server.execute(may).fetchone() or [False])[0]:
        return "The tests make a database of their own: the role in DATABASE_URL needs CREATEDB."
    return ""


_GIVE = "Please set DATABASE_APP_URL to the address for a role that owns nothing."


def _has_role(server: Connection[Any], role: str) -> bool:
    return server.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone() is not None


def _can_sign_in(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def main() -> None:
    """Print nothing when all is well, else one sentence on what is in the way."""
    wanted = json.load(sys.stdin)
    verbs: dict[str, Callable[..., str]] = {"make_all": make_all, "make_app": make_app, "use_app": use_app}
    try:
        with psycopg.connect(wanted["url"], connect_timeout=10, autocommit=True) as server:
            print(verbs[wanted["do"]](server, **wanted["with"]), end="")
    except psycopg.OperationalError as error:
        print(f"The database does not answer: {str(error).splitlines()[0]}", end="")


if __name__ == "__main__":
    main()

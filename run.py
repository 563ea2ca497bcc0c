#!/usr/bin/env python3
"""Sets everything up and starts the clinic: python3 run.py. Ctrl-C ends it.

python3 run.py test [pytest's arguments]    runs the tests
python3 run.py test --sweep                 runs the long ones, which the line above leaves out
python3 run.py manage [a command of Django]  for example: manage first_admin

It needs Python 3.11 or newer and the network the first time. Environment variables it knows:
    PORT=8001                where the web server listens, on 127.0.0.1; 8000 when it is free
    CLINIC_DEMO=0            an empty clinic instead of the demo's people
    DATABASE_URL=...         your own Postgres, as the role that owns the clinic's database
    DATABASE_APP_URL=...     the same as a role that owns nothing, if the owner may not make it
"""

import sys

if sys.version_info < (3, 11):
    sys.exit(f"Softhold needs Python 3.11 or newer; this is {sys.version.split()[0]}.")

import os
import shutil

from tools import database, frontend, packages, processes, serving
from tools.locks import Lock
from tools.places import KEPT, PYTHON, ROOT, Trouble

USUAL_ADDRESS = f"http://127.0.0.1:{serving.USUAL_PORT}"
SIDE_BY_SIDE = ("--numprocesses", "auto", "--maxprocesses", "4", "--dist", "loadscope")  # a database for each
USUAL = (*SIDE_BY_SIDE, "-m", "not sweep")
SWEEP = (*SIDE_BY_SIDE, "-m", "sweep")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main(arguments: list[str]) -> int:
    """The exit code: 0 when all went well."""
    processes.end_in_order()
    try:
        match arguments:
            case []:
                return start()
            case ["test", *rest]:
                return test(rest)
            case ["manage", *rest]:
                return manage(rest)
            case _:
                print(__doc__)
                return 0 if arguments[0] in ("help", "-h", "--help") else 2
    except Trouble as trouble:
        print(f"\n{trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.")
        return 130


def start() -> int:
    """Everything, until Ctrl-C."""
    set_up("requirements.txt")
    try:
        with database.opened() as db:
            port = serving.choose_port()
            address = f"http://127.0.0.1:{port}"
            db.announce(address)
            sign_in = serving.make_ready(db, address)
            with serving.running(db, port) as programs:
                print(welcome(address, sign_in), flush=True)
                serving.watch(programs)
    except KeyboardInterrupt:
        print("\nStopped. What was written is kept for the next start.")
    return 0


def test(arguments: list[str]) -> int:
    """pytest's exit code, after a run against a Postgres of its own."""
    set_up("requirements.txt", "requirements-dev.txt")
    with database.opened(for_tests=True) as db:
        env = {
            **serving.environment(db, url=db.app_url, base_url=USUAL_ADDRESS),
            "DATABASE_OWNER_URL": db.owner_url,
            "DATABASE_POOL": "0",  # the tests change roles on their one connection
            "CHROMIUM": browser(),
            "DATABASE_STATEMENT_SECONDS": "60",  # dropping a database takes longer than a page may
        }
        if not env["CHROMIUM"]:
            print("The browser tests are skipped: there is no Chromium here. CHROMIUM=/path/to/it names one.")
        pytest = [PYTHON, "-m", "pytest", *(SWEEP if arguments == ["--sweep"] else arguments or USUAL)]
        return processes.in_foreground(pytest, cwd=ROOT, env=env)


def manage(arguments: list[str]) -> int:
    """One of Django's commands, in the clinic that runs here or in one woken for it."""
    set_up("requirements.txt")
    if db := database.running():
        return _manage(db, arguments)
    with database.opened() as db:
        return _manage(db, arguments)


def _manage(db: database.Database, arguments: list[str]) -> int:
    env = serving.environment(db, url=db.app_url, base_url=USUAL_ADDRESS)
    return processes.in_foreground([PYTHON, "manage.py", *arguments], cwd=ROOT, env=env)


def set_up(*locks: str) -> None:
    """Packages and front end, by one run.py at a time."""
    lock = Lock(KEPT / "setup.lock")
    if not lock.take():
        print("Waiting for another run.py to finish setting up.", flush=True)
        lock.take(wait=True)
    packages.make_environment()
    job = frontend.begin_build()
    packages.install(*locks)
    frontend.finish_build(job)
    lock.release()


def browser() -> str:
    """The Chromium of CHROMIUM or of the machine; "" when there is none."""
    named = os.environ.get("CHROMIUM")
    return named or next((path for name in BROWSERS if (path := shutil.which(name))), "")


def welcome(address: str, sign_in: str) -> str:
    """Where to go and how to get in."""
    if os.environ.get("CLINIC_DEMO", "1") == "0":
        sign_in = "The first account is made in a second terminal: python3 run.py manage first_admin"
    return f"\nSofthold is open at {address}/\n{sign_in}\nCtrl-C closes it.\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

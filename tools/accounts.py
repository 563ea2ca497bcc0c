"""Whom Postgres runs as: it refuses to run as root."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from tools.places import Trouble

NOBODY = 65534


@dataclass(frozen=True)
class Account:
    """A way to run programs: words put before the command, or a user to become."""

    prefix: tuple[str, ...] = ()
    user: dict[str, Any] = field(default_factory=dict)

    @property
    def is_another(self) -> bool:
        """Whether files have to be given to this account, and lie where it can reach them."""
        return bool(self.user)


@cache
def for_postgres() -> Account:
    """Ourselves, unless we are root: then root seen as nobody in a namespace, or a real lesser user."""
    if os.geteuid() != 0:
        return Account()
    return _namespace() or _lesser_user()


def _namespace() -> Account | None:
    """Needs no chown and works inside a closed home folder; many containers refuse it."""
    unshare = shutil.which("unshare")
    if not unshare:
        return None
    prefix = (unshare, "-U", f"--map-user={NOBODY}", f"--map-group={NOBODY}")
    tried = subprocess.run([*prefix, "true"], capture_output=True)
    return Account(prefix=prefix) if tried.returncode == 0 else None


def _lesser_user() -> Account:
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(user={"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []})
    raise Trouble("Postgres does not run as root. Please start this as an ordinary user.")

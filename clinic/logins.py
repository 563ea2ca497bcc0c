"""Logins, kept in Django's own table and read by a statement of our own: every request begins with it."""

from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.utils import timezone

from clinic import by_hand

READ = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"

WRITE = """
UPDATE django_session SET session_data = %s, expire_date = %s WHERE session_key = %s RETURNING session_key
"""


class SessionStore(db.SessionStore):
    """The ORM took four times as long to put the question together as the database to answer it."""

    def load(self) -> dict[str, Any]:
        """What is known of this login; of one that has ended, nothing, and its key is not used again."""
        found = by_hand.ask(READ, [self.session_key, timezone.now()])
        if not found:
            self._session_key = None
            return {}
        return dict(self.decode(found[0][0]))

    def save(self, must_create: bool = False) -> None:
        """One that is there already is written by one statement, without a transaction around it."""
        if must_create or self.session_key is None:
            super().save(must_create)
            return
        kept = self.encode(dict(self.items())), self.get_expiry_date(), self.session_key
        if not by_hand.ask(WRITE, kept):
            raise UpdateError

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate


class ClinicConfig(AppConfig):
    name = "clinic"

    def ready(self) -> None:
        # Registering the system checks is what importing them does.
        from clinic import checks, row_versions, voice  # noqa: F401

        pre_migrate.connect(_take_your_time, sender=self)
        post_migrate.connect(row_versions.quicken, sender=self)
        voice.speak()


def _take_your_time(using: str, **_: Any) -> None:
    """What keeps a page short would end a migration of a large clinic, or on a slow machine, in its midst."""
    with connections[using].cursor() as cursor:
        cursor.execute("SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0")

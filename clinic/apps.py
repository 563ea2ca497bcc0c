from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ClinicConfig(AppConfig):
    name = "clinic"

    def ready(self) -> None:
        # Registering the system checks is what importing them does.
        from clinic import checks, row_versions, voice  # noqa: F401

        post_migrate.connect(row_versions.quicken, sender=self)
        voice.speak()

from django.apps import AppConfig


class ClinicConfig(AppConfig):
    name = "clinic"

    def ready(self) -> None:
        from clinic import checks, voice  # noqa: F401  registering the system checks is what importing does

        voice.speak()

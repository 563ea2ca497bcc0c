from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class SchedulingConfig(AppConfig):
    name = "scheduling"

    def ready(self) -> None:
        """Find what each app says of colleagues who leave."""
        autodiscover_modules("leaving")

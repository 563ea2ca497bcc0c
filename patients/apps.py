from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PatientsConfig(AppConfig):
    name = "patients"

    def ready(self) -> None:
        """Find what each app, this one first, says about merging two patients' rows."""
        from patients.merging import people  # noqa: F401  it registers itself

        autodiscover_modules("merging")

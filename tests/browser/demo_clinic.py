"""Where to find things in the demo clinic, on its Tuesday at ten to eleven."""

from datetime import date

from clinic.models import Staff
from sessions.models import TreatmentSession

TUESDAY = date(2026, 11, 24)
MOMENT = "2026-11-24 10:50:00+00:00"


def person(name: str) -> Staff:
    return Staff.objects.get(email=f"{name}@softhold.example.test")


def helens_session() -> TreatmentSession:
    """Her fifth visit, under way."""
    return TreatmentSession.objects.unsigned().get(patient__last_name="Vasquez")

"""The demo clinic's Tuesday at ten to eleven, for what needs pages full of life."""

from datetime import date
from typing import Any

import pytest
from django.core.management import call_command

from clinic.models import Staff
from sessions.models import TreatmentSession

TUESDAY = date(2026, 11, 24)
MOMENT = "2026-11-24 10:50:00+00:00"


@pytest.fixture
def demo(transactional_db: None, settings: Any, tuesday: Any) -> None:
    settings.DEMO = True
    tuesday.move_to(MOMENT, tick=False)
    call_command("demo", date=TUESDAY)


def person(name: str) -> Staff:
    return Staff.objects.get(email=f"{name}@softhold.example.test")


def helens_session() -> TreatmentSession:
    return TreatmentSession.objects.unsigned().get(patient__last_name="Vasquez")

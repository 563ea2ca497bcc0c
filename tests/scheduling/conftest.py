"""Who most rules of the schedule are told with; a file that needs another Leo makes its own."""

import pytest

from clinic.models import Staff
from tests import make


@pytest.fixture
def leo() -> Staff:
    """At work on every weekday from nine to five, in the one room."""
    make.room()
    return make.therapist("Leo", hours=("09:00", "17:00"))

"""Helen and the therapist who treats her."""

from datetime import timedelta

import pytest

from clinic import clock
from tests import make

# Stands in everything clinical of hers, and on no page for others.
CANARY = "canaryword"


@pytest.fixture
def maya():
    return make.therapist("Maya Lindqvist")


@pytest.fixture
def helen(maya):
    """With the canary in everything clinical; Maya treats her."""
    helen = make.patient("Helen Vasquez", phone="0151 555 0188", desk_note="Low table")
    past = clock.now() - timedelta(days=7)
    session = make.treatment_session(maya, past, patient=helen)
    make.point(session, tenderness_before=7)
    make.signed(session, subjective=f"{CANARY} said", plan=f"{CANARY} next")
    make.history(helen, maya, f"{CANARY} pain", antiplatelet=("yes", CANARY, CANARY), rf_heart="unsure")
    make.appointment(maya, clock.now() + timedelta(days=7), patient=helen)
    return helen

"""Maya, who assesses, and Helen, who stands."""

import pytest

from tests import make
from tests.patients.test_pages import signed_in


@pytest.fixture
def maya():
    return make.therapist("Maya Lindqvist")


@pytest.fixture
def helen(maya):
    helen = make.patient("Helen Vasquez")
    make.in_care_of(maya, helen)
    return helen


@pytest.fixture
def note(maya, helen):
    return make.posture_note(helen, maya)


@pytest.fixture
def client(maya):
    return signed_in(maya)

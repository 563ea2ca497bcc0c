"""One visit from the phone call to the export, each person in their own window."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import transaction

from clinic import clock
from clinic.models import Staff
from patients.models import Patient
from tests import make
from tests.browser import the_desk, the_office, the_therapist
from tests.make import at

MARTA = "Marta Kovalski"
QUESTION = "Daily aspirin, clopidogrel or similar"
CAUTION = "Aspirin or similar: pressure 3 at most"


@dataclass
class People:
    maya: Staff
    joan: Staff
    rosa: Staff


@pytest.fixture
@transaction.atomic
def people(transactional_db: None) -> People:
    """Maya treats and is free; Ines has Ivo at two; someone much like Marta is on the register."""
    maya, ines = make.therapist("Maya"), make.therapist("Ines")
    make.appointment(ines, at("14:00"), patient=make.patient("Ivo Petrov"), room=make.room("Room 2"))
    make.patient("Marta Kowalski")
    return People(maya, make.front_desk("Joan"), make.admin("Rosa"))


@pytest.mark.sweep
@pytest.mark.parametrize("screen", ["tablet", "desktop"])
def test_a_visit_from_the_phone_call_to_the_export(people, open_window, clock_says, screen):
    desk, treatment, office = (open_window(screen) for _ in range(3))

    desk.sign_in(people.joan)
    the_desk.adds(desk, *MARTA.split(), twin="Marta Kowalski")
    assert the_desk.books(desk, MARTA, "10:00") <= 4
    the_desk.moves(desk, MARTA, "10:15")
    the_desk.cancels_and_takes_it_back(desk, "Ivo Petrov")
    clock_says(at("10:10"), desk, treatment)
    the_desk.receives(desk, MARTA)

    treatment.sign_in(people.maya)
    charts_and_signs(treatment, clock_says)
    comes_again(treatment, people, clock_says)

    office.sign_in(people.rosa)
    is_accounted_for(office)


def charts_and_signs(window, clock_says):
    the_therapist.asks_about_health(window, QUESTION)
    the_therapist.starts(window, MARTA, caution=CAUTION)
    the_therapist.places(window, "trapezius_upper", "TrP1", "right")
    the_therapist.scores(window, before=7, after=3)
    the_therapist.writes(window, the_therapist.NOTE)
    clock_says(at("10:50"), window)
    the_therapist.signs(window)
    the_therapist.cannot_change_it(window)
    the_therapist.adds_to_it(window, "She will bring her own pillow.")


def comes_again(window, people, clock_says):
    """A week later the point is on the map before anybody has touched it, dashed, and takes today's score."""
    a_week_on = clock.today() + timedelta(days=7)
    with transaction.atomic():
        make.appointment(
            people.maya, at("10:15", a_week_on), patient=Patient.objects.get(last_name="Kovalski")
        )
    clock_says(at("10:15", a_week_on), window)
    window.sign_in(people.maya)
    the_therapist.starts(window, MARTA, caution=CAUTION)
    the_therapist.scores_again(window, "TrP1", was=3, now=2)


def is_accounted_for(window):
    the_office.reads_report(window, "sessions", MARTA)
    assert [row["Patient"] for row in the_office.downloads(window)] == [MARTA]
    the_office.reads_report(window, "appointments", MARTA, "Fulfilled")
    row = the_office.row_of(window, MARTA)
    assert (row["Start"][:5], row["Therapist"], row["Status"]) == ("10:15", "Maya", "Fulfilled")
    the_office.finds_in_audit_log(window, "Exported", "Marked arrived", "Signed")
    the_office.sees_who_looked(window, MARTA, people={"Maya", "Joan"})

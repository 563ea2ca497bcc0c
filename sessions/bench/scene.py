"""Whoever is charted while it is measured: people with a long past and a short one, and twenty at once."""

from dataclasses import dataclass
from datetime import timedelta

from clinic import clock
from clinic.bench.database import Owner, settle
from patients.models import Patient
from sessions.bench import clinics, pasts
from sessions.models import TreatmentSession

POINTS, USUAL, MARKS, TYPED_ON = 60, 6, 200, 10


@dataclass
class Scene:
    """opened: by how it is called, an open session whose page is asked for. marked: one with 200 marks;
    signed: with as many, to be signed. typed_on: one of each therapist.
    """

    clinic: clinics.Clinic
    opened: dict[str, TreatmentSession]
    marked: TreatmentSession
    typed_on: list[TreatmentSession]


def fill(owner: Owner, *, people: int, visits: int, past: int) -> Scene:
    clinic = clinics.fill(owner, people, visits)
    patients = iter(Patient.objects.order_by("pk")[:100])
    maya, ines, leo, ada, tomas, *_ = clinic.therapists
    opened = {
        f"{past} past sessions, {POINTS} points": (maya, past, POINTS),
        f"2 past sessions, {POINTS} points": (ines, 2, POINTS),
        f"2 past sessions, {USUAL} points": (tomas, 2, USUAL),
        "2 past sessions, 2 points": (leo, 2, 2),
    }
    scene = Scene(
        clinic,
        {
            words: pasts.with_past(owner, next(patients), therapist, visits=visits, points=points)
            for words, (therapist, visits, points) in opened.items()
        },
        pasts.begun(next(patients), ada, clock.now() - timedelta(hours=3)),
        [],
    )
    pasts.place(scene.marked, MARKS)
    for therapist in clinic.therapists:
        held = pasts.begun(next(patients), therapist, clock.now() - timedelta(hours=1))
        pasts.place(held, TYPED_ON)
        scene.typed_on.append(held)
    settle(owner)
    return scene

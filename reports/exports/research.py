"""Visits, findings and outcomes for research: no names, no days, no words, no group of fewer than five.

A person has a random number made for this file and thrown away. A day is counted from their own first visit.
"""

import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from django.db.models import Count, Min

from clinic import clock
from clinic.refusals import Refused
from patients.models import Patient
from reports.exports.anonymous import LEAST, Anonymous, Person, anonymised, band
from reports.exports.archive import Archive, Readme
from reports.exports.csv_lines import written_out
from reports.exports.made import Made
from reports.exports.models import Export
from reports.exports.progress import Progress
from reports.exports.snapshot import of_one_instant
from sessions.courses.models import Outcome
from sessions.models import PointFinding, TreatmentSession

ABOUT = (
    "Treatment of patients who cannot be told apart from at least four others by age band, sex and area.",
    "What was done to that end: {done}.",
    "It is not checked whether a rare finding gives somebody away. Do not try to find out who anybody is,"
    " and do not join this with other data about people.",
)
PEOPLE = {
    "person": "a random number, of this file alone",
    "age_band": "at the first visit, in years; withheld where the group would be small",
    "sex": "as told, else the figure they are charted on; withheld where the group would be small",
    "area": "the location they were treated at most, or elsewhere; withheld where the group would be small",
}
VISITS = {
    "person": "as in people.csv",
    "day": "days since the person's first visit, which is day 0",
    "minutes": "length of the appointment",
    "pain_before": "0-10, how the patient felt as a whole; empty is not asked",
    "pain_after": "the same after the session",
}
FINDINGS = {
    "person": "as in people.csv",
    "day": "as in visits.csv",
    "muscle": "by its name in the catalogue",
    "side": "the patient's own: left, right, midline",
    "status": "active, latent, tender_spot, resolved",
    "tenderness_before": "0-10, when pressed; empty is not taken",
    "tenderness_after": "the same, with the same pressure, after treatment",
}
OUTCOMES = {
    "person": "as in people.csv",
    "day": "as in visits.csv; negative before the first visit",
    "measure": "by its name in the catalogue",
    "score": "the measure's total; empty where too many answers were left out",
}


class TooFew(Refused):
    def __init__(self) -> None:
        super().__init__(
            f"Fewer than {LEAST} patients are left whom nobody could recognise, so nothing is given out."
        )


class Shown(NamedTuple):
    """How one person appears: their number in the file and the day they first came."""

    number: int
    first: Any


def write(export: Export, path: Path, progress: Progress) -> Made:
    at = clock.local(clock.now())
    with of_one_instant():
        first = first_visits()
        found = anonymised(list(people(first)))
        if len(found.people) < LEAST:
            raise TooFew
        progress.begin(4)
        readme = _readme(found)
        with Archive(path, at, readme) as archive:
            rows = _tables(archive, found, first, progress)
    return Made(f"research-{at:%Y-%m-%d}.zip", rows, len(found.people))


def most() -> int:
    """How many people it may come to be about."""
    return TreatmentSession.objects.signed().order_by().values("patient").distinct().count()


def first_visits() -> dict[int, Any]:
    """For each patient whose note was signed: the day of the first of those sessions."""
    firsts = TreatmentSession.objects.signed().values_list("patient").annotate(first=Min("started_at"))
    return {patient: clock.local(first).date() for patient, first in firsts}


def people(first: dict[int, Any]) -> Iterator[Person]:
    areas = _areas()
    for row in Patient.objects.filter(pk__in=first).iterator():
        sex = row.get_sex_display() if row.sex in {"female", "male"} else row.get_figure_display()
        yield Person(row.pk, band(row.age_on(first[row.pk])), sex, areas[row.pk])


def _areas() -> dict[int, str]:
    """The location where each was treated most; elsewhere where the clinic has no room, such as at home."""
    treated = TreatmentSession.objects.signed().values_list("patient", "appointment__room__location__name")
    counted = treated.annotate(times=Count("pk")).order_by("times", "appointment__room__location__name")
    return {patient: area or "elsewhere" for patient, area, _ in counted}


def _readme(found: Anonymous) -> Readme:
    done = "; ".join(found.in_words) or "nothing had to be withheld"
    readme = Readme("Anonymised for research", *(words.format(done=done) for words in ABOUT))
    for name, columns in TABLES.items():
        readme.section(name, (f"{column}: {words}" for column, words in columns.items()))
    return readme


def _tables(archive: Archive, found: Anonymous, first: dict[int, Any], progress: Progress) -> int:
    shown = _numbered(found, first)
    listed = sorted((shown[one.key].number, *one.quasi) for one in found.people)
    parts = {
        "people.csv": (PEOPLE, listed),
        "visits.csv": (VISITS, sorted(_visits(shown), key=_by_person)),
        "findings.csv": (FINDINGS, sorted(_findings(shown), key=_by_person)),
        "outcomes.csv": (OUTCOMES, sorted(_outcomes(shown), key=_by_person)),
    }
    for name, (columns, rows) in parts.items():
        archive.add(name, written_out([list(columns), *rows]))
        progress.step()
    head = ["File", "Column", "Meaning"]
    words = ([name, column, meaning] for name, told in TABLES.items() for column, meaning in told.items())
    archive.add("dictionary.csv", written_out([head, *words]))
    return sum(len(rows) for _, rows in parts.values())


def _numbered(found: Anonymous, first: dict[int, Any]) -> dict[int, Shown]:
    """In an order that nobody can find again."""
    keys = [person.key for person in found.people]
    secrets.SystemRandom().shuffle(keys)
    return {key: Shown(number, first[key]) for number, key in enumerate(keys, 1)}


def _visits(shown: dict[int, Shown]) -> Iterator[tuple[Any, ...]]:
    rows = TreatmentSession.objects.signed().filter(patient__in=shown).select_related("appointment")
    for row in rows.defer("snapshot").iterator():
        minutes = int((row.appointment.ends_at - row.appointment.starts_at).total_seconds() // 60)
        yield *_when(shown, row.patient_id, row.started_at), minutes, row.pain_before, row.pain_after


def _findings(shown: dict[int, Shown]) -> Iterator[tuple[Any, ...]]:
    rows = PointFinding.objects.filter(
        treatment_session__signed_at__isnull=False, treatment_session__patient__in=shown
    )
    for patient, at, *found in rows.values_list(
        "treatment_session__patient", "treatment_session__started_at", "point__muscle", "point__side",
        "status", "tenderness_before", "tenderness_after",
    ).iterator():  # fmt: skip
        yield *_when(shown, patient, at), *found


def _outcomes(shown: dict[int, Shown]) -> Iterator[tuple[Any, ...]]:
    rows = Outcome.objects.standing().filter(complaint__patient__in=shown)
    for patient, on, measure, score in rows.values_list("complaint__patient", "taken_on", "measure", "score"):
        yield shown[patient].number, (on - shown[patient].first).days, measure, score


def _when(shown: dict[int, Shown], patient: int, at: Any) -> tuple[int, int]:
    return shown[patient].number, (clock.local(at).date() - shown[patient].first).days


def _by_person(row: tuple[Any, ...]) -> tuple[int, int]:
    return row[0], row[1]


TABLES = {"people.csv": PEOPLE, "visits.csv": VISITS, "findings.csv": FINDINGS, "outcomes.csv": OUTCOMES}

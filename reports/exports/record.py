"""One patient's record, to take along: a PDF to read, FHIR and CSV for another program, and every file."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import connection, models

from clinic import clock
from clinic.binding import bound
from clinic.models import Clinic, Staff
from patients import summary_pdf
from patients.files import storage
from patients.models import Document, Patient, PosturePhoto
from reports.downloads import written
from reports.exports import about_one, places, tables
from reports.exports.archive import CHECK, Archive, Readme
from reports.exports.made import Made
from reports.exports.models import Export
from reports.exports.progress import Progress
from reports.exports.snapshot import of_one_instant
from reports.fhir import sources
from sessions.models import TreatmentSession
from sessions.visit import session_pdf

PDF = "record.pdf"
BUNDLE = "fhir/bundle.json"
ABOUT = (
    "The record of patient no. {number}, as {clinic} kept it on {day}. Why: {reason}. For: {recipient}.",
    "record.pdf is to be read: the summary, then each signed note. fhir/bundle.json says the same to another"
    " program, in HL7 FHIR R4. tables/ holds the rows that are kept about the patient as CSV, and of the"
    " clinic's own lists what those rows name by number; what is left out stands below, with why. Instants"
    " are in UTC. Left and right are the patient's own.",
    "In tables a cell that a spreadsheet could take for a formula has an apostrophe before it; take one away"
    " to have the text back.",
    "A record that was merged into this one keeps its own number in the tables.",
    "Behind a password it is one PDF with the rest attached, under the same names with - in place of /; save"
    " that into one folder, and the line below checks it there.",
)


def write(export: Export, path: Path, progress: Progress) -> Made:
    patient, by = export.patient, export.asked_by
    assert patient is not None
    at = clock.local(clock.now())
    told = {"number": patient.number, "clinic": Clinic.current(), "day": f"{at:%-d %B %Y}"}
    about = {**told, "reason": export.reason, "recipient": export.recipient}
    readme = Readme("A record, to take along", *(words.format(**about) for words in ABOUT))
    readme.section("Is it whole?", CHECK)
    with of_one_instant(), Archive(path, at, readme) as archive:
        notes = list(_notes(patient))
        progress.begin(3 + len(notes))
        paper = bound(_papers(patient, notes, by, progress), f"Record of patient no. {patient.number}")
        archive.add(PDF, paper, packed=False)
        archive.add(BUNDLE, bundle(sources.of_one(patient)))
        progress.step()
        rows = _tables(archive, readme, patient)
        progress.step()
        missing = list(_files(archive, patient))
        readme.section("Files that the store does not have any more", missing or ["none"])
    return Made(f"record-{patient.number}-{at:%Y-%m-%d}.zip", rows, 1, len(missing))


def bundle(told: dict[str, list[dict[str, Any]]]) -> bytes:
    """A FHIR collection of all of them."""
    entry = [{"resource": each} for kind in told.values() for each in kind]
    whole = {"resourceType": "Bundle", "type": "collection", "entry": entry}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def _notes(patient: Patient) -> Any:
    rows = TreatmentSession.objects.signed().filter(patient=patient)
    return rows.select_related("patient", "therapist").order_by("started_at", "pk")


def _papers(
    patient: Patient, notes: list[TreatmentSession], by: Staff, progress: Progress
) -> Iterator[tuple[str, bytes]]:
    """The summary, then every signed note, each with what it is."""
    yield "Summary", summary_pdf.drawn(patient, staff=by)
    progress.step()
    for note in notes:
        yield f"Session of {clock.local(note.started_at):%-d %B %Y}", session_pdf.drawn(note, by=by)
        progress.step()


def _tables(archive: Archive, readme: Readme, patient: Patient) -> int:
    """Gives the number of their rows."""
    given = [(_place(table), table, found) for table, found in about_one.rows(patient)]
    readme.section("Tables", (f"{place}: {table.about}" for place, table, _ in given))
    readme.section("Left out, and why", about_one.left_out())
    return sum(_table(archive, place, table.model, found) for place, table, found in given)


def _place(table: tables.Table) -> str:
    return f"tables/{tables.in_words(table.model).replace(' ', '-')}.csv"


def _table(archive: Archive, place: str, model: type[models.Model], rows: Any) -> int:
    with archive.growing(place) as file:
        for block in written(connection.connection, rows, tables.columns(model)):
            file.write(block)
    count: int = rows.count()
    return count


def _files(archive: Archive, patient: Patient) -> Iterator[str]:
    """Puts them in; gives the places of those that are gone."""
    documents = Document.objects.filter(patient=patient).select_related("patient")
    photos = PosturePhoto.objects.standing().filter(note__patient=patient).select_related("note__patient")
    named = [(places.of_document(one), one.stored) for one in documents]
    named += [(places.of_photo(one), one.file) for one in photos]
    for place, name in named:
        try:
            archive.add(place, storage.read(name), packed=False)
        except storage.Lost:
            yield place

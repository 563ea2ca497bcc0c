"""Leave with everything: one archive with all that the clinic owns, in forms that others can read.

Everything comes from one instant. Nothing is kept in memory but the row, the page or the file at hand.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection
from django.db.models import QuerySet

from clinic import clock
from clinic.models import Clinic, Staff
from patients.files import storage
from patients.models import Document, Patient, PosturePhoto
from reports.downloads import ROWS_A_BLOCK, written
from reports.exports import calendar, places, tables
from reports.exports.archive import CHECK, Archive, Readme
from reports.exports.csv_lines import written_out
from reports.exports.made import Made
from reports.exports.models import Export
from reports.exports.progress import Progress
from reports.exports.snapshot import of_one_instant
from reports.fhir import sources
from scheduling.feeds import calendar as feed
from scheduling.models import Appointment
from sessions.models import TreatmentSession
from sessions.visit import session_pdf

# How long each thing takes, in rows of FHIR; only the bar depends on it.
A_TABLE, A_BLOCK, AN_EVENT, A_NOTE, A_FILE = 30, 3, 5, 40, 10
CALENDAR = "calendar/appointments.ics"
ABOUT = (
    "This is everything that {clinic} kept in Softhold on {day} at {time}, by the clinic's clock, all of it"
    " from one instant. It holds people's health: keep it encrypted, and give it out for a reason only.",
    "Begin with tables/: a spreadsheet opens each of them; tables/dictionary.csv says what its columns hold."
    " The folder fhir/ is for the next program; notes/ and documents/ are to be read.",
    "Instants are in UTC, ISO 8601. In tables a cell that a spreadsheet could take for a formula has an"
    " apostrophe before it; take one away to have the text back. Left and right are the patient's own."
    " A record that was merged into another keeps its own number and says which one is read now.",
)
FOLDERS = (
    "tables/      every table as CSV (RFC 4180, UTF-8), tables/dictionary.csv says what each column holds",
    "versions/    every version of every row that changed, by table",
    "notes/       each signed note as PDF, by the patient's number",
    "documents/   what was filed, as it was cleaned and kept then, by the patient's number",
    "posture-photos/  those whose consent stands",
    "calendar/    all appointments as one iCalendar file (RFC 5545)",
    "fhir/        HL7 FHIR R4, one resource a line, a file for each kind of resource",
)


def write(export: Export, path: Path, progress: Progress) -> Made:
    at = clock.local(clock.now())
    about = {"clinic": Clinic.current(), "day": f"{at:%-d %B %Y}", "time": f"{at:%H:%M}"}
    readme = Readme("Everything, to take along", *(words.format(**about) for words in ABOUT))
    with of_one_instant(), Archive(path, at, readme) as archive:
        work = _Everything(archive, progress, export.asked_by)
        progress.begin(work.length())
        rows = work.write()
        _told(readme, archive, work.missing)
        people = Patient.objects.filter(merged_into__isnull=True).count()
    return Made(f"everything-{at:%Y-%m-%d}.zip", rows, people, len(work.missing))


def _told(readme: Readme, archive: Archive, missing: list[str]) -> None:
    readme.section("Is it whole?", [*CHECK, "Where Softhold runs: python manage.py verify_archive FILE.zip"])
    readme.section("Folders", (about for about in FOLDERS if archive.has(about.split()[0])))
    readme.section("Tables", (f"{table.name}: {table.about}" for table in tables.every()))
    left_out = [f"{name}: {why}" for name, why in tables.LEFT_OUT.items()]
    secrets = "In every table: passwords and the hashes of secret links, with which somebody could sign in."
    photos = "Posture photos whose consent was withdrawn."
    readme.section("Left out, and why", [*left_out, secrets, photos])
    if missing:
        readme.section("Files that the store does not have any more", missing)


class _Everything:
    """The work on one archive. missing: files that rows name and the store does not have.

    A store that does not answer at all ends the work: an archive without its files is not everything.
    """

    def __init__(self, archive: Archive, progress: Progress, by: Staff) -> None:
        self.archive, self.progress, self.by = archive, progress, by
        self.missing: list[str] = []
        self.tables = [(table, tables.rows(table.model).count()) for table in tables.every()]
        self.notes = TreatmentSession.objects.signed().select_related(
            "patient", "therapist", "cosignature", "supervision__supervisor"
        )
        self.documents = Document.objects.select_related("patient")
        self.photos = PosturePhoto.objects.standing().select_related("note__patient")

    def length(self) -> int:
        files = self.documents.count() + self.photos.count()
        return (
            sum(A_TABLE + A_BLOCK * (rows // ROWS_A_BLOCK) for _, rows in self.tables)
            + A_NOTE * self.notes.count()
            + A_FILE * files
            + AN_EVENT * Appointment.objects.count()
            + sources.count()
        )

    def write(self) -> int:
        """Gives the number of rows in its tables."""
        for table, _ in self.tables:
            self._table(table)
        self.archive.add("tables/dictionary.csv", _dictionary())
        self._calendar()
        self._fhir()
        for note in _each(self.notes):
            self.archive.add(places.of_note(note), session_pdf.drawn(note, by=self.by), packed=False)
            self.progress.step(A_NOTE)
        self._files(self.documents, places.of_document, "stored")
        self._files(self.photos, places.of_photo, "file")
        return sum(rows for _, rows in self.tables)

    def _table(self, table: tables.Table) -> None:
        blocks = written(_line(), tables.rows(table.model), tables.columns(table.model))
        with self.archive.growing(table.name) as file:
            for number, block in enumerate(blocks):
                file.write(block)
                self.progress.step(A_BLOCK if number > 1 else 0)
        self.progress.step(A_TABLE)

    def _calendar(self) -> None:
        named = Appointment.objects.select_related("patient", "therapist", "service", "room__location")
        rows = feed.to_tell(named)
        first, last = rows.first(), rows.last()
        if first is None or last is None:
            return
        with self.archive.growing(CALENDAR) as file:
            for part in calendar.parts(_each(rows), first, last):
                file.write(part)
                self.progress.step(AN_EVENT)

    def _fhir(self) -> None:
        for kind in sources.KINDS:
            with self.archive.growing(f"fhir/{kind}.ndjson") as file:
                file.lines(sources.resources(kind, step=self.progress.step))

    def _files(self, rows: QuerySet[Any], place: Callable[[Any], str], field: str) -> None:
        for row in _each(rows):
            try:
                self.archive.add(place(row), storage.read(getattr(row, field)), packed=False)
            except storage.Lost:
                self.missing.append(place(row))
            self.progress.step(A_FILE)


def _each(rows: QuerySet[Any]) -> Iterator[Any]:
    return (rows if rows.query.order_by else rows.order_by("pk")).iterator(chunk_size=200)


def _line() -> psycopg.Connection[Any]:
    """The very connection that reads from the one instant."""
    line: psycopg.Connection[Any] = connection.connection
    return line


def _dictionary() -> bytes:
    """One line for each column of each table."""
    head = ["File", "Column", "In the database", "Holds", "Points at"]
    lines = ([table.name, *line] for table in tables.every() for line in tables.dictionary(table.model))
    return written_out([head, *lines])

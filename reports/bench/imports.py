"""files of other programs: how long a long one takes to come in and to leave, and what it leaves behind"""

import csv
import io
import resource
import time
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

from django.db import connection, transaction

from clinic import audit
from clinic.bench import database, machine
from clinic.models import Clinic, Role, Staff
from patients.bench import names, registers
from reports.imports import steps
from reports.imports.jobs import run as work
from reports.imports.models import Import

Say = Callable[..., None]
State = Import.State
HEAD = ["Client ID", "First Name", "Last Name", "Date of Birth", "Mobile Phone", "Email", "Address", "City"]
# They say what happened, and stay.
TELLING = ("clinic_audit", "reports_import", "procrastinate_", "django_session", "clinic_cache")


def takes(parser: ArgumentParser) -> None:
    parser.add_argument("--lines", type=int, default=100_000)
    parser.add_argument("--before", type=int, default=20_000, help="patients on file already")


def run(options: dict[str, Any], say: Say) -> None:
    with database.throw_away(_furnished(options["before"])):
        say(f"{machine.told()}; load {machine.load()} at the beginning")
        rosa, _clinic = _rosa(), Clinic.current()
        before = checksums()
        batch = _uploaded(_file(options["lines"]), rosa)
        say(f"{options['lines']:,} lines, {batch.size / 1e6:.1f} MB, beside {options['before']:,} people")
        for state in (State.CHECKING, State.BRINGING, State.UNDOING):
            _measured(batch, state, say)
        left = [name for name, found in checksums().items() if found != before[name]]
        say(f"changed in the end: {', '.join(left) or 'no row of any table'}; load {machine.load()}")


def checksums() -> dict[str, str]:
    """Of every row of every table, kept versions and the words of names included."""
    sums = {}
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            if not name.startswith(TELLING):
                # A sum of digests does not ask for an order, in which a million rows would have to be put.
                cursor.execute(f"SELECT count(*), sum(hashtextextended(r::text, 0)) FROM {name} r")  # noqa: S608
                sums[name] = str(cursor.fetchone())
    return sums


def _furnished(before: int) -> Callable[[database.Owner], None]:
    def fill(owner: database.Owner) -> None:
        registers.of(before)(owner)
        owner.execute("ALTER TABLE patients_patient ENABLE TRIGGER USER")
        owner.execute("SELECT setval('patient_numbers', max(number)) FROM patients_patient")

    return fill


@transaction.atomic
def _rosa() -> Staff:
    rosa = Staff.objects.create_user(
        "rosa@example.test", "not used", legal_name="Rosa", display_name="Rosa", roles=[Role.ADMIN]
    )
    audit.record("furnished", rosa, by=None)
    return rosa


def _file(lines: int) -> bytes:
    """With a title above and a total below, as programs write it."""
    dice, told = Random(lines), io.StringIO()  # noqa: S311
    rows = csv.writer(told)
    rows.writerows([["Client list"], HEAD])
    for number in range(lines):
        last, first, _, _ = names.person(dice)
        born = date(1930, 1, 1) + timedelta(days=dice.randrange(80 * 365))
        phone = f"07700 9{dice.randrange(10**5):05}"
        mail, street = f"p{number}@example.test", f"{dice.randrange(1, 200)} High Street"
        rows.writerow([f"C{number}", first, last, f"{born:%d/%m/%Y}", phone, mail, street, "Leeds"])
    rows.writerow(["Total", lines])
    return told.getvalue().encode()


def _uploaded(content: bytes, rosa: Staff) -> Import:
    batch = steps.upload(
        content, kind=Import.Kind.PATIENTS, system="", file_name="list.csv", digest="0" * 64, by=rosa
    )
    choices = {**batch.choices, "order": "day"}
    return steps.choose(
        batch, by=rosa, system=batch.system, shape=batch.shape, columns=batch.columns, choices=choices
    )


def _measured(batch: Import, state: str, say: Say) -> None:
    began = time.monotonic()
    steps.begin(batch, state, by=batch.made_by)
    work(batch.pk)
    seconds = time.monotonic() - began
    batch.refresh_from_db()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = f"{batch.get_state_display()}: {seconds:.1f} s, {batch.done / seconds:,.0f} lines a second"
    say(f"{told}, {memory:.0f} MiB at most, {batch.counts}{batch.trouble}")

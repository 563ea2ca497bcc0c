"""A register of invented patients, put into a database in bulk."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

from clinic.bench.database import Owner
from patients.bench import names
from patients.models import Patient

FIRST_NUMBER = 1001
# Histories and the audit log are not measured here; the dictionary's own triggers stay.
ASIDE = """
SELECT format('ALTER TABLE patients_patient DISABLE TRIGGER %I', tgname) FROM pg_trigger
WHERE tgrelid = 'patients_patient'::regclass AND NOT tgisinternal AND tgname NOT LIKE 'words%'
"""
INDEXES = """
SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'patients_patient'
AND indexname NOT IN (SELECT conname FROM pg_constraint WHERE conrelid = 'patients_patient'::regclass)
"""


def of(size: int) -> Callable[[Owner], None]:
    """Fills a database with so many people, always the same ones."""

    def fill(owner: Owner) -> None:
        for (aside,) in owner.execute(ASIDE).fetchall():
            owner.execute(aside)
        indexes = owner.execute(INDEXES).fetchall()
        for name, _ in indexes:
            owner.execute(f'DROP INDEX "{name}"')
        copy(owner, size)
        owner.execute("SET maintenance_work_mem = '512MB'")
        for _, made_by in indexes:
            owner.execute(made_by)
        owner.execute("VACUUM (ANALYZE) patients_patient")
        owner.execute("VACUUM (ANALYZE) patients_nametoken")

    return fill


def copy(owner: Owner, size: int, first: int = FIRST_NUMBER) -> None:
    """Write so many people, always the same ones, numbered from the first on, through this connection."""
    dice, blank = Random(size), _blank()  # noqa: S311
    with owner.cursor().copy(f"COPY patients_patient ({', '.join(blank)}) FROM STDIN") as rows:
        for number in range(first, first + size):
            last, given, preferred, _ = names.person(dice)
            told = {"number": number, "last_name": last, "first_name": given, "preferred_name": preferred}
            told["birth_on"] = date(1930, 1, 1) + timedelta(days=dice.randrange(80 * 365))
            told["phone"], told["registered_at"] = _phone(dice), "2026-01-01"
            rows.write_row([*{**blank, **told}.values()])


def _blank() -> dict[str, Any]:
    """Every column that is written, with what it says of somebody about whom nothing is known."""
    written = (field for field in Patient._meta.concrete_fields if not (field.generated or field.primary_key))
    return {str(field.column): field.get_default() for field in written}


def _phone(dice: Random) -> str:
    return f"{dice.choice(('0151', '+44 7700', '+46 70', '+34 6'))} {dice.randrange(10**6, 10**7)}"

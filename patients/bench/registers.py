"""A register of invented patients, put into a database in bulk."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from clinic.bench.database import Owner
from patients.bench import names

FIRST_NUMBER = 1001
COLUMNS = (
    "number, last_name, first_name, preferred_name, birth_on, phone, pronouns, email, address, occupation,"
    " figure, step_free, desk_note, registered_at, version"
)
REST = ("", "", "", "", "a", False, "", "2026-01-01", 1)
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
        _copy(owner, size)
        owner.execute("SET maintenance_work_mem = '512MB'")
        for _, made_by in indexes:
            owner.execute(made_by)
        owner.execute("VACUUM (ANALYZE) patients_patient")
        owner.execute("VACUUM (ANALYZE) patients_nametoken")

    return fill


def _copy(owner: Owner, size: int) -> None:
    dice = Random(size)  # noqa: S311
    with owner.cursor().copy(f"COPY patients_patient ({COLUMNS}) FROM STDIN") as rows:
        for number in range(FIRST_NUMBER, FIRST_NUMBER + size):
            last, first, preferred, _ = names.person(dice)
            born = date(1930, 1, 1) + timedelta(days=dice.randrange(80 * 365))
            rows.write_row((number, last, first, preferred, born, _phone(dice), *REST))


def _phone(dice: Random) -> str:
    return f"{dice.choice(('0151', '+44 7700', '+46 70', '+34 6'))} {dice.randrange(10**6, 10**7)}"

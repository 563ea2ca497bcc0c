"""What the database alone does of a booking: pgbench, which comes with it, on the yardstick's tables."""

import os
import re
import shutil
import subprocess
from tempfile import NamedTemporaryFile

from django.db import connection

from scheduling.bench.scale import Scale

SECONDS = 10
# Read the patient, hold half an hour that nobody has, write who did it.
BOOKING = """
\\set patient random({first}, {last})
BEGIN;
SELECT first_name, last_name FROM bare.patient WHERE id = :patient;
INSERT INTO bare.appointment (therapist_id, patient_id, during, status)
SELECT 1000000 + n % 10, :patient, tstzrange(
    timestamptz '2100-01-01 00:00Z' + n / 10 * interval '30 min',
    timestamptz '2100-01-01 00:00Z' + (n / 10 + 1) * interval '30 min'
), 'booked' FROM nextval('bare.turns') AS n;
INSERT INTO bare.audit (actor, what, row) VALUES (1, 'booked', :patient);
COMMIT;
"""


def booked_in_a_second(scale: Scale, clients: int) -> float | None:
    """By so many connections at once; None where there is no pgbench on the path."""
    program = shutil.which("pgbench")
    if program is None:
        return None
    at = connection.settings_dict
    script = BOOKING.format(first=scale.first_patient, last=scale.first_patient + scale.people - 1)
    with NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(script)
        file.flush()
        command = [program, "-n", "-f", file.name, "-c", f"{clients}", "-j", "2", "-T", f"{SECONDS}"]
        command += ["-h", at["HOST"], "-p", at["PORT"], "-U", at["USER"], at["NAME"]]
        told = subprocess.run(  # noqa: S603  of our own words alone
            command,
            env={**os.environ, "PGPASSWORD": at["PASSWORD"]},
            capture_output=True,
            text=True,
            check=True,
        )
    return float(re.findall(r"tps = ([\d.]+)", told.stdout)[-1])

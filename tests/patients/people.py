"""One person on two records, with rows of every app on both."""

from datetime import timedelta
from typing import Any

from django.db import connection

from clinic import clock
from clinic.models import Staff
from patients import alerts, care, contacts, register, relations, tags
from patients.models import Patient
from tests import make

# Kept versions only ever grow; the audit log and the merges tell what was done.
TELLING = {"clinic_auditevent", "clinic_auditchain", "patients_merge"}
# The dictionary of names may know a word for longer than anyone bears it.
DERIVED = {"patients_nametoken"}


def registered(by: Staff, name: str, **fields: Any) -> Patient:
    first, _, last = name.partition(" ")
    return register.register(first_name=first, last_name=last, by=by, **fields)


def doubled(maya: Staff, joan: Staff) -> tuple[Patient, Patient]:
    """Helen twice: on each record a signed session, a point at the same site, histories, and the rest."""
    kept = registered(
        joan, "Helen Vasquez", phone="0151 555 0188", birth_on=clock.today() - timedelta(days=9000)
    )
    absorbed = registered(
        joan, "Hellen Vasques", phone="07700 900188", email="helen@example.test", pronouns="she/her"
    )
    for days, patient in ((30, kept), (20, absorbed)):
        session = make.treatment_session(maya, clock.now() - timedelta(days=days), patient=patient)
        make.point(session, code="LS1", tenderness_before=7)
        make.point(session, muscle="trapezius_upper", side="right", code="TrP1" if patient == kept else "")
        make.signed(session)
        make.appointment(maya, clock.now() + timedelta(days=days), patient=patient)
        alerts.add(patient, "Rings twice", by=joan)
        tags.tag(patient, "Choir", by=joan)
        tags.tag(patient, f"Only {days}", by=joan)
        make.in_care_of(maya, patient)
        relations.add(patient, name="Ben Vasquez", kind="partner", knows="times", emergency=True, by=joan)
        care.break_glass(patient, reason="A reason in words", by=make.therapist(f"Ines {days}"))
    for patient, answer in ((kept, "yes"), (absorbed, "no"), (kept, "unsure")):
        make.history(patient, maya, hernia=answer)
    contacts.add(absorbed, "phone", "0151 555 0188", by=joan)
    relations.add(absorbed, other=kept, kind="other", by=joan)
    return kept, absorbed


def checksums() -> dict[str, str]:
    """Of every table's rows, all columns, in order of their text."""
    sums = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table in TELLING | DERIVED or table.endswith("event"):
                continue
            cursor.execute(f"SELECT md5(string_agg(r::text, '|' ORDER BY r::text)) FROM {table} r")
            sums[table] = cursor.fetchone()[0]
    return sums

"""Phones and e-mails get rows of their own, and the ways in which people hear of the clinic are loaded."""

from typing import Any

from django.db import migrations

from clinic import migrating
from patients import phones
from patients.reference import load_referral_sources

BATCH = 500


def contacts_of(patient: Any, contact: Any, region: str) -> list[Any]:
    """What stands on the row, as preferred; a number that cannot be read stays as it was typed."""
    rows = []
    if patient.phone:
        number = phones.number_of(patient.phone, region)
        rows.append(contact(patient=patient, way="phone", value=patient.phone, number=number, preferred=True))
    if patient.email:
        rows.append(contact(patient=patient, way="email", value=patient.email, preferred=True))
    return rows


def rows_for_contacts(apps: Any, schema_editor: Any) -> None:
    patient, contact = apps.get_model("patients", "Patient"), apps.get_model("patients", "PatientContact")
    clinic = apps.get_model("clinic", "Clinic").objects.first()
    waiting: list[Any] = []
    for person in patient.objects.only("phone", "email").order_by("pk").iterator(BATCH):
        waiting += contacts_of(person, contact, clinic.country if clinic else "GB")
    if waiting:
        contact.objects.bulk_create(waiting, BATCH)
        reason = "phones and e-mails have rows of their own"
        apps.get_model("clinic", "AuditEvent").objects.create(action="changed", reason=reason)


def sources(apps: Any, schema_editor: Any) -> None:
    load_referral_sources(apps.get_model)


class Migration(migrating.Migration):
    dependencies = [
        ("clinic", "0002_clinic_country"),
        ("patients", "0007_people"),
    ]

    operations = [
        migrations.RunPython(sources, migrations.RunPython.noop),
        migrations.RunPython(rows_for_contacts, migrations.RunPython.noop),
    ]

"""Versions of rows are kept as pghistory keeps them, by functions that are quicker."""

import pghistory
import pgtrigger
import pytest
from django.db import connection

from clinic.row_versions import CONTEXT, IGNORED, PRESENT
from patients.models import Patient
from tests import make

pytestmark = pytest.mark.django_db


def versions(patient):
    return Patient.pgh_event_model.objects.filter(pgh_obj=patient.pk).order_by("pgh_id")


def test_no_migration_brought_the_slow_ones_back():
    with connection.cursor() as cursor:
        cursor.execute(PRESENT)
        assert {body for (body,) in cursor} == {IGNORED, CONTEXT}


def test_a_version_names_its_context_where_there_is_one():
    patient = make.patient()
    with pghistory.context(reason="a move"):
        patient.desk_note = "Rings twice"
        patient.save()

    told = [version.pgh_context and version.pgh_context.metadata for version in versions(patient)]
    assert told == [None, {"reason": "a move"}]


def test_a_trigger_is_ignored_only_for_as_long_as_somebody_asks():
    patient = make.patient()
    with pgtrigger.ignore("patients.Patient:update_update"):
        patient.desk_note = "Rings twice"
        patient.save()
    patient.desk_note = "Rings once"
    patient.save()

    assert [version.desk_note for version in versions(patient)] == ["", "Rings once"]

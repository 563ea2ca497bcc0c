"""Whatever points at a patient is known to a merge, and what could clash says how it does not."""

import pytest
from django.apps import apps

from patients.merging import concerns, graph
from patients.models import Patient


def columns_by_the_database(cursor) -> set[tuple[str, str]]:
    cursor.execute(
        "SELECT key.conrelid::regclass::text, att.attname FROM pg_constraint key"
        " JOIN pg_attribute att ON att.attrelid = key.conrelid AND att.attnum = ANY (key.conkey)"
        " WHERE key.contype = 'f' AND key.confrelid = 'patients_patient'::regclass"
    )
    return set(cursor.fetchall())


@pytest.mark.django_db
def test_every_foreign_key_to_a_patient_is_found():
    from django.db import connection

    found = {(field.model._meta.db_table, field.column) for field in graph.pointers()}

    with connection.cursor() as cursor:
        assert found == columns_by_the_database(cursor)
    assert ("treatment_sessions_treatmentsession", "patient_id") in found


def test_a_table_whose_rows_can_get_into_each_others_way_says_how_they_do_not():
    silent = {
        f"{graph.label(field)}.{field.name}"
        for field in graph.pointers()
        if graph.exclusive(field) and graph.label(field) not in concerns.known
    }
    assert not silent


def test_every_row_that_moves_is_found_by_its_key():
    odd = {graph.label(field) for field in graph.pointers() if field.model._meta.pk.column != "id"}
    assert not {label for label in odd if not concerns.of(label).stays}


def test_what_is_registered_exists_and_the_apps_above_are_heard():
    assert {apps.get_model(label)._meta.label for label in concerns.known} == set(concerns.known)
    assert {"scheduling.Appointment", "treatment_sessions.TreatmentSession"} <= set(concerns.known)
    assert graph.exclusive(Patient._meta.get_field("merged_into")) == []

"""No table stays behind without a reason, and no secret goes along."""

import pytest
from django.db import connection

from reports.exports import tables
from reports.fhir import sources


@pytest.mark.django_db
def test_every_table_of_the_database_is_given_away_or_left_out_for_a_reason():
    with connection.cursor() as cursor:
        there = {table.name for table in connection.introspection.get_table_list(cursor)}
    given = {table.model._meta.db_table for table in tables.every()}

    assert there - given == tables.LEFT_OUT.keys() & there
    assert not given & tables.LEFT_OUT.keys()
    assert all(tables.LEFT_OUT.values())


def test_each_table_says_in_words_what_its_rows_are():
    assert [table.name for table in tables.every() if not table.about or "(id, " in table.about] == []


def test_each_table_has_a_file_of_its_own():
    names = [table.name for table in tables.every()]
    assert len(names) == len(set(names))


def test_no_two_columns_of_a_table_share_a_heading():
    for table in tables.every():
        given = [field for field in table.model._meta.concrete_fields if tables._is_given(field)]
        assert len(tables.columns(table.model)) == len(given), table.name


def test_nothing_that_opens_a_door_is_among_the_columns():
    given = {line[1] for table in tables.every() for line in tables.dictionary(table.model)}
    assert not {name for name in given if "hash" in name and name not in {"hash", "previous_hash"}}
    assert not given & {"password", "stored", "thumbnail"}


def test_the_resources_that_another_program_expects_are_all_there():
    assert set(sources.KINDS) == {
        "Patient", "Practitioner", "Appointment", "Encounter", "Observation", "Procedure", "CarePlan",
        "QuestionnaireResponse", "Condition", "AllergyIntolerance", "MedicationStatement", "Consent", "Goal",
        "Flag", "DocumentReference", "Provenance",
    }  # fmt: skip

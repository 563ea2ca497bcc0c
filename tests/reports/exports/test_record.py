"""What goes out with one patient's record: every row about them, or a reason why not."""

import io
import zipfile

import pytest
from django.apps import apps
from django.db import connection, transaction

from clinic import clock
from patients import contacts, relations, tags
from patients.merging.apply import merge
from patients.models import Patient, Relation, Signature
from reports.exports import about_one
from reports.exports.models import Export
from reports.fhir import sources
from sessions import records
from sessions.courses import complaints
from sessions.writing import recording
from tests import make
from tests.reports.exports.scene import lines, taken

# From the patients on, whatever points at a table with rows about one; the database's own word for it.
LEADING_TO_A_PATIENT = """
WITH RECURSIVE about(key) AS (
    VALUES ('patients_patient'::regclass::oid), ('scheduling_series'::regclass::oid)
    UNION SELECT conrelid FROM pg_constraint JOIN about ON confrelid = key WHERE contype = 'f'
)
SELECT key::regclass::text FROM about
"""


@pytest.fixture(autouse=True)
def apart(settings, tmp_path):
    settings.UNFINISHED_ROOT = tmp_path / "unfinished"


def given() -> set[str]:
    return {table.model._meta.db_table for table, _ in about_one.rows(Patient(pk=0))}


def record(by, patient) -> dict[str, list[dict[str, str]]]:
    """Its tables by name, as whoever gets it opens them."""
    archive: io.BytesIO = taken(by, Export.Kind.RECORD, patient=patient, reason="Asked", recipient="her")
    with zipfile.ZipFile(archive) as opened:
        names = [name for name in opened.namelist() if name.startswith("tables/")]
        return {name[len("tables/") : -len(".csv")]: lines(opened.read(name)) for name in names}


@pytest.mark.django_db
def test_every_table_about_a_patient_is_given_out_or_left_out_for_a_reason():
    with connection.cursor() as cursor:
        cursor.execute(LEADING_TO_A_PATIENT)
        there = {name for (name,) in cursor}
    left_out = {apps.get_model(label)._meta.db_table for label in about_one.LEFT_OUT}

    assert there <= given() | left_out
    assert not given() & left_out
    assert all(about_one.LEFT_OUT.values())


@pytest.mark.django_db
def test_whatever_is_told_in_fhir_stands_in_a_table_as_well():
    assert {source.rows().model._meta.db_table for source in sources.SOURCES} <= given()


def test_what_is_left_out_is_about_patients_and_nothing_outdated_stands_there():
    assert about_one.LEFT_OUT.keys() <= {about_one.label_of(model) for model in about_one.ways()}


@pytest.mark.django_db
def test_each_table_has_a_file_of_its_own():
    names = [table.name.split("/")[-1] for table, _ in about_one.rows(Patient(pk=0))]
    assert len(names) == len(set(names))


@transaction.atomic
def visited(maya) -> Patient:
    """A patient of whom there is a row of many a kind that no FHIR resource is made of."""
    helen = make.patient("Helen Moss")
    session = make.treatment_session(maya, make.at("08:00"), patient=helen)
    point = make.point(session, "levator_scapulae", "left", code="LS1")
    records.score(finding=point, referrals=[("occiput", "left")], by=maya)
    recording.conduct(treatment_session=session, products="Arnica", by=maya)
    complaints.assign(session, [make.complaint(helen, maya)], by=maya)
    contacts.add(helen, "phone", "0151 496 0100", by=maya)
    tags.tag(helen, "Choir", by=maya)
    Signature.objects.create(
        history=make.history(helen, maya), name="Helen Moss", declaration="True", signed_at=clock.now()
    )
    return helen


@pytest.mark.django_db(transaction=True)
def test_a_point_is_read_by_its_muscle_side_and_code_and_whatever_else_was_kept_is_there():
    maya = make.therapist("Maya")
    helen = visited(maya)

    told = record(maya, helen)

    (point,), (found,) = told["trigger-point"], told["point-finding"]
    assert found["Point (key)"] == point["ID"]
    assert (point["Muscle (key)"], point["Side"], point["Code"]) == ("levator_scapulae", "Left", "LS1")
    assert [row["Zone (key)"] for row in told["found-referral"]] == ["occiput"]
    assert [row["Products"] for row in told["conduct"]] == ["Arnica"]
    assert [row["Value"] for row in told["patient-contact"]] == ["0151 496 0100"]
    assert [row["Name"] for row in told["signature"]] == ["Helen Moss"]
    assert len(told["start-check"]) == len(told["session-complaint"]) == 1


@pytest.mark.django_db(transaction=True)
def test_of_the_clinics_lists_there_is_what_the_patients_rows_name_and_no_more():
    maya = make.therapist("Maya")
    helen = visited(maya)
    make.service("Somebody else's")
    tags.tag(make.patient(), "Walkers", by=maya)

    told = record(maya, helen)

    assert [row["Name"] for row in told["tag"]] == ["Choir"]
    assert [row["Name"] for row in told["service"]] == ["Trigger point 60"]


@pytest.mark.django_db(transaction=True)
def test_records_that_became_part_of_it_are_in_it_with_all_they_say():
    maya, rosa = make.therapist("Maya"), make.admin("Rosa")
    helen, nell, nelly = (make.patient(f"{name} Moss") for name in ("Helen", "Nell", "Nelly"))
    make.patient("Norma Moss")
    for kept, absorbed in ((nell, nelly), (helen, nell)):
        merge(kept, absorbed, chosen={"name": "kept"}, by=rosa)

    told = record(maya, helen)

    assert {row["First name"] for row in told["patient"]} == {"Helen", "Nell", "Nelly"}


@pytest.mark.django_db(transaction=True)
def test_that_somebody_around_the_patient_is_a_patient_too_does_not_go_out():
    maya = make.therapist("Maya")
    helen, carol = make.patient("Helen Moss"), make.patient("Carol Moss")
    relations.add(helen, other=carol, kind=Relation.Kind.PARENT, by=maya)
    relations.add(helen, name="Dan Moss", kind=Relation.Kind.SIBLING, by=maya)
    make.in_care_of(maya, helen)

    assert [row["Name"] for row in record(maya, helen)["relation"]] == ["Dan Moss"]

"""The register: everyone gets a number of their own, and the second of two editors loses nothing."""

import threading
import uuid

import pytest
from django.db import connection

from clinic.models import AuditEvent
from patients import register
from patients.models import Patient
from tests import make


@pytest.fixture
def joan(db):
    return make.front_desk()


def test_a_person_is_added_with_a_number_and_a_line_in_the_audit_log(joan):
    helen = register.register(first_name="Helen", last_name="Vasquez", phone="0151 555 0188", by=joan)

    event = AuditEvent.objects.get(patient_id=helen.pk)
    assert helen.number > 1000
    assert (event.action, event.actor, event.fields) == (
        "registered",
        joan,
        ["first_name", "last_name", "phone"],
    )


def test_the_same_form_sent_twice_adds_one_person(joan):
    key = uuid.uuid4()
    first = register.register(first_name="Helen", last_name="Vasquez", key=key, by=joan)

    again = register.register(first_name="Helen", last_name="Vasquez", key=key, by=joan)

    assert again == first
    assert Patient.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_people_added_at_the_same_moment_get_different_numbers():
    joan, start, numbers = make.front_desk(), threading.Barrier(8), []

    def add() -> None:
        start.wait()
        numbers.append(register.register(first_name="Ada", last_name="Doe", by=joan).number)
        connection.close()

    adding = [threading.Thread(target=add) for _ in range(8)]
    for thread in adding:
        thread.start()
    for thread in adding:
        thread.join()

    assert len(set(numbers)) == 8


def test_a_change_counts_the_version_and_names_the_fields(joan):
    helen = make.patient("Helen Vasquez")

    changed = register.change(helen, 1, by=joan, phone="0151 555 0188", first_name="Helen")

    assert (changed.version, changed.phone) == (2, "0151 555 0188")
    assert AuditEvent.objects.get(action="changed").fields == ["phone"]


def test_saving_without_a_change_leaves_no_new_version(joan):
    helen = make.patient("Helen Vasquez")

    assert register.change(helen, 1, by=joan, first_name="Helen").version == 1


def test_the_second_editor_is_shown_both_texts_and_nothing_is_saved(joan):
    helen = make.patient("Helen Vasquez", phone="1", address="Old Lane", occupation="Baker")
    register.change(helen, 1, by=joan, phone="0151 555 0101", address="Lark Lane")

    with pytest.raises(register.ChangedMeanwhile) as refused:
        register.change(helen, 1, by=joan, phone="0151 555 0202", address="Old Lane", occupation="Teacher")

    helen.refresh_from_db()
    assert (helen.phone, helen.occupation) == ("0151 555 0101", "Baker")
    assert refused.value.clashes == [register.Clash("phone", theirs="0151 555 0101", yours="0151 555 0202")]


def test_fields_that_only_one_of_two_editors_touched_are_both_kept(joan):
    helen = make.patient("Helen Vasquez", address="Old Lane")
    register.change(helen, 1, by=joan, address="Lark Lane")

    with pytest.raises(register.ChangedMeanwhile) as refused:
        register.change(helen, 1, by=joan, address="Old Lane", phone="0151 555 0202")

    assert refused.value.merged == {"address": "Lark Lane", "phone": "0151 555 0202"}
    assert refused.value.clashes == []

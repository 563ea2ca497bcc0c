"""The audit log: nothing happens without it, and nobody changes it."""

import pytest
from django.db import DatabaseError, connection, transaction

from clinic import audit, audit_chain
from clinic.models import AuditEvent
from patients.models import Patient
from tests import make
from tests.conftest import APP, OWNER
from tests.database import connected_as


def committed_patient() -> Patient:
    with transaction.atomic():
        return make.patient()


@pytest.mark.django_db(transaction=True)
def test_a_patient_cannot_be_changed_without_an_audit_event_in_the_same_transaction():
    person = committed_patient()

    with pytest.raises(DatabaseError, match="needs an audit event"):
        Patient.objects.filter(pk=person.pk).update(occupation="Baker")

    person.refresh_from_db()
    assert person.occupation == ""


@pytest.mark.django_db
def test_an_event_is_kept_as_it_was_said():
    maya, helen = make.therapist("Maya"), make.patient()
    said = {"reason": "Zoë's “50 %” {x}", "ids": [1, 2**40], "fields": ["contact"], "outcome": "refused"}

    key = audit.record("opened", helen, by=maya, **said)

    kept = AuditEvent.objects.get(pk=key)
    assert {name: getattr(kept, name) for name in said} == said
    assert (kept.actor, kept.patient_id, kept.object_type) == (maya, helen.pk, "patient")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql", ["UPDATE clinic_auditevent SET action = 'x'", "DELETE FROM clinic_auditevent"]
)
def test_the_app_may_not_change_the_audit_log(sql):
    audit.record("opened", by=None)

    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(sql)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE clinic_auditevent SET action = 'x'",
        "DELETE FROM clinic_auditevent",
        "TRUNCATE clinic_auditevent",
    ],
)
def test_the_owner_may_not_change_it_either(sql):
    audit.record("opened", by=None)
    connected_as(OWNER)

    with pytest.raises(DatabaseError, match="are kept as they are"):
        connection.cursor().execute(sql)

    connected_as(APP)
    assert AuditEvent.objects.filter(action="opened").exists()


@pytest.mark.django_db(transaction=True)
def test_a_row_tampered_with_behind_the_triggers_is_found():
    for _ in range(3):
        audit.record("opened", by=None)
    assert audit_chain.faults() == []

    connected_as(OWNER)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE clinic_auditevent DISABLE TRIGGER rows_stay")
        cursor.execute("UPDATE clinic_auditevent SET action = 'listed' WHERE number = 2")
        cursor.execute("ALTER TABLE clinic_auditevent ENABLE TRIGGER rows_stay")
    connected_as(APP)

    assert audit_chain.faults() == ["Chain 0: event 2 does not match its hash or its neighbour."]

"""Medical histories: each answering is a new version, and no version is ever changed."""

import pytest
from django.db import DatabaseError, connection, transaction

from clinic.models import AuditEvent
from patients import histories
from patients.histories import Said
from patients.models import MedicalHistory
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def maya():
    return make.therapist("Maya")


def test_every_answering_is_a_version_of_its_own(maya):
    helen = make.patient("Helen Vasquez")
    first = histories.answer(helen, {"hernia": Said("yes", "2019", "groin")}, "Neck pain", by=maya)

    second = histories.answer(helen, {"hernia": Said("no")}, by=maya)

    assert [first.version, second.version] == [1, 2]
    assert first.answers.get().details == "groin"
    assert MedicalHistory.objects.latest_of(helen) == second


def test_a_question_left_open_has_no_row(maya):
    history = histories.answer(make.patient(), {"hernia": Said("no"), "diabetes": Said("")}, by=maya)

    assert [answer.rule_id for answer in history.answers.all()] == ["hernia"]


def test_the_source_is_who_wrote_it_down(maya):
    helen = make.patient()

    assert histories.answer(helen, {}, by=maya).source == "therapist"
    assert histories.answer(helen, {}, by=make.front_desk()).source == "front_desk"


def test_answers_written_on_top_of_an_older_version_are_refused(maya):
    helen = make.patient()
    histories.answer(helen, {}, after=0, by=maya)

    with pytest.raises(histories.AnsweredMeanwhile):
        histories.answer(helen, {"hernia": Said("yes")}, after=0, by=maya)

    assert helen.histories.count() == 1


def test_it_is_written_to_the_audit_log(maya):
    history = histories.answer(make.patient(), {}, by=maya)

    event = AuditEvent.objects.get(object_type="medicalhistory", object_id=history.pk)
    assert (event.actor, event.patient_id) == (maya, history.patient_id)


@pytest.mark.parametrize("table", ["patients_medicalhistory", "patients_answer"])
@pytest.mark.parametrize("sql", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_a_version_cannot_be_changed_or_removed(maya, sql, table):
    histories.answer(make.patient(), {"hernia": Said("yes")}, by=maya)

    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(sql.format(table))

"""What a save asks of the database: little, the same however full the map is, and only once it may."""

import threading
import uuid

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clinic.refusals import Refused
from sessions import records, treating
from sessions.models import Muscle
from sessions.refusals import AlreadySigned
from tests import make
from tests.sessions.browse import send, signed_in

# Django's own words for a transaction within the test's.
NO_QUESTION = ("SAVEPOINT", "RELEASE")
SPARE = {"muscle": "levator_scapulae", "side": "left", "code": "LS1"}


def asked(client, session, name, *keys, **fields):
    """How many statements, and what is answered."""
    with CaptureQueriesContext(connection) as said:
        answer = send(client, reverse(f"sessions:{name}", args=[session.pk, *keys]), **fields)
    assert answer.status_code in {200, 201}, answer.content
    return sum(not one["sql"].startswith(NO_QUESTION) for one in said), answer.json()


def each_save(client, session, finding) -> dict[str, int]:
    """Twice, for the first save of a page writes a row and the next ones change it."""
    session.refresh_from_db()
    page, version, counted = uuid.uuid4(), session.version, {}
    for seq in (1, 2):
        note = {"plan": f"Rest {seq}.", "version": version, "page": page, "seq": seq}
        counted["note"], told = asked(client, session, "write", **note)
        version = told["version"]
        counted["score"], _ = asked(client, session, "score", finding.pk, tenderness_before=seq)
        counted["place"], told = asked(client, session, "place", **SPARE, key=uuid.uuid4())
        counted["remove"], _ = asked(client, session, "remove", told["finding"]["id"])
        given = {"technique": "stripping", "key": uuid.uuid4()}
        counted["treat"], told = asked(client, session, "treat", finding.pk, **given)
    return counted


@pytest.mark.django_db
def test_a_save_asks_little_and_equally_often_for_2_and_for_20_marks():
    session = make.treatment_session(make.therapist("Maya"))
    client = signed_in(session.therapist)
    muscles = Muscle.objects.filter(sides="paired").exclude(pk__in=["levator_scapulae"])[:20]
    finding, *_ = [make.point(session, muscle.pk) for muscle in muscles[:2]]
    few = each_save(client, session, finding)
    for muscle in muscles[2:]:
        make.point(session, muscle.pk)

    assert each_save(client, session, finding) == few
    assert few == {"note": 8, "score": 7, "place": 10, "remove": 8, "treat": 10}


def placed(finding, **by):
    muscle = Muscle.objects.get(pk="levator_scapulae")
    where = {"treatment_session": finding.treatment_session, "muscle": muscle, "side": "right"}
    return records.place(**where, key=uuid.uuid4(), **by)


def written(finding, **by):
    return records.write(
        treatment_session=finding.treatment_session, texts={"plan": "Late."}, version=1, **by
    )


RULES = {
    "place": placed,
    "write": written,
    "score": lambda finding, **by: records.score(finding=finding, tenderness_before=3, **by),
    "remove": lambda finding, **by: records.remove(finding=finding, **by),
    "treat": lambda finding, **by: treating.treat(
        finding=finding, technique="stripping", key=uuid.uuid4(), **by
    ),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("rule", RULES)
def test_a_save_that_waited_for_the_signature_sees_it(rule):
    """Read with the lock in one statement, the session would look as it did before the wait."""
    with transaction.atomic():
        finding = make.point(make.treatment_session(make.therapist("Maya")))
    held, outcome = finding.treatment_session, []

    def meanwhile():
        try:
            RULES[rule](finding, by=held.therapist)
        except Refused as refusal:
            outcome.append(type(refusal))
        finally:
            connection.close()

    with transaction.atomic():
        make.signed(held)
        thread = threading.Thread(target=meanwhile)
        thread.start()
        thread.join(0.4)
        assert outcome == [], "it did not wait for the signature"
    thread.join(10)

    assert outcome == [AlreadySigned]

"""Mail that leaves the clinic: each letter is a line of the log, with whom it went to and whether it went."""

from collections.abc import Iterable
from typing import Any

from django.core.mail import send_mail
from django.db import transaction

from clinic import audit

MAILED = "mailed"
KINDS = {
    "questionnaire": "Link to the questionnaire",
    "way in": "Link to choose a password",
    "glass": "A record was opened without care team",
    "credential": "A credential ends",
    "overdue": "A mobile visit is overdue",
    "large export": "A large export was asked for",
    "saved report": "Link to a saved report",
}


def send(kind: str, subject: str, body: str, to: Iterable[Any]) -> None:
    """To members of staff, or to patients: people with an email and a key. What was written is not kept.

    Not within a transaction, which may yet be undone when the letter has gone: that raises RuntimeError, and
    nothing is sent. A letter that could not be handed over is written down as failed, and the error goes on.
    """
    with transaction.atomic(durable=True):
        people = [*to]
    outcome = "failed"
    try:
        send_mail(subject, body, None, [person.email for person in people])
        outcome = "done"
    finally:
        _note(kind, people, outcome)


@transaction.atomic
def _note(kind: str, people: list[Any], outcome: str) -> None:
    for person in people:
        audit.record(MAILED, person, by=None, fields=[kind], outcome=outcome)

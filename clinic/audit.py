"""Who did what: one row for each thing done, opened, searched, exported or refused."""

from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import models

from clinic import by_hand
from clinic.models import Staff

# By hand: the ORM took as long to put it together as the database to write and chain it.
WRITE = """
INSERT INTO clinic_auditevent (
    actor_id, acting_as, action, patient_id, object_type, object_id,
    ids, fields, reason, address, request, outcome
) VALUES (
    %(actor_id)s, %(acting_as)s, %(action)s, %(patient_id)s, %(object_type)s, %(object_id)s,
    %(ids)s::bigint[], %(fields)s::text[], %(reason)s, %(address)s::inet, %(request)s, %(outcome)s
) RETURNING id
"""


@dataclass(frozen=True)
class Origin:
    """Where a request came from: the caller's address, and a number that its log lines carry too."""

    address: str | None = None
    request: str = ""


NOWHERE = Origin()
origin: ContextVar[Origin] = ContextVar("origin", default=NOWHERE)


def record(
    action: str,
    obj: models.Model | None = None,
    *,
    by: Staff | None,
    patient: models.Model | None = None,
    ids: Iterable[int] = (),
    fields: Iterable[str] = (),
    reason: str = "",
    outcome: str = "done",
) -> int:
    """Write one event; call it last in the verb's own transaction, so that both happen or neither.

    The patient is obj itself or obj.patient. fields are names only, never what was typed into them.
    The event's key comes back.
    """
    said = {
        "actor_id": by.pk if by else None,
        "acting_as": ",".join(by.roles) if by else "",
        "action": action,
        **_about(obj, patient),
        "ids": [*ids],
        "fields": [*fields],
        "reason": reason,
        "outcome": outcome,
        **vars(origin.get()),
    }
    [(key,)] = by_hand.ask(WRITE, said)
    return int(key)


def _about(obj: models.Model | None, patient: models.Model | None) -> dict[str, str | int | None]:
    return {
        "patient_id": _patient_key(patient or obj),
        "object_type": obj._meta.model_name or "" if obj else "",
        "object_id": obj.pk if obj else None,
    }


def _patient_key(obj: models.Model | None) -> int | None:
    if obj is None:
        return None
    return obj.pk if obj._meta.model_name == "patient" else getattr(obj, "patient_id", None)

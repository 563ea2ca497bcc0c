"""Who did what: one row for each thing done, opened, searched, exported or refused."""

from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import models

from clinic.models import AuditEvent, Staff


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
) -> AuditEvent:
    """Write one event; call it last in the verb's own transaction, so that both happen or neither.

    The patient is obj itself or obj.patient. fields are names only, never what was typed into them.
    """
    here = origin.get()
    return AuditEvent.objects.create(
        action=action,
        actor=by,
        acting_as=",".join(by.roles) if by else "",
        patient_id=_patient_key(patient or obj),
        object_type=obj._meta.model_name or "" if obj else "",
        object_id=obj.pk if obj else None,
        ids=list(ids),
        fields=list(fields),
        reason=reason,
        address=here.address,
        request=here.request,
        outcome=outcome,
    )


def _patient_key(obj: models.Model | None) -> int | None:
    if obj is None:
        return None
    return obj.pk if obj._meta.model_name == "patient" else getattr(obj, "patient_id", None)

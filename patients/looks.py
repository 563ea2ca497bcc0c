"""The audit log's rows about one record, in words."""

from typing import NamedTuple

from django.db.models import QuerySet

from clinic.audit_log import ACTIONS, and_merged, object_words, roles_of
from clinic.models import AuditEvent

THINGS = {
    "patient": "record",
    "appointment": "appointment",
    "careteam": "care team",
    "brokenglass": "record",
    "alert": "alert",
    "medicalhistory": "medical history",
    "reading": "reading of the day",
    "settlement": "decision about a caution",
    "intakelink": "link to the questionnaire",
    "draft": "questionnaire",
    "consent": "consent",
    "contactproposal": "wish to change contact details",
    "treatmentsession": "treatment session",
    "pointfinding": "point on the body map",
    "addendum": "addendum",
    "posturenote": "posture note",
    "posturephoto": "posture photo",
    "export": "copy of the record",
}


# Of the page and of its file.
HEADS = ("When", "Who", "Acting as", "Did what", "Parts", "Reason", "Outcome")


class Look(NamedTuple):
    """What someone did to what, and which parts of it."""

    event: AuditEvent
    who: str
    roles: str
    action: str
    thing: str
    parts: str
    outcome: str

    @property
    def what(self) -> str:
        return f"{self.action} {self.thing}".strip()


def of_record(key: int) -> QuerySet[AuditEvent]:
    """Every event on this record and on those merged into it, newest first."""
    events = AuditEvent.objects.filter(patient_id__in=and_merged(key))
    return events.select_related("actor").order_by("-at", "-pk")


def described(event: AuditEvent) -> Look:
    action = ACTIONS.get(event.action, event.action.capitalize())
    # Of several words it says itself what it was done to: asked for an export.
    thing = "" if " " in action else THINGS.get(event.object_type) or object_words(event.object_type)
    parts = ", ".join(field.replace("_", " ") for field in event.fields)
    who = str(event.actor or "The system")
    return Look(event, who, roles_of(event), action, thing, parts, event.outcome.capitalize())

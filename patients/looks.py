"""The audit log's rows about one record, in words."""

from typing import NamedTuple

from clinic.audit_log import ACTIONS, object_words
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


class Look(NamedTuple):
    """What someone did to what, and which parts of it."""

    event: AuditEvent
    action: str
    thing: str
    parts: str


def described(event: AuditEvent) -> Look:
    action = ACTIONS.get(event.action, event.action.capitalize())
    # Of several words it says itself what it was done to: asked for an export.
    thing = "" if " " in action else THINGS.get(event.object_type) or object_words(event.object_type)
    parts = ", ".join(field.replace("_", " ") for field in event.fields)
    return Look(event, action, thing, parts)

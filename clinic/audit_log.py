"""The audit log as people read it: what an action is called, and whose record a key is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import QueryDict

from clinic import clock, paging
from clinic.models import AuditEvent, Role

OPENED_BY_GLASS = "opened without care team"
GLASS_DAYS = 7
ACTIONS = {
    "opened": "Opened",
    OPENED_BY_GLASS: "Opened without care team",
    "listed": "Listed",
    "searched": "Searched",
    "registered": "Registered",
    "changed": "Changed",
    "joined the care team": "Added to a care team",
    "left the care team": "Ended in a care team",
    "alerted": "Added an alert",
    "alert ended": "Ended an alert",
    "assessed": "Began a posture assessment",
    "photographed": "Added a posture photo",
    "photo consent withdrawn": "Withdrew the consent to a photo",
    "archived": "Archived",
    "recorded as deceased": "Recorded as deceased",
    "brought back": "Brought back into use",
    "merged": "Merged two records",
    "unmerged": "Undid a merge",
    "told apart": "Said that two are not the same",
    "document added": "Added a document",
    "document removed": "Removed a document",
    "document restored": "Put a document back",
    "printed": "Printed",
    "measured": "Wrote down a reading",
    "corrected a reading": "Corrected a reading",
    "overrode a caution": "Overrode a caution",
    "filed a letter": "Filed a letter",
    "closed a caution": "Closed a caution",
    "referred or rebooked": "Noted a referral or rebooking",
    "withdrew a decision": "Withdrew a decision",
    "approved a rule": "Approved a rule",
    "added a muscle": "Added a muscle",
    "changed a muscle": "Changed a muscle",
    "hid a muscle": "Hid a muscle",
    "showed a muscle": "Showed a muscle again",
    "made clinical lead": "Made clinical lead",
    "added to the staff": "Added to the staff",
    "left the staff": "Left the staff",
    "came back to the staff": "Came back to the staff",
    "gave a way in": "Gave a link to choose a password",
    "ended a way in": "Ended a link to choose a password",
    "chose a password": "Chose a password",
    "location added": "Added a place",
    "location closed": "Took a place out of use",
    "location opened again": "Used a place again",
    "room added": "Added a room",
    "room taken out of use": "Took a room out of use",
    "room used again": "Used a room again",
    "travel zone added": "Added a travel zone",
    "travel zone given up": "Gave up a travel zone",
    "travel zone served again": "Served a travel zone again",
    "call-out fee set": "Set a call-out fee",
    "destination kept": "Kept the address of a visit",
    "sent elsewhere": "Sent a mobile visit elsewhere",
    "checked in": "Said that they are at a visit",
    "checked out": "Said that they have left a visit",
    "check-out taken back": "Said that they are still at a visit",
    "missed at a visit": "Missed somebody at a visit",
    "alert settled": "Settled an alert about a visit",
    "intake asked": "Asked for the questionnaire",
    "intake link ended": "Ended a link to the questionnaire",
    "intake begun": "Began the questionnaire",
    "intake answered": "Answered the questionnaire",
    "intake sent": "Sent the questionnaire",
    "question changed": "Changed the questionnaire",
    "consent reworded": "Changed the words of a consent",
    "consent withdrawn": "Took back a consent",
    "booked": "Booked",
    "moved": "Moved",
    "retimed": "Kept at its wall time",
    "resized": "Changed the length",
    "cancelled": "Cancelled",
    "restored": "Restored",
    "request accepted": "Accepted a request",
    "confirmed": "Confirmed",
    "arrived": "Marked arrived",
    "missed": "Marked as no-show",
    "fulfilled": "Marked fulfilled",
    "started": "Started a session",
    "charted": "Charted",
    "treated": "Recorded a treatment",
    "signed": "Signed",
    "amended": "Added an addendum",
    "agreed aloud": "Noted a spoken consent",
    "stopped": "Stopped a session",
    "took a stop back": "Took a stop back",
    "wrote an incident": "Wrote down an incident",
    "signed as supervisor": "Signed as supervisor",
    "set a supervisor": "Said who supervises whom",
    "left words behind": "Closed a page with unsaved words",
    "chose between texts": "Chose between two texts",
    "opened a complaint": "Opened a complaint",
    "discharged": "Ended a complaint",
    "took up a complaint again": "Took up a complaint again",
    "planned": "Wrote a plan",
    "took an outcome": "Took an outcome",
    "withdrew an outcome": "Withdrew an outcome",
    "gave home care": "Gave home care",
    "asked about home care": "Asked about home care",
    "applied a protocol": "Applied a protocol",
    "undid a protocol": "Undid a protocol",
    "wrote a letter": "Wrote a letter",
    "words kept": "Kept a phrase ready",
    "words changed": "Changed a phrase",
    "words removed": "Removed a phrase",
    "words restored": "Put a phrase back",
    "exported": "Exported",
    "asked for an export": "Asked for an export",
    "began an export": "Began to write an export",
    "wrote an export": "Wrote an export",
    "an export failed": "Failed to write an export",
    "cancelled an export": "Cancelled an export",
    "deleted an export": "Deleted an expired export",
    "joined": "Made part of a series",
    "taken out of a series": "Taken out of a series",
    "settled a date": "Settled a date of a series",
    "to be rung": "Put on the list to call",
    "rung": "Rang in vain",
    "call settled": "Settled a call",
    "call opened again": "Put a call back on the list",
    "put on the wait list": "Put on the wait list",
    "put back on the wait list": "Put back on the wait list",
    "taken off the wait list": "Taken off the wait list",
    "held": "Held a place",
    "accepted": "Booked a held place",
    "gave up a held place": "Gave up a held place",
    "hours set": "Set working hours",
    "time off taken": "Entered time off",
    "time off given back": "Gave time off back",
    "event planned": "Planned a chair-massage event",
    "therapist added to event": "Sent a therapist to an event",
    "therapist taken off event": "Took a therapist off an event",
    "event closed": "Closed an event's list",
    "event opened again": "Opened an event's list again",
    "event called off": "Called off a chair-massage event",
    "region set": "Chose the region of public holidays",
    "made a calendar address": "Made a calendar address",
    "ended a calendar address": "Ended a calendar address",
    "chose what a calendar shows": "Chose what a calendar shows",
    "read by a calendar": "Read by a calendar",
    "imported": "Imported a calendar",
    "added a file to import": "Added a file to bring in",
    "checked an import": "Tried a file",
    "began to bring in": "Began to bring in a file",
    "brought in": "Brought in from a file",
    "finished bringing in": "Brought in a file",
    "stopped an import": "Stopped bringing in a file",
    "took up an import": "Took up a file again",
    "import failed": "Could not go on with a file",
    "forgot an import": "Removed a file",
    "began to take back": "Began to take a file back",
    "took back what a file brought": "Took back what a file brought",
    "import taken back": "Took a file back",
    "took an import back": "Took an import back",
    "saved a report": "Saved a report",
    "took a saved report away": "Took a saved report away",
    "saved reports due": "Found saved reports due",
    "mailed the way to a report": "Mailed the way to a report",
    "credential added": "Added a credential",
    "credential withdrawn": "Withdrew a credential",
    "warned of an end": "Warned that a credential ends",
    "licence place set": "Set whose licence counts at a place",
    "mailed": "Sent a mail",
    "service added": "Added a service",
    "service retired": "Took a service off the list",
    "service offered again": "Put a service back on the list",
    "prices set": "Set prices",
    "limit set": "Set a day's limit of hands-on time",
    "furnished": "Furnished the demo",
    "signed in": "Signed in",
    "sign-in failed": "Failed to sign in",
    "signed out": "Signed out",
    "refused": "Was refused",
}


@dataclass(frozen=True)
class Line:
    """An event in words; record is the number people know, None where the event is about nobody."""

    event: AuditEvent
    action: str
    record: int | None
    about: str
    roles: str


@dataclass(frozen=True)
class Page:
    lines: list[Line]
    older: int | None
    newer: int | None
    people: list[int]


def page(events: QuerySet[AuditEvent], asked: QueryDict) -> Page:
    """Fifty events, newest first, and the keys of the patients they are about."""
    found = paging.page(events.select_related("actor"), "at", asked)
    people = {event.patient_id for event in found.rows if event.patient_id}
    known = numbers(people)
    lines = [_line(event, known.get(event.patient_id)) for event in found.rows]
    return Page(lines, found.older, found.newer, sorted(people))


@dataclass(frozen=True)
class Glasses:
    """How many records were opened without care team since that day, today included."""

    count: int
    since: date
    action: str = OPENED_BY_GLASS
    days: int = GLASS_DAYS


def glasses() -> Glasses:
    since = clock.today() - timedelta(days=GLASS_DAYS - 1)
    opened = AuditEvent.objects.filter(action=OPENED_BY_GLASS, at__gte=clock.clinic_day(since)[0])
    return Glasses(opened.count(), since)


def _line(event: AuditEvent, record: int | None) -> Line:
    about = object_words(event.object_type)
    if about and about != "patient":
        about = f"{about} {event.object_id or ''}".strip()
    return Line(
        event, ACTIONS.get(event.action, event.action.capitalize()), record, about, roles_of(event).lower()
    )


def roles_of(event: AuditEvent) -> str:
    """Therapist and Admin: the roles that whoever did it had then."""
    return " and ".join(str(Role(role).label) for role in event.acting_as.split(",") if role in Role)


def numbers(keys: Iterable[int]) -> dict[int, int]:
    """The number people know, for each patient's key; this floor knows that room only by its name."""
    return dict(_records().filter(pk__in=set(keys)).values_list("pk", "number"))


def key_of(number: int) -> int | None:
    return _records().filter(number=number).values_list("pk", flat=True).first()


def and_merged(key: int) -> QuerySet[Any]:
    """The keys of a record and of those that were merged into it, under which older lines stand."""
    return _records().filter(Q(pk=key) | Q(merged_into=key)).values("pk")


def object_words(model_name: str) -> str:
    """treatmentsession: treatment session."""
    return object_types().get(model_name, model_name)


@cache
def object_types() -> dict[str, str]:
    """What an event may be about, in words, by its key in the log."""
    return {model.__name__.lower(): str(model._meta.verbose_name) for model in apps.get_models()}


def _records() -> Any:
    return apps.get_model(settings.RECORD_MODEL).objects

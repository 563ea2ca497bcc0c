"""Taking back with one press, within a minute, what was done to several visits at once: all or nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from typing import Self

from django.core import signing
from django.db.models import Q

from clinic import audit
from clinic.models import Staff
from clinic.transactions import verb
from scheduling import booking, locks
from scheduling.calls import calling
from scheduling.models import Appointment, Call, Status, TimeOff
from scheduling.refusals import BookingRefused

WITHIN = timedelta(seconds=60)
BY_MISTAKE = "Booked by mistake"


@dataclass(frozen=True)
class Deed:
    """What was done together; visits: keys and versions, as it left them, in the order in which it was done.

    booked: they were new. joined: the visit that became part of their series. off: the time off that came
    with it. calls: who is to be rung because of it.
    """

    visits: Sequence[tuple[int, int]]
    booked: bool = False
    joined: int | None = None
    off: int | None = None
    calls: Sequence[int] = field(default_factory=list)

    @classmethod
    def to(cls, visits: Iterable[Appointment], **more: object) -> Self:
        return cls([(one.pk, one.version) for one in visits], **more)  # type: ignore[arg-type]

    def token(self, by: Staff) -> str:
        """For the address of an undo: whoever did it takes it back, while it is fresh."""
        return signing.dumps(asdict(self), salt=_salt(by), compress=True)


def read(token: str, by: Staff) -> Deed:
    try:
        said = signing.loads(token, salt=_salt(by), max_age=WITHIN)
    except signing.SignatureExpired as late:
        raise BookingRefused("That was more than a minute ago. Take back each visit by itself.") from late
    except signing.BadSignature as wrong:
        raise BookingRefused("There is nothing to take back.") from wrong
    return Deed(**{**said, "visits": [(key, version) for key, version in said["visits"]]})


@verb
def take_back(deed: Deed, *, by: Staff) -> list[Appointment]:
    """Every visit stands as it stood before; done once already, that is the answer again.

    Raises BookingRefused, and changes nothing, where one of them was changed since or its place is taken.
    """
    rows = _queue(deed)
    if deed.off:
        _give_back(deed.off, by)
    for call in Call.objects.open().filter(pk__in=deed.calls).order_by("pk"):
        calling.settle(call=call, outcome=Call.Outcome.NOT_NEEDED, by=by)
    if deed.joined:
        _leave(deed.joined, by)
    # Backwards: whoever went first made room for the next, and finds the old place free last.
    return [_undone(deed, rows[key], version, by) for key, version in reversed(deed.visits)]


def _queue(deed: Deed) -> dict[int, Appointment]:
    """All that any of them needs, in the usual order, before the first is touched."""
    keys = [key for key, _ in deed.visits]
    before = Appointment.events.rel.related_model.objects.filter(pgh_obj__in=keys)
    locks.therapists(
        *Staff.objects.filter(Q(appointments__in=keys) | Q(pk__in=before.values("therapist"))).distinct()
    )
    locks.rooms(())
    rows = Appointment.objects.select_related("patient", "therapist", "room", "service").in_bulk(keys)
    for patient in sorted({one.patient for one in rows.values()}, key=lambda one: one.pk):
        locks.patient(patient)
    return rows


def _undone(deed: Deed, visit: Appointment, version: int, by: Staff) -> Appointment:
    if not deed.booked:
        return booking.restore(appointment=visit, version=version, by=by)
    row = locks.appointment(visit)
    if row.status == Status.CANCELLED and row.version == version + 1:
        return row
    return booking.cancel(appointment=row, reason=BY_MISTAKE, version=version, by=by)


def _give_back(off: int, by: Staff) -> None:
    """As if it had never been; what has begun of it is less than a minute."""
    row = TimeOff.objects.select_for_update(of=("self",)).filter(pk=off).first()
    if row:
        audit.record("time off given back", row, by=by)
        row.delete()


def _leave(visit: int, by: Staff) -> None:
    row = locks.appointment(Appointment(pk=visit))
    if row.series_id:
        row.series = None
        row.save(update_fields=["series"])
        audit.record("taken out of a series", row, by=by)


def _salt(by: Staff) -> str:
    return f"scheduling.taking_back {by.pk}"

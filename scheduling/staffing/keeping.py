"""Who works here: added, changed, gone and back again."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from clinic import audit, changing, clock
from clinic.models import Clinic, Role, Staff
from clinic.refusals import Refused
from clinic.transactions import verb
from scheduling import wording
from scheduling.events.models import ChairDay
from scheduling.models import Appointment, Status
from scheduling.refusals import InTheWay
from scheduling.staffing import links, ties

COLOURS = (1, 2, 3, 4)


@dataclass(frozen=True)
class Said:
    """A colleague as an admin describes them; see Staff."""

    display_name: str
    legal_name: str
    email: str
    phone: str
    roles: list[str]


class StaffRefused(Refused):
    """Why somebody is not added, changed or let go as it was asked."""


class LeavesUndone(StaffRefused):
    """They may leave once somebody has read what would be left undone."""


@verb
def add(*, said: Said, by: Staff) -> Staff:
    """They work here from now on; to sign in they need a link."""
    _queue()
    _refuse_twice(said, None)
    row = Staff(**vars(said), colour=_rarest_colour())
    row.set_unusable_password()
    row.save()
    audit.record("added to the staff", row, by=by, fields=said.roles)
    return row


@verb
def change(*, person: Staff, said: Said, by: Staff) -> Staff:
    """With other roles they sign in again, everywhere. Another e-mail address ends a link to the old one.

    Raises InTheWay with the visits to come of somebody who is to treat no more.
    """
    row = _held(person)
    _refuse_twice(said, row)
    lost = {*row.roles} - {*said.roles}
    if Role.ADMIN in lost:
        _refuse_without_admin(row, by)
    if Role.THERAPIST in lost:
        if row.supervisor_id is not None:
            raise StaffRefused(f"{row} learns under somebody. End that first, under Supervision.")
        _refuse_treating(row, f"{row} no longer treating")
    changed = changing.change(row, vars(said), by=by)
    if "email" in changed:
        links.end_open(row, by=by)
    if "roles" in changed:
        _sign_out(row)
    return row


@verb
def let_go(*, person: Staff, knowing: bool = False, by: Staff) -> Staff:
    """They are signed out at once and can be booked no more; what they wrote and signed stays theirs.

    knowing: what would be left undone was read; LeavesUndone tells it otherwise. Raises InTheWay with their
    visits to come.
    """
    row = _held(person)
    if not row.is_active:
        return row
    if row.pk == by.pk:
        raise StaffRefused("Nobody lets themselves go. Another admin can.")
    if row.has(Role.ADMIN):
        _refuse_without_admin(row, by)
    if row.has(Role.THERAPIST):
        _refuse_treating(row, f"{row} leaving")
    if not knowing and (undone := ties.of(row)):
        raise LeavesUndone(" ".join(undone))
    row.is_active = False
    row.save(update_fields=["is_active"])
    _sign_out(row)
    links.end_open(row, by=by)
    audit.record("left the staff", row, by=by)
    return row


@verb
def take_back(*, person: Staff, by: Staff) -> Staff:
    """They work here again, with the roles and the password that they had."""
    row = _held(person)
    if not row.is_active:
        row.is_active = True
        row.save(update_fields=["is_active"])
        audit.record("came back to the staff", row, by=by)
    return row


def _queue() -> None:
    """Who is added, changed and let go is settled one after the other: one admin at least stays."""
    Clinic.objects.select_for_update(no_key=True).get(pk=Clinic.current().pk)


def _held(person: Staff) -> Staff:
    _queue()
    return Staff.objects.select_for_update(no_key=True, of=("self",)).get(pk=person.pk)


def _sign_out(row: Staff) -> None:
    """Wherever they are signed in, for good."""
    row.logins_ended += 1
    row.save(update_fields=["logins_ended"])


def _refuse_twice(said: Said, row: Staff | None) -> None:
    others = Staff.objects.exclude(pk=row.pk) if row else Staff.objects.all()
    known = others.filter(email__iexact=said.email).first()
    if known:
        gone = "" if known.is_active else ", who has left: take them back on their own page"
        raise StaffRefused(f"{said.email} belongs to {known}{gone}.")


def _refuse_without_admin(row: Staff, by: Staff) -> None:
    if row.pk == by.pk:
        raise StaffRefused("Nobody stops being an admin by their own hand. Another admin can do it.")
    if not Staff.objects.admins().exclude(pk=row.pk).exists():
        raise StaffRefused(f"{row} is the only admin. Make somebody else one first.")


def _refuse_treating(row: Staff, what: str) -> None:
    """The row is held, so that no visit comes in between."""
    if row.clinical_lead:
        raise StaffRefused(f"{row} is the clinical lead. Name another one first: manage.py clinical_lead.")
    if student := row.students.filter(is_active=True).order_by("pk").first():
        raise StaffRefused(f"{student} learns under {row}. Name another supervisor first, under Supervision.")
    if event := ChairDay.objects.filter(holds__therapist=row, holds__ends_at__gt=clock.now()).first():
        raise StaffRefused(f"{row} goes to {event} {wording.on_day(event.on)}. Send somebody else first.")
    if hit := _to_come(row):
        raise InTheWay(what, hit)


def _to_come(row: Staff) -> Sequence[Appointment]:
    """Visits that are neither over nor fulfilled."""
    rows = Appointment.objects.holding().filter(therapist=row, ends_at__gt=clock.now())
    rows = rows.exclude(status=Status.FULFILLED)
    return [*rows.select_related("patient").order_by("starts_at", "pk")]


def _rarest_colour() -> int:
    """The board's columns differ as long as they can."""
    treating = Staff.objects.filter(is_active=True, roles__contains=[Role.THERAPIST])
    borne = dict(treating.values_list("colour").annotate(Count("pk")))
    return min(COLOURS, key=lambda colour: (borne.get(colour, 0), colour))

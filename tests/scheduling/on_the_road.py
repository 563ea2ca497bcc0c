"""Zones, people who are known well enough to be visited, and visits to them."""

import uuid
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from clinic import audit, clock
from clinic.models import Staff
from patients.models import Patient
from scheduling.mobile import zones
from scheduling.mobile.destination import Destination
from scheduling.mobile.models import MobileVisit, TravelZone
from scheduling.models import Appointment, Service
from tests import make
from tests.scheduling import ask

ADDRESS = "4 Orchard Row\nPort Ellery"


def service(**fields: Any) -> Service:
    return make.service("At home", mobile=True, **fields)


def zone(name: str = "Oakfield", there: int = 30, back: int = 30, fee: str = "12") -> TravelZone:
    by = Staff.objects.admins().first() or make.admin()
    found = TravelZone.objects.filter(name=name).first()
    row = found or zones.add(said=zones.Said(name, there, back), by=by)
    if fee and not found:
        zones.set_fee(zone=row, amount=Decimal(fee), valid_from=clock.today(), by=by)
    return row


def known(name: str = "Ada Lind", **fields: Any) -> Patient:
    """Somebody whose record says who they are."""
    said = {"birth_on": date(1970, 3, 1), "phone": "01632 960 111", "address": ADDRESS}
    return make.patient(name, **said | fields)


def book(therapist: Staff, starts_at: datetime, **said: Any) -> Appointment:
    """An hour at home for somebody known in Oakfield, unless said otherwise."""
    to = said.pop("to", None) or Destination(said.pop("zone", None) or zone())
    said.setdefault("service", service())
    return ask.book(therapist, starts_at, patient=said.pop("patient", None) or known(), to=to, **said)


@transaction.atomic
def visited(therapist: Staff, starts_at: datetime, **said: Any) -> MobileVisit:
    """A visit as booking would have left it, past times included."""
    kind, place, patient = service(), zone(), said.pop("patient", None) or known()
    held = make.appointment(therapist, starts_at, patient=patient, service=kind, **said)
    held.room, to = None, Destination(place)
    held.occupies = type(held.occupies)(held.starts_at - to.there, held.ends_at + to.back)
    held.save()
    visit = MobileVisit.objects.create(appointment=held, **to.kept(patient, held.day, by=therapist))
    audit.record("destination kept", visit, by=therapist)
    return visit


def form(therapist: Staff, patient: Patient, starts_at: datetime, **said: Any) -> dict[str, Any]:
    """What the quick-book panel sends."""
    kind = service()
    return {
        "patient": patient.number,
        "service": kind.pk,
        "minutes": 60,
        "zone": zone().pk,
        "address": patient.address,
        "directions": "",
        "offer": f"{therapist.pk} {starts_at.isoformat()}",
        "key": str(uuid.uuid4()),
        **said,
    }

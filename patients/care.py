"""Who looks after a patient: members added by name, and the hour that a broken glass gives."""

from django.db.models import QuerySet

from clinic import audit, clock, jobs
from clinic.audit_log import OPENED_BY_GLASS
from clinic.models import Role, Staff
from clinic.refusals import Refused
from clinic.transactions import verb
from patients.care_models import OPEN_FOR
from patients.holding import hold
from patients.models import BrokenGlass, CareTeam, Patient


class CareRefused(Refused):
    """Why the care team stays as it is."""


def may_open(staff: Staff) -> bool:
    """Whether breaking the glass is for them at all; the front desk has no use of a chart."""
    return staff.is_active and (staff.has(Role.THERAPIST) or staff.has(Role.ADMIN))


def may_change_team(patient: Patient, staff: Staff) -> bool:
    """Those who belong to it, and admins; a broken glass makes nobody a member."""
    return staff.has(Role.ADMIN) or Patient.objects.in_care_of(staff).filter(pk=patient.pk).exists()


def open_glasses(patient: Patient, staff: Staff) -> QuerySet[BrokenGlass]:
    """Those still open, the one that closes last first."""
    return patient.broken_glasses.open().filter(staff=staff).order_by("-until_at")


def open_glass(patient: Patient, staff: Staff) -> BrokenGlass | None:
    return open_glasses(patient, staff).first()


def colleagues_to_add(patient: Patient, staff: Staff) -> QuerySet[Staff]:
    """Therapists not on the team by name; nobody adds themselves."""
    named = patient.care_team.current().values("therapist")
    return Staff.objects.therapists().exclude(pk__in=named).exclude(pk=staff.pk)


@verb
def break_glass(patient: Patient, *, reason: str, by: Staff) -> BrokenGlass:
    """Open the chart to by for one hour and have the admins told; while it is open, the same one again."""
    if not may_open(by):
        raise CareRefused("Only therapists and admins can open a record.")
    hold(patient)
    if standing := open_glass(patient, by):
        return standing
    now = clock.now()
    glass = BrokenGlass.objects.create(
        staff=by, patient=patient, reason=reason, opened_at=now, until_at=now + OPEN_FOR
    )
    event = audit.record(OPENED_BY_GLASS, glass, by=by, reason=reason)
    jobs.tell_admins_of_broken_glass.defer(event=event)
    return glass


@verb
def join(patient: Patient, therapist: Staff, *, why: str, by: Staff) -> CareTeam:
    """Add a colleague to the care team from today on, until someone ends it."""
    hold(patient)
    _refuse_strangers(patient, by)
    if therapist == by:
        raise CareRefused(
            "Nobody adds themselves. Ask a colleague of the team, or open the record for one hour."
        )
    if not colleagues_to_add(patient, by).filter(pk=therapist.pk).exists():
        raise CareRefused(f"{therapist} is in the care team already.")
    member = CareTeam.objects.create(patient=patient, therapist=therapist, since_on=clock.today(), why=why)
    audit.record("joined the care team", member, by=by, reason=why)
    return member


@verb
def leave(member: CareTeam, *, by: Staff) -> CareTeam:
    """End a membership as of now; ended once already, it stays as it is."""
    held = CareTeam.objects.select_for_update(no_key=True, of=("self",)).get(pk=member.pk)
    _refuse_strangers(held.patient, by)
    if held.until_on is None:
        held.until_on = clock.today()
        held.save(update_fields=["until_on"])
        audit.record("left the care team", held, by=by)
    return held


def _refuse_strangers(patient: Patient, staff: Staff) -> None:
    if not may_change_team(patient, staff):
        raise CareRefused(f"Only the therapists of {patient}'s care team and admins can change it.")

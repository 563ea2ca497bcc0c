"""Who holds what and until when: everybody's for admins, one's own for each."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clinic import audit, clock
from clinic import credentials as rules
from clinic.access import StaffRequest, allow
from clinic.credentials import Ending
from clinic.models import Credential, Role, Staff
from clinic.refusals import Refused
from clinic.toasts import toast
from patients.files.kinds import ENDINGS
from patients.files.views import given_out
from scheduling import limits, wording
from scheduling.answers import NOT_PASSED
from scheduling.credentials import keeping, places
from scheduling.credentials.forms import AddCredentialForm, CredentialForm, LimitForm, PlaceForm
from scheduling.credentials.keeping import Said
from scheduling.credentials.standing import uncovered
from scheduling.models import Location
from scheduling.refusals import BookingRefused

reads_or_sends = require_http_methods(["GET", "HEAD", "POST"])


@allow(Role.ADMIN)
@require_GET
def credentials(request: StaffRequest) -> HttpResponse:
    """Everybody at work with what they hold, and what ends soon on top."""
    ending = rules.ending(request.user)
    people = Staff.objects.filter(is_active=True).order_by("display_name", "pk")
    people = people.prefetch_related(Prefetch("held_credentials", _held(request)))
    context = {
        "ending": ending,
        "people": [(one, _told(one.held_credentials.all(), ending)) for one in people],
        "today": clock.today(),
        "places": Location.objects.filter(active=True).order_by("name"),
    }
    return render(request, "scheduling/credentials/credentials.html", context)


@allow(*Role)
@reads_or_sends
def credentials_of(request: StaffRequest, staff: int) -> HttpResponse:
    """One person's; an admin adds to them."""
    person = _person(request, staff)
    if request.method == "POST" and not request.user.has(Role.ADMIN):
        raise PermissionDenied
    form = AddCredentialForm(request.POST or None, request.FILES or None)
    if form.is_valid() and _done(
        form, keeping.add, staff=person, said=form.said, file=form.cleaned_data["file"], by=request.user
    ):
        toast(request, f"Added for {person}.")
        return redirect("scheduling:credentials_of", person.pk)
    return _page(request, person, form, LimitForm.showing(person.hands_on_minutes))


@allow(Role.ADMIN)
@require_POST
def set_jurisdiction(request: StaffRequest, location: int) -> HttpResponse:
    """Which state's licence is needed at a place."""
    row, form = get_object_or_404(Location, pk=location), PlaceForm(request.POST)
    if not form.is_valid():
        toast(request, "Write the state or province in at most 60 letters.", level="refused")
        return redirect("scheduling:credentials")
    places.set_jurisdiction(location=row, **form.cleaned_data, by=request.user)
    here = form.cleaned_data["jurisdiction"]
    toast(request, f"At {row} {f'a licence for {here}' if here else 'any licence'} counts.")
    return redirect("scheduling:credentials")


@allow(Role.ADMIN)
@require_POST
def set_limit(request: StaffRequest, staff: int) -> HttpResponse:
    """How many hands-on hours a day can be booked with one therapist."""
    therapist = get_object_or_404(Staff.objects.therapists(), pk=staff)
    form = LimitForm(request.POST)
    if form.is_valid():
        try:
            limit = limits.set_limit(
                therapist=therapist, minutes=form.limit, by=request.user
            ).hands_on_minutes
            most = f"at most {wording.length(limit)} hands-on a day" if limit else "as much as the hours hold"
            toast(request, f"{therapist} can be booked for {most}.")
            return redirect("scheduling:credentials_of", therapist.pk)
        except BookingRefused as refusal:
            form.add_error(None, str(refusal))
    return _page(request, therapist, AddCredentialForm(), form)


def _page(request: StaffRequest, person: Staff, form: AddCredentialForm, limit: LimitForm) -> HttpResponse:
    """One person's credentials, and the two forms beside them with what was typed."""
    context = {
        "person": person,
        "held": _told(_held(request).filter(staff=person), rules.ending(request.user)),
        "uncovered": uncovered(person),
        "may_change": request.user.has(Role.ADMIN),
        "form": form,
        "limit_form": limit,
        "today": clock.today(),
    }
    return render(request, "scheduling/credentials/credentials_of.html", context, status=_status(request))


@allow(Role.ADMIN)
@reads_or_sends
def credential(request: StaffRequest, credential: int) -> HttpResponse:
    """Putting one right."""
    row = get_object_or_404(_held(request), pk=credential)
    begun = {name: getattr(row, name) for name in Said.__dataclass_fields__}
    form = CredentialForm(request.POST or None, initial=begun)
    if form.is_valid() and _done(form, keeping.correct, credential=row, said=form.said, by=request.user):
        toast(request, f"Saved for {row.staff}.")
        return redirect("scheduling:credentials_of", row.staff_id)
    context = {"credential": row, "person": row.staff, "form": form}
    return render(request, "scheduling/credentials/credential.html", context, status=_status(request))


@allow(Role.ADMIN)
@require_POST
def withdraw_credential(request: StaffRequest, credential: int) -> HttpResponse:
    row = get_object_or_404(_held(request), pk=credential)
    keeping.withdraw(credential=row, by=request.user)
    toast(request, f"{row.title} of {row.staff} counts no more.")
    return redirect("scheduling:credentials_of", row.staff_id)


@allow(*Role)
@require_GET
def credential_file(request: StaffRequest, credential: int) -> HttpResponse:
    """The scan, to be saved: never shown inside the clinic's own pages."""
    row = get_object_or_404(_held(request).exclude(stored=""), pk=credential)
    content = keeping.content(row)
    audit.record("exported", row, by=request.user, fields=["file"])
    name = f"credential-{row.pk}.{ENDINGS[row.content_type]}"
    return given_out(content, row.content_type, f'attachment; filename="{name}"')


def _held(request: StaffRequest) -> QuerySet[Credential]:
    rows = Credential.objects.visible_to(request.user).standing().select_related("staff")
    return rows.order_by("kind", "name", "expires_on", "pk")


def _told(held: Iterable[Credential], ending: Sequence[Ending]) -> list[tuple[Credential, Ending | None]]:
    """Each with what there is to warn of."""
    warned = {one.credential.pk: one for one in ending}
    return [(one, warned.get(one.pk)) for one in held]


def _person(request: StaffRequest, pk: int) -> Staff:
    """Oneself, or for an admin anybody; else as if there were nobody."""
    if pk != request.user.pk and not request.user.has(Role.ADMIN):
        raise Http404
    return get_object_or_404(Staff.objects.all(), pk=pk)


def _done(form: CredentialForm, rule: Any, **said: Any) -> bool:
    """Whether the rule took it; else the form says why not."""
    try:
        rule(**said)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _status(request: StaffRequest) -> int:
    return NOT_PASSED if request.method == "POST" else 200

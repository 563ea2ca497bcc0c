"""The clinic's own part of the catalogue: clinical staff read it, an admin or a clinical lead keeps it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from clinic import audit
from clinic.access import StaffRequest, allow
from clinic.models import Role
from clinic.toasts import toast
from sessions.muscles import REGIONS
from sessions.our_muscles import keeping
from sessions.our_muscles.forms import HideForm, MuscleForm
from sessions.our_muscles.models import ClinicMuscle

NOT_PASSED = 422


@allow(Role.THERAPIST, Role.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def our_muscles(request: StaffRequest) -> HttpResponse:
    """What is hidden, what is the clinic's own; posting hides an entry or shows it again."""
    form = HideForm(_posted(request))
    if form.is_valid():
        said = form.cleaned_data
        try:
            keeping.hide(said["muscle"], hidden=not said["show"], why=said["why"], by=request.user)
            toast(request, f"{said['muscle']} is {'shown again' if said['show'] else 'hidden'}.")
            return redirect("sessions:our_muscles")
        except keeping.CatalogueRefused as refusal:
            form.add_error(None, str(refusal))
    again = form if form.is_bound and form.data.get("show") else None
    rows = ClinicMuscle.objects.select_related("muscle", "changed_by").order_by("muscle__order")
    context = {
        "hidden": [row for row in rows if row.hidden],
        "own": [(row, REGIONS[row.muscle.region]) for row in rows if row.own],
        "form": (HideForm() if again else form) if keeping.may_keep(request.user) else None,
        "again": again,
    }
    return render(request, "sessions/our_muscles/list.html", context, status=_status(form))


@allow(Role.THERAPIST, Role.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def our_muscle_new(request: StaffRequest) -> HttpResponse:
    if not keeping.may_keep(request.user):
        raise PermissionDenied
    form = MuscleForm(_posted(request))
    if form.is_valid():
        try:
            held = keeping.add(form.texts, why=form.cleaned_data["why"], by=request.user)
            toast(request, f"{held.muscle} is in the catalogue from now on.")
            return redirect("sessions:our_muscles")
        except keeping.CatalogueRefused as refusal:
            form.add_error(None, str(refusal))
    return render(request, "sessions/our_muscles/muscle.html", {"form": form}, status=_status(form))


@allow(Role.THERAPIST, Role.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def our_muscle(request: StaffRequest, slug: str) -> HttpResponse:
    """An own muscle, its versions, and for those who keep it the form for a new one."""
    held = ClinicMuscle.objects.select_related("muscle").filter(muscle=slug, own=True).first()
    if held is None:
        raise Http404
    form = MuscleForm(_posted(request), held=held)
    if form.is_valid():
        said = form.cleaned_data
        try:
            keeping.change(held, form.texts, after=said["version"], why=said["why"], by=request.user)
            toast(request, "The new text is in force from now on.")
            return redirect("sessions:our_muscle", slug)
        except keeping.CatalogueRefused as refusal:
            form.add_error(None, str(refusal))
    versions = held.events.select_related("changed_by").order_by("-pgh_id")
    context = {
        "held": held,
        "versions": [(one, REGIONS[one.said["region"]]) for one in versions],
        "form": form if keeping.may_keep(request.user) else None,
    }
    return render(request, "sessions/our_muscles/muscle.html", context, status=_status(form))


def _posted(request: StaffRequest) -> QueryDict | None:
    """The form that was sent; refused to those who only read."""
    if request.method != "POST":
        return None
    if not keeping.may_keep(request.user):
        audit.record("refused", by=request.user, reason="catalogue", outcome="refused")
        raise PermissionDenied
    return request.POST


def _status(form: HideForm | MuscleForm) -> int:
    return NOT_PASSED if form.is_bound else 200

"""Suspected duplicates, two records side by side, and taking a merge back: for the desk and admins."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clinic import audit
from clinic.access import StaffRequest, allow
from clinic.models import Role
from clinic.toasts import toast
from patients import duplicates as looking
from patients.merging import apply, page, undo
from patients.merging.forms import MergeForm, PairForm
from patients.merging.steps import MergeRefused
from patients.models import Merge, NotTheSame

NOT_PASSED, CHANGED = 422, 409
LATEST = 10
LOOK_AGAIN = "Somebody changed one of these records meanwhile. Look at both again, then merge."


@allow(Role.FRONT_DESK, Role.ADMIN)
@require_GET
def duplicates(request: StaffRequest) -> HttpResponse:
    """Pairs that may be one person, with the reasons, and the merges that can still be undone."""
    found = looking.suspects(request.GET.get("after", ""), staff=request.user)
    merges = Merge.objects.visible_to(request.user).undoable().select_related("kept", "absorbed", "merged_by")
    shown = merges.order_by("-merged_at", "-pk")[:LATEST]
    keys = {patient.pk for pair in found.pairs for patient in (pair.one, pair.other)}
    audit.record("listed", by=request.user, ids=sorted(keys), fields=["contact"])
    context = {"found": found, "merges": shown, "begun": "after" in request.GET}
    return render(request, "patients/duplicates.html", context)


@allow(Role.FRONT_DESK, Role.ADMIN)
@require_POST
def apart(request: StaffRequest) -> HttpResponse:
    """Two people after all; with do=back that is taken back."""
    form = PairForm(request.POST if "one" in request.POST else request.GET, staff=request.user)
    if not form.is_valid():
        return redirect("patients:duplicates")
    one, other = sorted((form.cleaned_data["one"], form.cleaned_data["other"]), key=lambda row: row.pk)
    if request.GET.get("do") == "back":
        said = NotTheSame.objects.visible_to(request.user).filter(one=one, other=other).first()
        if said:
            looking.take_back(said, by=request.user)
        return redirect("patients:duplicates")
    looking.tell_apart(one, other, by=request.user)
    back = f"{reverse('patients:apart')}?do=back&one={one.number}&other={other.number}"
    toast(request, f"Kept as two: records {one.number} and {other.number}.", undo=back)
    return redirect("patients:duplicates")


@allow(Role.FRONT_DESK, Role.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: StaffRequest) -> HttpResponse:
    """Two records side by side, a choice for each part; then one of them."""
    if request.method == "POST":
        return _merged(request)
    form = PairForm(
        request.GET if "one" in request.GET or "other" in request.GET else None, staff=request.user
    )
    if not form.is_valid():
        status = NOT_PASSED if form.is_bound else 200
        return render(request, "patients/merge.html", {"form": form}, status=status)
    return _side_by_side(request, form)


def _merged(request: StaffRequest) -> HttpResponse:
    form = MergeForm(request.POST, staff=request.user)
    if not form.is_valid():
        return render(request, "patients/merge.html", {"form": form}, status=NOT_PASSED)
    kept, absorbed = form.kept, form.absorbed
    if form.cleaned_data["versions"] != page.versions(kept, absorbed):
        return _side_by_side(request, form, LOOK_AGAIN)
    try:
        done = apply.merge(kept, absorbed, chosen=form.chosen, by=request.user)
    except MergeRefused as refusal:
        return _side_by_side(request, form, str(refusal))
    back = reverse("patients:unmerge", args=[done.pk])
    toast(request, f"Record {absorbed.number} is merged into record {kept.number}.", undo=back)
    return redirect("patients:detail", kept.number)


def _side_by_side(request: StaffRequest, form: PairForm, complaint: str = "") -> HttpResponse:
    one, other = form.cleaned_data["one"], form.cleaned_data["other"]
    for patient in (one, other):
        audit.record("opened", patient, by=request.user, fields=["contact", "counts"])
    context = {"complaint": complaint, **page.of(one, other, form.cleaned_data)}
    return render(request, "patients/merge.html", context, status=CHANGED if complaint else 200)


@allow(Role.FRONT_DESK, Role.ADMIN)
@require_POST
def unmerge(request: StaffRequest, merge: int) -> HttpResponse:
    """Two records again; refused in words where what came since ties them together."""
    held = get_object_or_404(Merge.objects.visible_to(request.user).select_related("kept"), pk=merge)
    undone = undo.undo(held, by=request.user)
    toast(request, f"Records {undone.kept.number} and {undone.absorbed.number} are two again.")
    return redirect("patients:detail", undone.kept.number)

"""The way to a complaint: through a patient's chart that is open, or as if it were not there."""

from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form, UUIDField
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from clinic.access import StaffRequest
from clinic.models import Role
from clinic.refusals import Refused
from clinic.toasts import toast
from patients import header, screening
from patients.door import patient_for, refuse
from patients.models import Patient
from sessions.courses.models import Complaint

NOT_PASSED = 422
reads_or_sends = require_http_methods(["GET", "HEAD", "POST"])


class Tried(NamedTuple):
    """A form beside a row that was refused, to be shown as it was typed; the rest are keys of the row."""

    form: Form
    outcome: int = 0
    goal: int = 0
    given: int = 0

    @property
    def wrong(self) -> str:
        return " ".join(str(error) for errors in self.form.errors.values() for error in errors)


def chart_for(request: StaffRequest, number: int) -> Patient:
    """A patient whose chart is open to whoever asks; only a therapist sends anything."""
    patient = patient_for(request, number)
    if not patient.chart_open:
        refuse(request, patient)
    if request.method == "POST" and not request.user.has(Role.THERAPIST):
        raise PermissionDenied
    return patient


def complaint_for(request: StaffRequest, number: int, complaint: int) -> Complaint:
    patient = chart_for(request, number)
    rows = Complaint.objects.visible_to(request.user).filter(patient=patient).prefetch_related("zones__zone")
    found = get_object_or_404(rows, pk=complaint)
    found.patient = patient
    return found


def page(
    request: StaffRequest, template: str, patient: Patient, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    about = header.of_record(patient, request.user, screening.of(patient))
    return render(request, f"sessions/courses/{template}.html", {**about, **context}, status=status)


def status_of(request: StaffRequest) -> int:
    return NOT_PASSED if request.method == "POST" else 200


def key_of(request: StaffRequest) -> UUID:
    """The form's own key; nonsense is a new one."""
    try:
        return UUIDField().clean(request.POST.get("key", "")) or uuid4()
    except ValidationError:
        return uuid4()


def refused_with_a_toast(back: str) -> Callable[..., Any]:
    """A refusal of a single button is said on the page of that name; its arguments are those of the view."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def answered(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except Refused as refusal:
                toast(request, str(refusal), level="refused")
                return _to(back, kwargs)

        return answered

    return decorate


def _to(name: str, keys: dict[str, Any]) -> HttpResponse:
    wanted = {"complaint": ("number", "complaint"), "chart": ("pk",)}[name]
    return redirect(f"sessions:{name}", **{key: keys[key] for key in wanted})

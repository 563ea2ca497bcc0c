"""How a change is answered: as JSON to the page's script, as a page to a plain form."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.forms import Form
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from clinic.access import StaffRequest
from clinic.models import Staff
from clinic.refusals import Refused
from clinic.toasts import toast
from patients import header, screening
from sessions.models import TreatmentSession
from sessions.refusals import Unclear
from sessions.visit import hanging

View = Callable[..., HttpResponseBase]
NOTE_TAB = ("write", "line")
BESIDE_THE_NOTE = ("conduct", "motion", "physical_test")
TABS = {"sign": "#tab-sign", **dict.fromkeys(NOTE_TAB, "#tab-note")}


def wants_json(request: StaffRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def by_script(request: StaffRequest) -> bool:
    """Whether a page's script asks, for data or for a part of its page; a whole page would not help it."""
    return wants_json(request) or "HX-Request" in request.headers


def session_for(staff: Staff, pk: int) -> TreatmentSession:
    """The session, if this therapist may open the patient's chart; else as if it were not there."""
    rows = TreatmentSession.objects.visible_to(staff).select_related(
        "patient",
        "therapist",
        "signed_by",
        "appointment__service",
        "appointment__room",
        "conduct",
        *hanging.JOINED,
    )
    return get_object_or_404(rows.annotate(**hanging.flags(), last_saved_at=hanging.last_saved()), pk=pk)


def refusals_answered(view: View) -> View:
    """A refusal becomes {"error"} for the script, or a word on the page that the form came from."""

    @wraps(view)
    def answered(request: StaffRequest, pk: int, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, pk, *args, **kwargs)
        except Refused as refusal:
            return refused(request, pk, str(refusal), status=getattr(refusal, "status", 409))

    return answered


def comes_back(page: View) -> Callable[[View], View]:
    """The same, but a plain form is answered with page(..., sentence), which holds what was typed."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answered(request: StaffRequest, pk: int, *args: Any, **kwargs: Any) -> HttpResponseBase:
            try:
                return view(request, pk, *args, **kwargs)
            except Refused as refusal:
                if by_script(request):
                    return refused(request, pk, str(refusal), status=getattr(refusal, "status", 409))
                return page(request, pk, *args, sentence=str(refusal), **kwargs)

        return answered

    return decorate


def require(form: Form) -> None:
    """Raises Unclear, with the first thing that is wrong, unless the form can be read."""
    if not form.is_valid():
        raise Unclear(first_error(form))


def refused(request: StaffRequest, pk: int, sentence: str, *, status: int = 422) -> HttpResponseBase:
    if by_script(request):
        return JsonResponse({"error": sentence}, status=status)
    toast(request, sentence, level="refused")
    return _back(request, pk)


def first_error(form: Form) -> str:
    """The first thing wrong with what was sent, with the field's name where the sentence needs it."""
    name, errors = next(iter(form.errors.items()))
    field = form.fields.get(name)
    label = (field.label if field and field.label else name.replace("_", " ")).removesuffix(" (optional)")
    sentence = str(errors[0])
    return sentence if sentence.startswith("A score") else f"{label}: {sentence}"


def form_page(
    request: StaffRequest,
    name: str,
    held: TreatmentSession,
    form: Form,
    cautions: screening.Cautions | None = None,
) -> HttpResponse:
    """The form as a page of its own; refused, it comes back with what was typed and what is wrong with it."""
    known = screening.of(held.patient) if cautions is None else cautions
    page = {**header.of(held.patient, request.user, known), "treatment_session": held, "form": form}
    return render(request, f"sessions/{name}.html", page, status=422 if form.errors else 200)


def saved(request: StaffRequest, pk: int, content: dict[str, Any], *, status: int = 200) -> HttpResponseBase:
    return JsonResponse(content, status=status) if wants_json(request) else _back(request, pk)


def _back(request: StaffRequest, pk: int) -> HttpResponseBase:
    """To the tab that the form stands on, or to the page of the point that it belongs to."""
    point = request.POST.get("back", "")
    if point.isdecimal() and len(point) < 19:
        return redirect("sessions:point", pk, int(point))
    came_from = request.resolver_match.url_name if request.resolver_match else ""
    if came_from in BESIDE_THE_NOTE:
        return redirect("sessions:note_tools", pk)
    return redirect(reverse("sessions:chart", args=[pk]) + TABS.get(came_from or "", ""))

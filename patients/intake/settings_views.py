"""The questionnaire's settings, for admins and clinical leads: what is asked, and when it has to be."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from clinic.access import StaffRequest, allow
from clinic.models import Clinic, Role
from clinic.refusals import Refused
from clinic.toasts import toast
from patients.intake import asking
from patients.intake.consent_views import refuse_others
from patients.intake.question_forms import ClinicForm, NewQuestionForm, QuestionForm, condition_of
from patients.intake.question_models import Question, Section

reads_or_sends = require_http_methods(["GET", "HEAD", "POST"])
NOT_PASSED, CONFLICT = 422, 409


@allow(Role.ADMIN, Role.THERAPIST)
@reads_or_sends
def questions(request: StaffRequest) -> HttpResponse:
    """All of it on one page; a POST sets when it is compulsory and how long links live."""
    refuse_others(request)
    clinic = Clinic.current()
    initial = {"intake_required": clinic.intake_required, "intake_link_days": clinic.intake_link_days}
    form = ClinicForm(request.POST or None, initial=initial)
    if form.is_valid():
        asking.set_clinic(**form.cleaned_data, by=request.user)
        toast(request, "The settings are saved.")
        return redirect("patients:questions")
    sections = Section.objects.prefetch_related("questions__raises")
    context = {"form": form, "sections": sections}
    return render(request, "intake/questions.html", context, status=NOT_PASSED if form.is_bound else 200)


@allow(Role.ADMIN, Role.THERAPIST)
@reads_or_sends
def question(request: StaffRequest, question: str) -> HttpResponse:
    """Reword, move, hide or show one question."""
    refuse_others(request)
    found = get_object_or_404(Question.objects.select_related("section"), slug=question)
    form = QuestionForm(request.POST or None, initial=_initial(found), question=found)
    status = NOT_PASSED if form.is_bound else 200
    if form.is_valid():
        try:
            said = form.cleaned_data
            asking.change(found, **said.pop("condition", {}), **said, by=request.user)
            toast(request, "The question is saved.")
            return redirect("patients:questions")
        except Refused as refusal:
            found.refresh_from_db()
            typed = {**request.POST.dict(), "version": found.version}
            form = QuestionForm(typed, initial=_initial(found), question=found)
            form.add_error(None, str(refusal))
            status = CONFLICT
    context = {"form": form, "question": found, "asks_for": [link.rule for link in _links(found)]}
    return render(request, "intake/question.html", context, status=status)


def _initial(found: Question) -> dict[str, object]:
    shown = {name: getattr(found, name) for name in ("wording", "help", "order", "active", "version")}
    return {**shown, "condition": condition_of(found)}


def _links(found: Question) -> list:
    rules = found.raises.select_related("rule").order_by("rule_id", "value").distinct("rule_id")
    return [*rules]


@allow(Role.ADMIN, Role.THERAPIST)
@reads_or_sends
def new_question(request: StaffRequest) -> HttpResponse:
    refuse_others(request)
    form = NewQuestionForm(request.POST or None)
    if form.is_valid():
        said = {name: value for name, value in form.cleaned_data.items() if name != "options"}
        try:
            asking.add(**said, by=request.user)
            toast(request, "The question is asked from now on.")
            return redirect("patients:questions")
        except Refused as refusal:
            form.add_error("condition", str(refusal))
    return render(
        request, "intake/question.html", {"form": form}, status=NOT_PASSED if form.is_bound else 200
    )

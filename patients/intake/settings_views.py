"""The questionnaire's settings: its questions in the order they are asked, and when it must be answered."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from clinic.access import StaffRequest, allow
from clinic.models import Clinic, Role
from clinic.refusals import Refused
from clinic.toasts import toast
from patients.intake import asking
from patients.intake.question_forms import ClinicForm, NewQuestionForm, QuestionForm
from patients.intake.question_models import Question, Section

reads_or_sends = require_http_methods(["GET", "HEAD", "POST"])
NOT_PASSED, CONFLICT = 422, 409


@allow(Role.ADMIN)
@reads_or_sends
def questions(request: StaffRequest) -> HttpResponse:
    """All of it on one page; a POST sets when it is compulsory and how long links live."""
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


@allow(Role.ADMIN)
@reads_or_sends
def question(request: StaffRequest, question: str) -> HttpResponse:
    """Reword, move, hide or show one question."""
    found = get_object_or_404(Question.objects.select_related("section"), slug=question)
    form = QuestionForm(request.POST or None, initial=_initial(found))
    status = NOT_PASSED if form.is_bound else 200
    if form.is_valid():
        try:
            asking.change(found, **form.cleaned_data, by=request.user)
            toast(request, "The question is saved.")
            return redirect("patients:questions")
        except Refused as refusal:
            found.refresh_from_db()
            typed = {**request.POST.dict(), "version": found.version}
            form = QuestionForm(typed, initial=_initial(found))
            form.add_error(None, str(refusal))
            status = CONFLICT
    context = {"form": form, "question": found, "asks_for": [link.rule for link in _links(found)]}
    return render(request, "intake/question.html", context, status=status)


def _initial(found: Question) -> dict[str, object]:
    return {name: getattr(found, name) for name in ("wording", "help", "order", "active", "version")}


def _links(found: Question) -> list:
    rules = found.raises.select_related("rule").order_by("rule_id", "value").distinct("rule_id")
    return [*rules]


@allow(Role.ADMIN)
@reads_or_sends
def new_question(request: StaffRequest) -> HttpResponse:
    form = NewQuestionForm(request.POST or None)
    if form.is_valid():
        said = {name: value for name, value in form.cleaned_data.items() if name != "options"}
        asking.add(**said, by=request.user)
        toast(request, "The question is asked from now on.")
        return redirect("patients:questions")
    return render(
        request, "intake/question.html", {"form": form}, status=NOT_PASSED if form.is_bound else 200
    )

"""What patients agree to, word for word: for the office and clinical leads to change, by versions."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from clinic import audit
from clinic.access import StaffRequest, allow
from clinic.models import Role
from clinic.refusals import Refused
from clinic.toasts import toast
from patients.intake import consents
from patients.intake.question_forms import ConsentTextForm
from patients.models import ConsentText

WORDS = ("text", "scope", "areas", "months")
NOT_PASSED, CONFLICT = 422, 409


@allow(Role.ADMIN, Role.THERAPIST)
@require_GET
def consent_texts(request: StaffRequest) -> HttpResponse:
    """The words in force of every kind, and the ones before."""
    refuse_others(request)
    kinds: dict[str, list[ConsentText]] = {}
    for text in ConsentText.objects.order_by("kind", "-version"):
        kinds.setdefault(text.get_kind_display(), []).append(text)
    shown = [(kind, texts[0], texts[1:]) for kind, texts in kinds.items()]
    return render(request, "intake/consent_texts.html", {"shown": shown})


@allow(Role.ADMIN, Role.THERAPIST)
@require_http_methods(["GET", "HEAD", "POST"])
def consent_text(request: StaffRequest, purpose: str) -> HttpResponse:
    """New words for one kind; whoever saves second sees what it says now and keeps what they typed."""
    refuse_others(request)
    now = consents.texts().get(purpose)
    if now is None:
        raise Http404
    initial = {name: getattr(now, name) for name in (*WORDS, "version")}
    form = ConsentTextForm(request.POST or None, initial=initial)
    status = NOT_PASSED if form.is_bound else 200
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in WORDS}
        try:
            consents.reword(purpose, after=form.cleaned_data["version"], **said, by=request.user)
            toast(request, "The new words are read from now on; what was agreed to before keeps its own.")
            return redirect("patients:consent_texts")
        except Refused as refusal:
            form = ConsentTextForm({**request.POST.dict(), "version": now.version}, initial=initial)
            form.add_error(None, str(refusal))
            status = CONFLICT
    return render(request, "intake/consent_text.html", {"form": form, "now": now}, status=status)


def refuse_others(request: StaffRequest) -> None:
    """What patients are asked is for admins and clinical leads to change."""
    if not consents.may_reword(request.user):
        audit.record("refused", by=request.user, reason="consents", outcome="refused")
        raise PermissionDenied

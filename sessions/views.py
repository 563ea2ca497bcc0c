"""A therapist's day, the signed sessions, and the notes that wait for a signature."""

import hashlib
import json

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_GET, require_POST

from clinic import audit, clock
from clinic.access import StaffRequest, allow
from clinic.models import Role
from clinic.refusals import Refused
from clinic.toasts import toast
from patients import header
from scheduling.boards import live
from sessions import catalogue as catalogue_data
from sessions import day, reading, records
from sessions.answers import session_for
from sessions.forms import AmendForm
from sessions.models import TreatmentSession
from sessions.visit import cosigning, looked_over
from sessions.visit.forms import CosignForm

# Somebody waits at the door: asked oftener than a board, and of one therapist's rows alone.
ARRIVALS_MILLISECONDS = 500


@allow(Role.THERAPIST)
@require_GET
def my_day(request: StaffRequest) -> HttpResponse:
    """Who comes today, the next of them prepared, and what waits for a signature; open, it sees arrivals."""
    mark = live.mark(clock.today(), clock.today(), therapist=request.user)
    if same := live.unchanged(request, mark):
        return same
    visit = request.GET.get("visit", "")
    page = day.of(request.user, chosen=int(visit) if visit.isdecimal() and len(visit) < 19 else None)
    shown = ["name", "cautions", *(["address"] if page.trip else [])]
    audit.record("listed", by=request.user, ids=page.patient_ids, fields=shown)
    if page.preparation:
        audit.record("opened", page.preparation.patient, by=request.user, fields=["points", "plan", "pain"])
    return live.answer(request, "sessions/my_day.html", {"day": page, "every": ARRIVALS_MILLISECONDS}, mark)


@allow(Role.THERAPIST, Role.ADMIN)
@require_GET
def detail(request: StaffRequest, pk: int) -> HttpResponse:
    treatment_session = session_for(request.user, pk)
    audit.record("opened", treatment_session, by=request.user)
    return detail_page(request, treatment_session)


@allow(Role.THERAPIST)
@require_POST
def amend(request: StaffRequest, pk: int) -> HttpResponse:
    treatment_session = session_for(request.user, pk)
    form = AmendForm(request.POST)
    if form.is_valid():
        try:
            records.amend(treatment_session=treatment_session, **form.cleaned_data, by=request.user)
            toast(request, "The addendum is part of the record.")
            return redirect("sessions:detail", pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return detail_page(request, treatment_session, amend_form=form)


@allow(Role.THERAPIST)
@require_GET
def unsigned(request: StaffRequest) -> HttpResponse:
    """This therapist's notes without a signature, oldest first."""
    waiting = list(day.unsigned_of(request.user))
    seen = looked_over.of(request)
    for each in waiting:
        each.looked_over = each.pk in seen  # type: ignore[attr-defined]
    people = [each.patient_id for each in waiting]
    audit.record("listed", by=request.user, ids=people, fields=["name", "unsigned"])
    return render(
        request,
        "sessions/unsigned.html",
        {"waiting": waiting, "ready": any(each.pk in seen for each in waiting)},
    )


@allow(Role.THERAPIST, Role.ADMIN)
@require_GET
def catalogue(request: StaffRequest) -> HttpResponseBase:
    """Muscles and zones; the browser asks each time and is told when nothing changed."""
    text = json.dumps(catalogue_data.content(), ensure_ascii=False, separators=(",", ":"))
    etag = f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return get_conditional_response(request, etag=etag, response=response) or response


def detail_page(
    request: StaffRequest,
    treatment_session: TreatmentSession,
    *,
    amend_form: AmendForm | None = None,
    cosign_form: CosignForm | None = None,
) -> HttpResponse:
    """The sheet; a form given was refused and comes back as it was typed."""
    page = reading.context(treatment_session)
    if not treatment_session.is_signed and treatment_session.therapist_id == request.user.pk:
        looked_over.remember(request, treatment_session, page["state"])
    page |= header.of(treatment_session.patient, request.user, page["cautions"])
    if cosign_form or cosigning.may(treatment_session, request.user):
        page["cosign_form"] = cosign_form or CosignForm(auto_id="cosign-%s")
    page["amend_form"] = (amend_form or AmendForm()) if request.user.has(Role.THERAPIST) else None
    return render(request, "sessions/detail.html", page, status=422 if amend_form or cosign_form else 200)

"""Files on their way out: asked for, watched, cancelled, fetched."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import structlog
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from clinic import clock
from clinic.access import StaffRequest, allow, fresh
from clinic.models import Role
from clinic.toasts import toast
from patients.models import Patient
from reports.exports import asking, locking
from reports.exports import research as anonymous
from reports.exports.forms import PasswordForm
from reports.exports.models import Export

Kind, State = Export.Kind, Export.State
View = Callable[..., HttpResponseBase]
SHOWN = 30
FOLLOWED = "exports"  # the cookie that has open pages ask whether a file is ready
A_DAY = 24 * 60 * 60
GONE = "This file is no longer there. Ask for it again."


@allow(Role.THERAPIST, Role.ADMIN)
@require_GET
def exports(request: StaffRequest) -> HttpResponse:
    return _list(request, PasswordForm())


def _list(request: StaffRequest, form: PasswordForm, wrong: Export | None = None) -> HttpResponse:
    """One's own, the newest first; wrong: whose form for a password stays open and says why."""
    found = Export.objects.visible_to(request.user).select_related("patient").order_by("-asked_at", "-pk")
    page = {"exports": found[:SHOWN], "form": form, "wrong": wrong, "is_admin": request.user.has(Role.ADMIN)}
    return render(request, "reports/exports/exports.html", page, status=422 if wrong else 200)


@allow(Role.THERAPIST, Role.ADMIN)
@require_GET
def export(request: StaffRequest, export: int) -> HttpResponse:
    """The line of one, which the page asks for again while it is being written."""
    found = _own(request, export)
    if not request.headers.get("HX-Request"):
        return redirect("reports:exports")
    return render(request, "reports/exports/_export.html", {"export": found, "form": PasswordForm()})


def said_on_the_list(view: View) -> View:
    """A refusal is said where the files stand, the one that is being written already among them."""

    @wraps(view)
    def answered(request: StaffRequest, *args: Any, **said: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **said)
        except asking.ExportRefused as refusal:
            toast(request, str(refusal), level="refused")
            return redirect("reports:exports")

    return answered


@allow(Role.ADMIN)
@require_POST
@fresh
@said_on_the_list
def everything(request: StaffRequest) -> HttpResponse:
    people = Patient.objects.filter(merged_into__isnull=True).count()
    asking.ask(Kind.EVERYTHING, {}, by=request.user, people=people)
    return on_its_way(request)


@allow(Role.ADMIN)
@require_POST
@fresh
@said_on_the_list
def research(request: StaffRequest) -> HttpResponse:
    asking.ask(Kind.RESEARCH, {}, by=request.user, people=anonymous.most())
    return on_its_way(request)


@allow(Role.THERAPIST, Role.ADMIN)
@require_POST
def cancel(request: StaffRequest, export: int) -> HttpResponse:
    held = asking.cancel(_own(request, export), by=request.user)
    said = "Cancelled. Nothing of it is kept." if held.state == State.CANCELLED else "It had ended already."
    toast(request, said, level="info")
    return redirect("reports:exports")


@allow(Role.THERAPIST, Role.ADMIN)
@require_GET
@fresh
@said_on_the_list
def file(request: StaffRequest, export: int) -> FileResponse:
    """The file as it was written; whether it may still be seen is asked again."""
    found = _to_fetch(request, export)
    content = _opened(found)
    try:
        asking.fetched(found, by=request.user)
    except asking.ExportRefused:
        content.close()
        raise
    return _given(content, found.name)


@allow(Role.THERAPIST, Role.ADMIN)
@require_POST
@said_on_the_list
def locked(request: StaffRequest, export: int) -> HttpResponseBase:
    """A record as one PDF behind a password. Not @fresh: that would keep the password while it asks."""
    found = _to_fetch(request, export)
    if is_reauthentication_required(request, app=""):
        return redirect(f"{reverse('account_reauthenticate')}?next={reverse('reports:exports')}")
    if found.kind != Kind.RECORD:
        raise asking.ExportRefused("Only one patient's record is given out behind a password.")
    form = PasswordForm(request.POST)
    if not form.is_valid():
        return _list(request, form, wrong=found)
    with _opened(found) as archive:
        content = locking.locked(archive, form.cleaned_data["password"])
    asking.fetched(found, by=request.user, locked=True)
    return _given(content, f"{found.name.removesuffix('.zip')}.pdf")


@allow(*Role)
@require_POST
def news(request: StaffRequest) -> HttpResponse:
    """For whatever page is open: what ended since it was last asked, and whether there is more to come."""
    own = Export.objects.visible_to(request.user)
    ended = list(
        own.filter(told_at__isnull=True).exclude(state__in=Export.UNDER_WAY).select_related("patient")
    )
    own.filter(pk__in=[one.pk for one in ended]).update(told_at=clock.now())
    more = own.under_way().exists()
    html = render_to_string("reports/exports/_news.html", {"ended": ended}, request) if ended else ""
    answer = JsonResponse({"html": html, "more": more})
    if not more:
        answer.delete_cookie(FOLLOWED)
    return answer


def on_its_way(request: StaffRequest) -> HttpResponse:
    """To the list, where it can be watched; other pages will say when it is ready."""
    answer = redirect("reports:exports")
    return followed(request, answer)


def followed(request: StaffRequest, answer: HttpResponse) -> HttpResponse:
    answer.set_cookie(FOLLOWED, "1", max_age=A_DAY, httponly=True, samesite="Lax", secure=request.is_secure())
    return answer


def _own(request: StaffRequest, key: int) -> Export:
    found = Export.objects.visible_to(request.user).select_related("patient").filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def _to_fetch(request: StaffRequest, key: int) -> Export:
    """A role or a chart may have been taken away since it was asked for."""
    found = _own(request, key)
    if not asking.may_fetch(found, request.user):
        raise PermissionDenied
    if found.state != State.READY:
        raise asking.ExportRefused(GONE)
    return found


def _opened(found: Export) -> Any:
    """The store may have lost it, as one that was put back from an older copy has."""
    try:
        return default_storage.open(found.stored)
    except OSError as error:
        structlog.get_logger().error("file store failed", export=found.pk, number=error.errno)
        raise asking.ExportRefused(GONE) from error


def _given(content: Any, name: str) -> FileResponse:
    answer = FileResponse(content, as_attachment=True, filename=name)
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "no-store"
    return answer

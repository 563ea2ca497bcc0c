"""How colleagues come by a password: the first, a forgotten one, another."""

from allauth.core import ratelimit
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from clinic.access import StaffRequest, allow, fresh, public
from clinic.models import Role, Staff
from clinic.refusals import Refused
from clinic.secret_links import secret_address
from clinic.toasts import toast
from patients.intake.links import knocked, too_many_knocks
from patients.intake.visitor import by_the_clinics_clock
from scheduling.answers import NOT_PASSED
from scheduling.staffing import jobs, links
from scheduling.staffing.forms import ForgottenForm, PasswordForm

reads_or_sends = require_http_methods(["GET", "HEAD", "POST"])
GONE, TOO_MANY = 410, 429


@public("A colleague opens the link they were given, and chooses a password.")
@secret_address
@reads_or_sends
@by_the_clinics_clock
def way_in(request: HttpRequest, way: str) -> HttpResponse:
    """Opening it changes nothing; a guessed address and one that has ended look the same."""
    caller = request.META.get("REMOTE_ADDR") or None
    if too_many_knocks(caller):
        return render(request, "429.html", status=TOO_MANY)
    link = links.find(way)
    if link is None:
        knocked(caller)
    if link is None or not link.is_live or not link.staff.is_active:
        return render(request, "account/way_ended.html", status=GONE)
    form = PasswordForm(request.POST or None)
    if form.is_valid():
        try:
            person = links.choose_password(link, form.cleaned_data["password"])
        except ValidationError as error:
            form.add_error("password", error)
        except Refused:
            return render(request, "account/way_ended.html", status=GONE)
        else:
            toast(request, f"Your password is kept, {person.first_name}. Sign in with it.")
            return redirect("account_login")
    told = {"form": form, "link": link}
    return render(request, "account/way_in.html", told, status=NOT_PASSED if form.errors else 200)


@allow(*Role)
@fresh
@reads_or_sends
def own_password(request: StaffRequest) -> HttpResponse:
    """Another one, for somebody who is signed in and stays so here."""
    form = PasswordForm(request.POST or None)
    if form.is_valid():
        try:
            person = links.change_password(request.user, form.cleaned_data["password"])
        except ValidationError as error:
            form.add_error("password", error)
        else:
            update_session_auth_hash(request, person)
            toast(request, "Your password is changed. Elsewhere you are signed out.")
            return redirect("home")
    page = "scheduling/staffing/own_password.html"
    return render(request, page, {"form": form}, status=NOT_PASSED if form.errors else 200)


@public("Whoever forgot their password says so here; the answer is the same for everybody.")
@reads_or_sends
@by_the_clinics_clock
def forgotten(request: HttpRequest) -> HttpResponse:
    form = ForgottenForm(request.POST or None)
    if not form.is_valid():
        status = NOT_PASSED if form.errors else 200
        return render(request, "account/forgotten.html", {"form": form}, status=status)
    email = form.cleaned_data["email"]
    if not ratelimit.consume(request, action="forgotten", key=email.lower()):
        return render(request, "429.html", status=TOO_MANY)
    found = Staff.objects.filter(email__iexact=email, is_active=True).first()
    jobs.answer_forgotten.defer(staff=found.pk if found else None)
    return render(request, "account/forgotten.html", {"form": form, "sent": True})

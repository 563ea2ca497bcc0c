"""The few pages that belong to no one room: the way in, the audit log, signs of life."""

from typing import Any

from allauth.account.views import LoginView, LogoutView, ReauthenticateView
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clinic import audit_log, credentials, health, registering
from clinic.access import StaffRequest, allow, public
from clinic.audit import record
from clinic.context import DENSITIES, NAMES, THEMES, ZOOMS
from clinic.forms import AuditFilter, RegistrationForm
from clinic.models import Role, Staff
from clinic.sign_in import sign_in_demo_person
from clinic.toasts import toast

DEMO_PEOPLE = (
    ("maya@softhold.example.test", "Maya Lindqvist", "Therapist"),
    ("joan@softhold.example.test", "Joan Tully", "Front desk"),
    ("rosa@softhold.example.test", "Rosa Delgado", "Admin"),
    ("owen@softhold.example.test", "Owen Clarke", "All three: a practice of one"),
)

sign_in = public("People sign in here.")(
    LoginView.as_view(extra_context={"demo_people": DEMO_PEOPLE if settings.DEMO else ()})
)


class SignOut(LogoutView):
    """Whoever signs out leaves nothing behind: no page to go back to, nothing that a script kept."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        if not request.user.is_authenticated:
            answer["Clear-Site-Data"] = '"cache", "storage"'
        return answer


class Confirm(ReauthenticateView):
    """A file comes while this page stays, so that its way back leads to the page that asked for it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.POST.get("back") or self.request.headers.get("Referer", "")
        back = asked if _is_ours(asked, self.request) else reverse("home")
        return super().get_context_data(back=back, **kwargs)


sign_out = allow(*Role)(SignOut.as_view())
confirm = allow(*Role)(Confirm.as_view())


@public("The demo has no secrets: its people are invented, and each has a button.")
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponseBase:
    return sign_in_demo_person(request, request.POST.get("email", "")) or redirect("account_login")


@allow(*Role)
@require_GET
def home(request: StaffRequest) -> HttpResponse:
    """Each to the page their day begins on; whoever has no My day is told here which credentials end."""
    if request.user.has(Role.THERAPIST):
        return redirect("sessions:my_day")
    if ending := credentials.ending(request.user):
        more = f" And {len(ending) - 1} more under Team, Credentials." if len(ending) > 1 else ""
        toast(request, f"{ending[0].words}{more}", level="info")
    return redirect("reports:overview" if request.user.has(Role.ADMIN) else "scheduling:today")


@allow(Role.ADMIN)
@require_GET
def audit(request: StaffRequest) -> HttpResponse:
    """Who did what; looking here is written down as well."""
    form = AuditFilter(request.GET)
    if not form.is_valid():
        return render(request, "clinic/audit.html", {"form": form}, status=400)
    page = audit_log.page(form.events(), request.GET)
    record("listed", by=request.user, ids=page.people, fields=["access log", *form.in_words()])
    context = {"form": form, "page": page, "glasses": audit_log.glasses()}
    return render(request, "clinic/audit.html", context)


@allow(Role.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def registrations(request: StaffRequest) -> HttpResponse:
    """What stands beside the name of each who treats, on notes and letters."""
    form = RegistrationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = registering.enter(**form.cleaned_data, by=request.user)
        toast(request, f"Saved for {person}. It stands on what is signed from now on.")
        return redirect("clinic:registrations")
    page = {"people": Staff.objects.therapists(), "form": form}
    return render(request, "clinic/registrations.html", page, status=422 if form.errors else 200)


@allow(*Role)
@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    """Keep how somebody likes the pages, light to zoom, in cookies that hold nothing else."""
    back = request.POST.get("next", "/")
    response = redirect(back if _is_ours(back, request) else "home")
    for name, choices in (("theme", THEMES), ("density", DENSITIES), ("names", NAMES), ("zoom", ZOOMS)):
        if request.POST.get(name) in choices:
            response.set_cookie(
                name,
                request.POST[name],
                max_age=31_536_000,
                secure=settings.HTTPS,
                httponly=True,
                samesite="Lax",
            )
    return response


def _is_ours(address: str, request: HttpRequest) -> bool:
    return url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())


@allow(*Role)
@require_GET
def here(request: StaffRequest) -> JsonResponse:
    """For a page that stayed open through a sign-in: who is signed in now, and the token that counts."""
    return JsonResponse({"staff": request.user.pk, "token": get_token(request)})


@public("The process is alive; says nothing else.")
@require_GET
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


@public("Whether it can do its work, for the proxy in front; names parts, no people.")
@require_GET
def readyz(request: HttpRequest) -> JsonResponse:
    parts = health.parts()
    return JsonResponse(parts, status=200 if all(part == "ok" for part in parts.values()) else 503)


@public("Shown to whoever sent a form without its token.")
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    sentence = (
        "This page was open too long, or its form came from elsewhere. Go back, reload it and send it again."
    )
    return render(request, "403.html", {"sentence": sentence}, status=403)

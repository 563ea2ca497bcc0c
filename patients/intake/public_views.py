"""What a patient sees: the link's first page, one screen after the other, and the end."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from clinic import clock
from clinic.access import public
from clinic.refusals import Refused
from clinic.secret_links import secret_address
from patients.intake import answering, links, visitor
from patients.intake.drafts import Reader
from patients.intake.visitor import IntakeRequest
from patients.models import IntakeLink

reads_or_sends = require_http_methods(["GET", "HEAD", "POST"])
GONE, TOO_MANY, NOT_PASSED = 410, 429, 422


@public("A patient opens the link they were given; it shows a first name and changes nothing.")
@secret_address
@reads_or_sends
@visitor.by_the_clinics_clock
def link(request: HttpRequest, token: str) -> HttpResponseBase:
    """GET shows who asks whom; POST swaps the secret for a cookie and a clean address."""
    address = request.META.get("REMOTE_ADDR") or None
    if links.too_many_knocks(address):
        return render(request, "intake/too_many.html", status=TOO_MANY)
    found = links.find(token)
    if found is None or found.revoked_at or found.used_at:
        links.knocked(address)
        return render(request, "intake/unknown.html", status=404)
    if not found.is_live:
        return render(request, "intake/ended.html", status=GONE)
    if request.method != "POST":
        return render(request, "intake/link.html", {"link": found, "visit": next_visit(found)})
    try:
        draft = links.begin(found)
    except Refused:
        return render(request, "intake/ended.html", status=GONE)
    response = redirect("patients:intake")
    visitor.give(response, visitor.new_reader(draft))
    return response


def next_visit(found: IntakeLink) -> object:
    """The time of the next visit, which the mail says too."""
    return (
        found.patient.appointments.holding().filter(starts_at__gt=clock.now()).order_by("starts_at").first()
    )


@public("For the holder of the link's cookie.")
@require_GET
@visitor.with_cookie
def intake(request: IntakeRequest) -> HttpResponse:
    """To the first screen that is not done; but first to the birth date where there is something to read."""
    if answering.has_something_to_prove(request.reader) and "skip" not in request.GET:
        return redirect("patients:intake_birthday")
    return redirect("patients:intake_step", answering.first_open(request.reader))


@public("For the holder of the link's cookie.")
@reads_or_sends
@visitor.with_cookie
def intake_birthday(request: IntakeRequest) -> HttpResponse:
    """With the right birth date, earlier answers may be read; without it, questions are asked anew."""
    error = ""
    if request.method == "POST":
        link = request.reader.draft.link
        if link and links.proves(link, request.POST.get("birth_on", "").strip()):
            response = redirect("patients:intake_step", answering.first_open(request.reader))
            proven = Reader(request.reader.draft, request.reader.key, proven=True)
            visitor.give(response, proven, visitor.COOKIE)
            return response
        error = "That is not the date we know. Try once more, or go on without: then you answer anew."
    context = {"error": error, **answering.around(request.reader)}
    return render(request, "intake/birthday.html", context, status=NOT_PASSED if error else 200)


@public("For the holder of the link's cookie.")
@reads_or_sends
@visitor.with_cookie
def intake_step(request: IntakeRequest, step: str) -> HttpResponseBase:
    """One screen; sent, it saves and goes on, or says what is missing."""
    places = answering.Addresses("patients:intake_step", {}, "patients:intake_call")
    return answering.step(request, request.reader, step, places, end=_sent)


def _sent(request: HttpRequest) -> HttpResponse:
    response = redirect("patients:intake_done")
    visitor.forget(response)
    return response


@public("For the holder of the link's cookie.")
@require_GET
@visitor.with_cookie
def intake_call(request: IntakeRequest, step: str) -> HttpResponse:
    """Something cannot wait: whom to call, and the way on."""
    places = answering.Addresses("patients:intake_step", {}, "patients:intake_call")
    return answering.call_first(request, request.reader, step, places)


@public("Says thank you; holds nothing.")
@require_GET
@visitor.by_the_clinics_clock
def intake_done(request: HttpRequest) -> HttpResponse:
    return render(request, "intake/done.html")

"""One screen asked and answered, on a patient's phone or a colleague's tablet."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from clinic import clock
from patients.intake import drafts, submitting
from patients.intake.drafts import DraftClosed, Mark, Reader, WrittenElsewhere
from patients.intake.page import page
from patients.intake.screens import Questionnaire, Screen

NOT_PASSED, CONFLICT = 422, 409
LARGEST = 2**53


@dataclass(frozen=True)
class Addresses:
    """The URL names of a screen and of "please call us first", and the keys they need besides the step's."""

    step_name: str
    keys: dict[str, Any]
    call_name: str
    frame: str = "intake/base.html"

    def step(self, slug: str) -> str:
        return reverse(self.step_name, kwargs={**self.keys, "step": slug})

    def call(self, slug: str) -> str:
        return reverse(self.call_name, kwargs={**self.keys, "step": slug})


def around(reader: Reader) -> dict[str, Any]:
    """What stands above every screen."""
    return {"draft": reader.draft, "patient": reader.draft.patient}


def walk_of(reader: Reader) -> Questionnaire:
    return drafts.walk(reader.draft, by_staff=reader.staff is not None)


def first_open(reader: Reader) -> str:
    done = reader.draft.steps.filter(done=True).values_list("section", flat=True)
    return walk_of(reader).first_open(done)


def has_something_to_prove(reader: Reader) -> bool:
    """There are answers this reader did not write, and a birth date that would let them read those."""
    if reader.proven or reader.draft.patient.birth_on is None:
        return False
    others = reader.draft.steps.exclude(reader=reader.key).exists()
    begun = reader.draft.steps.filter(reader=reader.key).exists()
    return others or (reader.draft.base > 0 and not begun)


def step(
    request: HttpRequest,
    reader: Reader,
    slug: str,
    addresses: Addresses,
    *,
    end: Callable[[HttpRequest], HttpResponse],
) -> HttpResponseBase:
    """Show it, or save it and go where the button says: next, back, save, or send on the last one.

    A screen that is not asked any more (a browser goes back to it) leads on to the first open one.
    """
    walk = walk_of(reader)
    screen = walk.screen(slug)
    if screen is None:
        return _not_asked(request, addresses.step(first_open(reader)))
    if request.method != "POST":
        return render(request, "intake/step.html", page(reader, walk, screen, addresses, fresh_tab()))
    go, mark = request.POST.get("go", "save"), _mark(request)
    try:
        saved = drafts.save(reader, walk, screen, request.POST, mark, done=go == "next")
    except WrittenElsewhere as elsewhere:
        return _conflict(request, reader, walk, screen, addresses, mark, elsewhere)
    except DraftClosed as closed:
        return _refused(request, str(closed))
    if saved.errors and go != "back":
        return _wrong(request, reader, walk, screen, addresses, mark, saved)
    return _go_on(request, reader, screen, addresses, go, saved, end)


def _not_asked(request: HttpRequest, on: str) -> HttpResponseBase:
    if not wants_json(request):
        return redirect(on)
    if request.POST.get("go", "save") == "save":
        return JsonResponse({"error": "This page is not asked any more. Press Next to go on."}, status=404)
    return JsonResponse({"next": on})


def fresh_tab() -> str:
    return secrets.token_hex(8)


def _mark(request: HttpRequest) -> Mark:
    return Mark(request.POST.get("tab", "")[:32], _number(request, "seq"), _number(request, "base"))


def _number(request: HttpRequest, name: str) -> int:
    typed = request.POST.get(name, "")
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 17 else 0
    return min(number, LARGEST)


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _go_on(
    request: HttpRequest,
    reader: Reader,
    screen: Screen,
    addresses: Addresses,
    go: str,
    saved: drafts.Saved,
    end: Callable[[HttpRequest], HttpResponse],
) -> HttpResponseBase:
    walk = walk_of(reader)
    here = walk.screen(screen.slug)
    place = walk.place(here) if here else None
    if go == "next" and place and not place.after:
        return _send(request, reader, addresses, end)
    target = addresses.step(screen.slug)
    if go == "next" and place:
        alarming = screen.section.red_flags and drafts.is_alarming(saved.step.told)
        target = addresses.call(screen.slug) if alarming else addresses.step(place.after)
    elif go == "back" and place and place.before:
        target = addresses.step(place.before)
    if wants_json(request):
        told = {"saved_at": f"{clock.local(saved.step.saved_at):%H:%M}", "version": saved.step.version}
        return JsonResponse(told | ({"next": target} if go != "save" else {}))
    return redirect(target)


def _send(
    request: HttpRequest, reader: Reader, addresses: Addresses, end: Callable[[HttpRequest], HttpResponse]
) -> HttpResponseBase:
    try:
        submitting.submit(reader.draft, by=reader.staff)
    except submitting.NotFinished as unfinished:
        target = f"{addresses.step(unfinished.screen)}?missing=1"
        return JsonResponse({"next": target}) if wants_json(request) else redirect(target)
    response = end(request)
    if not wants_json(request):
        return response
    answer = JsonResponse({"next": response["Location"]})
    answer.cookies.update(response.cookies)
    return answer


def _wrong(
    request: HttpRequest,
    reader: Reader,
    walk: Questionnaire,
    screen: Screen,
    addresses: Addresses,
    mark: Mark,
    saved: drafts.Saved,
) -> HttpResponseBase:
    if wants_json(request):
        told = {"saved_at": f"{clock.local(saved.step.saved_at):%H:%M}", "version": saved.step.version}
        return JsonResponse({"errors": saved.errors, **told}, status=NOT_PASSED)
    context = page(reader, walk, screen, addresses, mark.tab or fresh_tab(), saved=saved)
    return render(request, "intake/step.html", context, status=NOT_PASSED)


def _conflict(
    request: HttpRequest,
    reader: Reader,
    walk: Questionnaire,
    screen: Screen,
    addresses: Addresses,
    mark: Mark,
    elsewhere: WrittenElsewhere,
) -> HttpResponseBase:
    version = elsewhere.step.version
    if wants_json(request):
        return JsonResponse({"error": str(elsewhere), "version": version}, status=CONFLICT)
    typed = drafts.read_only(walk, screen, request.POST)
    typed.step.version = version
    context = page(reader, walk, screen, addresses, mark.tab or fresh_tab(), saved=typed)
    return render(request, "intake/step.html", {**context, "refusal": elsewhere}, status=CONFLICT)


def _refused(request: HttpRequest, sentence: str) -> HttpResponseBase:
    if wants_json(request):
        return JsonResponse({"error": sentence}, status=410)
    return render(request, "intake/ended.html", {"sentence": sentence}, status=410)


def call_first(request: HttpRequest, reader: Reader, slug: str, addresses: Addresses) -> HttpResponse:
    walk = walk_of(reader)
    screen = walk.screen(slug)
    if screen is None or not screen.section.red_flags:
        raise Http404
    context = {
        **around(reader),
        "frame": addresses.frame,
        "on": addresses.step(walk.place(screen).after),
        "back": addresses.step(slug),
        "staff": reader.staff,
    }
    return render(request, "intake/call_first.html", context)

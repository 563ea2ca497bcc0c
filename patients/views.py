"""People's pages: finding them, adding them, their record, who looked at it."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clinic import audit
from clinic.access import StaffRequest, allow
from clinic.models import Role
from clinic.toasts import toast
from patients import (
    alerts,
    finding,
    header,
    histories,
    lists,
    looks,
    register,
    screening,
    summary,
    tags,
    trend,
)
from patients import people as around
from patients.door import patient_for, refuse
from patients.for_booking import ForBooking
from patients.for_event import ForEvent
from patients.forms import PERSON, FindForm, PatientForm, TwinsForm
from patients.history_form import HistoryForm
from patients.intake import state as intake_state
from patients.intake import telling
from patients.likeness import EVERYONE
from patients.merging import numbers
from patients.merging.models import keeps_register
from patients.models import Patient

NOT_PASSED = 422
IN_THE_BOX = 10
reads_or_sends = require_http_methods(["GET", "HEAD", "POST"])


@allow(*Role)
@reads_or_sends
def list(request: StaffRequest) -> HttpResponse:  # noqa: A001  the page, its address and its template share the word
    """A search when words are sent; else those this person had open lately, and everyone from A to Z."""
    if request.method == "POST":
        return _searched(request, "patients/list.html")
    everyone = Patient.objects.visible_to(request.user)
    asked = lists.Asked.of(request.GET)
    people = asked.among(everyone)
    page = lists.page(people, after=request.GET.get("after", ""), letter=request.GET.get("letter", ""))
    recent = lists.opened_lately(everyone, request.user)
    shown = lists.with_visits([*page.people, *recent])
    audit.record("listed", by=request.user, ids=[person.pk for person in shown], fields=["contact"])
    context = {
        "page": page,
        "recent": recent,
        "letters": lists.LETTERS,
        "total": lists.total(people, asked),
        "asked": asked,
        "tags": tags.in_use(),
        "keeps_register": keeps_register(request.user),
    }
    return render(request, "patients/list.html", context)


@allow(*Role)
@require_POST
def find(request: StaffRequest) -> HttpResponse:
    """What the search box shows beneath it, for no words whom one had open lately; else a whole page."""
    if _by_htmx(request):
        return _searched(request, "patients/_find.html", at_most=IN_THE_BOX)
    return _searched(request, "patients/list.html")


def _searched(request: StaffRequest, template: str, *, at_most: int = finding.AT_MOST) -> HttpResponse:
    form = FindForm(request.POST)
    asked: dict[str, Any] = form.cleaned_data if form.is_valid() else {"words": "", "pick": False}
    lately = form.is_valid() and not asked["words"]
    people, hidden = _lately(request) if lately else _found(request, asked, at_most)
    said = "listed" if lately else "searched"
    audit.record(said, by=request.user, ids=[person.pk for person in people], fields=["contact"])
    more = len(people) >= at_most
    booking = ForBooking.of(request)
    context = {"people": people, "lately": lately, "more": more, "hidden": hidden, "form": form, **asked}
    return render(request, template, {**context, "booking": booking})


def _lately(request: StaffRequest) -> tuple[Sequence[Patient], int]:
    return lists.with_visits(lists.opened_lately(Patient.objects.visible_to(request.user), request.user)), 0


def _found(request: StaffRequest, asked: dict[str, Any], at_most: int) -> tuple[Sequence[Patient], int]:
    """Those that the words mean, and how many of them the archive hides unless it is asked for."""
    words, staff = asked["words"], request.user
    if asked.get("archived"):
        found, hidden = finding.search(words, staff=staff, among=EVERYONE)[:at_most], 0
    else:
        found, hidden = finding.search_apart(words, staff=staff, at_most=at_most)
    return lists.with_visits([*numbers.old(words, staff), *found]), hidden


@allow(*Role)
@reads_or_sends
def new(request: StaffRequest) -> HttpResponse:
    """Add a person, once it is clear that they are not here already; look only opens the form."""
    looks_only = "look" in request.POST
    typed = FindForm(request.POST).as_person if looks_only else {}
    form = PatientForm(None if looks_only else request.POST or None, initial=typed)
    booking, event = ForBooking.of(request), ForEvent.of(request)
    found: Sequence[Patient] = ()
    if form.is_valid():
        found = _twins(request, form.person)
        if {str(person.pk) for person in found} <= set(request.POST.getlist("twin")):
            return _added(request, form, booking, event)
    context = {"form": form, "twins": found, "booking": booking, "event": event}
    return render(request, "patients/new.html", context, status=NOT_PASSED if form.is_bound else 200)


def _added(
    request: StaffRequest, form: PatientForm, booking: ForBooking | None, event: ForEvent | None
) -> HttpResponse:
    patient = register.register(**form.person, key=form.cleaned_data["key"], by=request.user)
    toast(request, f"{patient} is added, number {patient.number}.", about=patient)
    if booking:
        return booking.go_on(patient.number)
    own = reverse("patients:detail", args=[patient.number])
    where = event.with_patient(patient.number) if event else own
    return HttpResponse(headers={"HX-Redirect": where}) if _by_htmx(request) else redirect(where)


@allow(*Role)
@require_POST
def twins(request: StaffRequest) -> HttpResponse:
    """People who may be the one being typed."""
    found = _twins(request, TwinsForm(request.POST).so_far)
    context = {"twins": found, "booking": ForBooking.of(request), "event": ForEvent.of(request)}
    return render(request, "patients/_twins.html", context)


def _twins(request: StaffRequest, typed: dict[str, Any]) -> Sequence[Patient]:
    fields = ("first_name", "last_name", "birth_on", "phone")
    found = lists.with_visits(
        finding.likely_twins(**{name: typed[name] for name in fields}, staff=request.user)
    )
    if found:
        audit.record("searched", by=request.user, ids=[person.pk for person in found], fields=["contact"])
    return found


@allow(*Role)
@require_GET
def detail(request: StaffRequest, number: int) -> HttpResponse:
    """One person on one page: what everyone may know, and for their care team the chart in brief."""
    patient = patient_for(request, number, **intake_state.facts())
    record = summary.of(
        patient, staff=request.user, chart_open=patient.chart_open, page=request.GET.get("page")
    )
    audit.record("opened", patient, by=request.user, fields=record.pop("fields"))
    context: dict[str, Any] = {
        **header.of_record(patient, request.user, record.pop("cautions")),
        "chart_open": patient.chart_open,
        "may_change_team": patient.in_team or request.user.has(Role.ADMIN),
        "merges": around.merges(patient, request.user),
        **around.around(patient),
        "intake": intake_state.known(patient),
        **record,
    }
    context["may_end"] = alerts.ones_to_end(context["alerts"], request.user)
    context["trend"] = trend.of(context["visits"].rows) if patient.chart_open else None
    return render(request, "patients/detail.html", context)


@allow(*Role)
@reads_or_sends
def edit(request: StaffRequest, number: int) -> HttpResponse:
    """Change contact and identity; whoever saves second sees both texts."""
    patient = patient_for(request, number)
    initial = {name: getattr(patient, name) for name in (*PERSON, "version")}
    form = PatientForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            changed = register.change(
                patient, form.cleaned_data["version"] or 0, **form.person, by=request.user
            )
            toast(request, f"{changed} is saved.", about=changed)
            return redirect("patients:detail", number)
        except register.ChangedMeanwhile as refusal:
            return _both_texts(request, patient, refusal)
    audit.record("opened", patient, by=request.user, fields=["contact"])
    context = {**_edited(request, patient), "form": form}
    return render(request, "patients/edit.html", context, status=NOT_PASSED if form.is_bound else 200)


def _edited(request: StaffRequest, patient: Patient) -> dict[str, Any]:
    above = header.of_record(patient, request.user, header.cautions_for(patient))
    return {**above, **around.cards(patient, request.user)}


def _both_texts(request: StaffRequest, patient: Patient, refusal: register.ChangedMeanwhile) -> HttpResponse:
    form = PatientForm(initial={**refusal.merged, "version": refusal.current.version})
    audit.record("opened", patient, by=request.user, fields=["contact"])
    context = {
        **_edited(request, patient),
        "form": form,
        "refusal": refusal,
        "clashes": [(_label(form, clash.name), clash) for clash in refusal.clashes],
    }
    return render(request, "patients/edit.html", context, status=409)


def _label(form: PatientForm, name: str) -> str:
    return str(form.fields[name].label).removesuffix(" (optional)")


@allow(Role.THERAPIST, Role.ADMIN)
@reads_or_sends
def history(request: StaffRequest, number: int) -> HttpResponse:
    """The latest answers, and for therapists the form to give them anew; only where the chart is open."""
    if request.method == "POST" and not request.user.has(Role.THERAPIST):
        audit.record("refused", by=request.user, reason="history", outcome="refused")
        raise PermissionDenied
    patient = patient_for(request, number)
    if not patient.chart_open:
        refuse(request, patient)
    shown = screening.of(patient)
    latest = shown.history
    form = HistoryForm(request.POST or None, latest=latest)
    refusal = None
    if form.is_valid():
        try:
            return _answered(request, patient, form)
        except histories.AnsweredMeanwhile as newer:
            refusal = newer
    audit.record("opened", patient, by=request.user, fields=["history"])
    context = {
        **header.of_record(patient, request.user, shown),
        "form": form,
        "latest": latest,
        "told": telling.of(latest) if latest else None,
        "refusal": refusal,
        "versions": patient.histories.count(),
    }
    status = 409 if refusal else NOT_PASSED if form.is_bound else 200
    return render(request, "patients/history.html", context, status=status)


def _answered(request: StaffRequest, patient: Patient, form: HistoryForm) -> HttpResponse:
    said = form.cleaned_data
    histories.answer(patient, form.answers, said["reason_for_visit"], after=said["version"], by=request.user)
    toast(request, "The answers are saved as a new version.")
    return redirect("patients:history", patient.number)


@allow(Role.THERAPIST, Role.ADMIN)
@require_GET
def access(request: StaffRequest, number: int) -> HttpResponse:
    """Who looked: every event on this record, newest first; for the care team and admins."""
    patient = patient_for(request, number)
    if not request.user.has(Role.ADMIN) and not patient.chart_open:
        refuse(request, patient)
    audit.record("opened", patient, by=request.user, fields=["access"])
    page = Paginator(looks.of_record(patient.pk), 50).get_page(request.GET.get("page"))
    context = {
        **header.of_record(patient, request.user, header.cautions_for(patient)),
        "page": page,
        "heads": looks.HEADS,
        "looks": [looks.described(event) for event in page],
    }
    return render(request, "patients/access.html", context)


def _by_htmx(request: StaffRequest) -> bool:
    return "HX-Request" in request.headers

"""The schedule's pages: the day, one appointment, and what is done to it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from clinic import audit, clock
from clinic.access import StaffRequest, allow
from clinic.models import Role, Staff
from clinic.toasts import left, toast
from patients import alerts, screening
from patients.intake import state as intake_state
from scheduling import answers, board, booking, chronicle, next_steps, taking_back, versions, wording
from scheduling.answers import NOT_PASSED, done
from scheduling.boards import just_booked, live, pages
from scheduling.forms import REASONS, CancelForm, CancelSeriesForm, VersionForm
from scheduling.models import Appointment, MobileVisit, arranges
from scheduling.refusals import BookingRefused
from scheduling.series.changing import cancel_series
from scheduling.series.scope import Scope
from scheduling.taking_back import Deed
from scheduling.waiting.ranking import Gap, candidates


@allow(*Role)
@require_GET
def today(request: StaffRequest) -> HttpResponse:
    return redirect("scheduling:day", clock.today())


@allow(*Role)
@require_GET
def day(request: StaffRequest, day: date) -> HttpResponse:
    """The board, or the same as a table with ?view=list; an open one asks whether it is still true."""
    if other := pages.shown(request, day):
        return other
    mark = live.mark(day, day)
    if same := live.unchanged(request, mark):
        return same
    drawn = board.of(day, request.user)
    if not live.asks_again(request):
        just_booked.tell(request, drawn.appointments)
    patients = [one.patient_id for one in drawn.appointments]
    audit.record("listed", by=request.user, ids=patients, fields=["appointments"])
    listed = request.GET.get("view") == "list"
    context = {
        "board": drawn,
        "rows": drawn.cards(request.user) if listed else [],
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
        "is_today": drawn.now is not None,
        "may_hand_over": day >= clock.today() and arranges(request.user),
        "same_year": day.year == clock.today().year,
    }
    return live.answer(request, "scheduling/list.html" if listed else "scheduling/day.html", context, mark)


@allow(*Role)
@require_GET
def appointment(request: StaffRequest, pk: int) -> HttpResponse:
    held = find(request, pk)
    audit.record("opened", held, by=request.user)
    return show(request, held)


@allow(*Role)
@require_POST
def confirm(request: StaffRequest, pk: int) -> HttpResponse:
    return _act(request, pk, booking.confirm, "{who} is confirmed for {when}.", undo=False)


@allow(*Role)
@require_POST
def accept_request(request: StaffRequest, pk: int) -> HttpResponse:
    return _act(request, pk, booking.accept, "{who} is booked for {when}.", undo=False)


@allow(*Role)
@require_POST
def arrive(request: StaffRequest, pk: int) -> HttpResponse:
    return _act(request, pk, booking.arrive, "{who} has arrived.")


@allow(*Role)
@require_POST
def miss(request: StaffRequest, pk: int) -> HttpResponse:
    return _act(request, pk, booking.miss, "{who} is marked as a no-show.")


@allow(*Role)
@require_POST
def cancel(request: StaffRequest, pk: int) -> HttpResponse:
    form = CancelSeriesForm(request.POST)
    if form.is_valid() and form.cleaned_data["scope"] != Scope.ONE:
        return _cancel_several(request, pk, form.cleaned_data)
    return _act(request, pk, booking.cancel, "Cancelled: {who}, {when}.", form=CancelForm, then=_who_waits)


@allow(*Role)
@require_POST
def restore(request: StaffRequest, pk: int) -> HttpResponse:
    """Take back the last change; the version comes with the form, or with the address of a toast's undo."""
    return _act(request, pk, booking.restore, "Taken back: {who}, {stands}.", undo=False)


@allow(*Role)
@require_POST
def take_back(request: StaffRequest) -> HttpResponse:
    """Undo what was done to several visits in one go."""
    try:
        deed = taking_back.read(request.GET.get("deed", ""), request.user)
        visits = taking_back.take_back(deed, by=request.user)
    except BookingRefused as refusal:
        toast(request, str(refusal), level="refused")
        return redirect("scheduling:today")
    many = f"{len(visits)} visit{'s' if len(visits) != 1 else ''}"
    toast(request, f"Taken back: {many}, as before.")
    return redirect("scheduling:day", min(one.day for one in visits) if visits else clock.today())


def _who_waits(request: StaffRequest, gone: Appointment) -> HttpResponse:
    """To those whom the place would suit; where there are none, to the board."""
    suits = not gone.chair_day_id and gone.starts_at > clock.now() and candidates(Gap.left_by(gone))
    return redirect("scheduling:who_waits", gone.pk) if suits else _board(request, gone)


def _board(request: StaffRequest, now: Appointment) -> HttpResponse:
    """To the board of its day, or to the event's list that it stands on."""
    if now.chair_day_id:
        return answers.go(request, reverse("scheduling:chair_day", args=[now.chair_day_id]))
    return done(request, now)


def _cancel_several(request: StaffRequest, pk: int, said: dict[str, Any]) -> HttpResponse:
    held = find(request, pk)
    try:
        gone = cancel_series(appointment=held, **said, by=request.user)
    except BookingRefused as refusal:
        return show(request, find(request, pk), str(refusal))
    many = f"{len(gone)} visits" if len(gone) > 1 else wording.moment(held.starts_at)
    undo = answers.undo(request, Deed.to(gone))
    toast(request, f"Cancelled: {held.patient}, {many}.", about=held.patient, undo=undo)
    return done(request, held)


def find(request: StaffRequest, pk: int) -> Appointment:
    """The row with all that its panel names; not found where there is none for this person."""
    people_and_places = ("patient", "therapist", "room__location", "chair_day", "service", "booked_by")
    return get_object_or_404(
        Appointment.objects.visible_to(request.user).with_visits().select_related(*people_and_places), pk=pk
    )


def show(request: StaffRequest, held: Appointment, complaint: str = "") -> HttpResponse:
    """The appointment's panel, or page, with the next sensible action first."""
    return render(
        request,
        "scheduling/appointment.html",
        {
            "appointment": held,
            "reasons": REASONS,
            "complaint": complaint,
            "alerts": alerts.shown_to(held.patient, request.user),
            "ask_first": _ask_first(held),
            "intake": intake_state.of(held.patient),
            "entries": chronicle.of(held),
            "trip": _trip(held, request.user),
            **next_steps.of(held, request.user),
            "undo": _undo(request, held),
        },
        status=NOT_PASSED if complaint else 200,
    )


def _trip(held: Appointment, viewer: Staff) -> MobileVisit | None:
    """Where a mobile visit goes, for those whom its address concerns."""
    if not held.is_away:
        return None
    rows = MobileVisit.objects.visible_to(viewer).select_related("zone", "address_by", "settled_by")
    return rows.filter(appointment=held).first()


def _undo(request: StaffRequest, held: Appointment) -> str:
    """The address at which this person's own last change of it is taken back, while its minute lasts."""
    kept = left(request)
    mine = kept and kept.url.startswith(reverse("scheduling:restore", args=[held.pk]))
    return kept.url if kept and mine else ""


def _ask_first(held: Appointment) -> bool:
    """Whether a caution may forbid the visit: all that the desk learns of it."""
    to_come = held.day >= clock.today() and not held.has_visit
    return to_come and bool(screening.of(held.patient, on=held.day).forbids)


def _act(
    request: StaffRequest,
    pk: int,
    verb: Callable[..., Appointment],
    words: str,
    *,
    form: type[VersionForm] = VersionForm,
    undo: bool = True,
    then: Callable[[StaffRequest, Appointment], HttpResponse] = _board,
) -> HttpResponse:
    """Do it and go on; a refusal shows the appointment as it is now, with the sentence on top."""
    held = find(request, pk)
    said = form({**request.GET.dict(), **request.POST.dict()})
    if not said.is_valid():
        return show(request, held, " ".join(str(one) for errors in said.errors.values() for one in errors))
    try:
        now = verb(appointment=held, **said.cleaned_data, by=request.user)
    except BookingRefused as refusal:
        return show(request, find(request, pk), str(refusal))
    when, stands = wording.moment(now.starts_at), versions.in_words(now)
    back = f"{reverse('scheduling:restore', args=[pk])}?version={now.version}" if undo else None
    said_back = words.format(who=now.patient, when=when, stands=stands)
    toast(request, said_back, about=now.patient, undo=back)
    return then(request, now)

"""Photos of a posture: adding one with consent, its landmarks, its bytes, and the end of the consent."""

from uuid import uuid4

from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clinic import audit, clock
from clinic.access import StaffRequest, allow
from clinic.models import Role
from clinic.refusals import Refused
from clinic.toasts import toast
from patients.files import storage
from patients.models import PostureLandmark, PostureNote, PosturePhoto
from patients.posture import assessing, measuring, overlay, photos
from patients.posture.forms import MarkForm, PhotoForm
from patients.posture.pages import error, note_for, page, photo_for, wants_json

ENDINGS = {"image/jpeg": "jpg", "image/png": "png"}
LOCKED = "default-src 'none'; sandbox; frame-ancestors 'none'"
TAP_WIDTH = 360


@allow(Role.THERAPIST)
@require_http_methods(["GET", "HEAD", "POST"])
def posture_photos(request: StaffRequest, number: int, note: int) -> HttpResponse:
    """The photos of an assessment, and for its author the form to add one."""
    found = note_for(request, number, note)
    agreed_by = str(found.patient)
    initial = {"agreed_by": agreed_by, "agreed_on": clock.today(), "key": uuid4(), "view": "left"}
    form = PhotoForm(request.POST or None, request.FILES or None, initial=initial)
    if form.is_valid():
        about = {name: value for name, value in form.cleaned_data.items() if name not in ("photo", "agreed")}
        try:
            photo = photos.add(found, form.cleaned_data["photo"], **about, by=request.user)
            toast(request, "The photo is kept. Set the landmarks on it.")
            return redirect("patients:posture_photo", number, photo.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    audit.record("opened", found, by=request.user, fields=["photos"])
    context = {
        "note": found,
        "photos": found.photos.standing().select_related("added_by").order_by("view"),
        "withdrawn": found.photos.filter(withdrawn_at__isnull=False).select_related("withdrawn_by"),
        "form": form,
        "may_write": assessing.may_write(found, request.user),
    }
    return page(request, "photos", found.patient, context, status=422 if form.is_bound else 200)


@allow(Role.THERAPIST, Role.ADMIN)
@require_GET
def posture_photo(request: StaffRequest, number: int, photo: int) -> HttpResponse:
    """One photo with its landmarks, the plumb line and the angles."""
    found = photo_for(request, number, photo)
    audit.record("opened", found, by=request.user)
    shown = overlay.shown(found)
    context = {
        "photo": found,
        "note": found.note,
        "shown": shown,
        "marks": marks(found, shown),
        "width": round(found.aspect * 1000),
        "tap_width": TAP_WIDTH,
        "data": {
            "url": request.path + "landmarks/",
            "aspect": found.aspect,
            "marks": [list(mark) for mark in marks(found, shown)],
        },
        "may_write": assessing.may_write(found.note, request.user),
    }
    return page(request, "photo", found.note.patient, context)


def marks(photo: PosturePhoto, shown: overlay.Shown) -> list[tuple[str, str, float | None, float | None]]:
    """Every landmark of the view: name, label, and where it is set."""
    return [
        (name, PostureLandmark.Name(name).label, *(shown.spots.get(name) or (None, None)))
        for name in measuring.names(photo.view)
    ]


@allow(Role.THERAPIST, Role.ADMIN)
@require_GET
def posture_image(request: StaffRequest, number: int, photo: int) -> HttpResponseBase:
    """The photo itself: shown on our own pages, kept nowhere, and no page of its own."""
    found = photo_for(request, number, photo)
    try:
        content = storage.read(found.file)
    except storage.StoreAway as error:
        raise Http404 from error
    audit.record("opened", found, by=request.user, fields=["image"])
    response = HttpResponse(content, content_type=found.content_type)
    response["Content-Disposition"] = f'inline; filename="photo.{ENDINGS[found.content_type]}"'
    response["Content-Security-Policy"] = LOCKED
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "no-store, private"
    return response


@allow(Role.THERAPIST)
@require_POST
def posture_landmarks(request: StaffRequest, number: int, photo: int) -> HttpResponseBase:
    """Set, move or take away one landmark; answers with what can be measured now."""
    found = photo_for(request, number, photo)
    form = MarkForm(request.POST, view=found.view, aspect=found.aspect)
    if not form.is_valid():
        sentence = str(next(iter(form.errors.values()))[0])
        return _refused(request, found, sentence, 422)
    try:
        photos.mark(found, form.cleaned_data["name"], form.spot(), by=request.user)
    except Refused as refusal:
        return _refused(request, found, str(refusal), 409)
    if not wants_json(request):
        return redirect("patients:posture_photo", number, photo)
    shown = overlay.shown(photo_for(request, number, photo))
    figures = [{"label": one.label, "words": one.words, "meaning": one.meaning} for one in shown.figures]
    saved_at = f"{clock.local(clock.now()):%H:%M}"
    return JsonResponse(
        {"figures": figures, "lines": [[*line] for line in shown.lines], "saved_at": saved_at}
    )


@allow(Role.THERAPIST)
@require_POST
def posture_withdraw(request: StaffRequest, number: int, photo: int) -> HttpResponse:
    """The consent has ended: from now on nobody sees the photo."""
    found = photo_for(request, number, photo)
    photos.withdraw(found, by=request.user)
    toast(request, "The consent is withdrawn and the photo is hidden.")
    return redirect("patients:posture_note", number, found.note_id)


def _refused(request: StaffRequest, photo: PosturePhoto, sentence: str, status: int) -> HttpResponseBase:
    if wants_json(request):
        return error(sentence, status)
    toast(request, sentence, level="refused")
    note: PostureNote = photo.note
    return redirect("patients:posture_photo", note.patient.number, photo.pk)

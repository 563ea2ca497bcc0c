"""Photos of a posture: kept with consent, measured by landmarks, hidden once the consent is withdrawn."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from clinic import audit, clock
from clinic.models import Staff
from clinic.refusals import Refused
from clinic.transactions import verb
from patients.files import storage
from patients.files.cleaning import Cleaned, Upload, clean_image
from patients.models import PostureLandmark, PostureNote, PosturePhoto
from patients.posture import measuring
from patients.posture.angles import Spot, Spots
from patients.posture.assessing import hold


class PhotoRefused(Refused):
    """Why a photo is not kept, or a landmark not set."""


def add(
    note: PostureNote,
    upload: Upload,
    *,
    view: str,
    agreed_by: str,
    agreed_on: date,
    scope: str,
    key: UUID,
    by: Staff,
) -> PosturePhoto:
    """Clean the photo, store it under a random name and keep who agreed; one photo stands for each view.

    Raises Unreadable for what is no JPEG or PNG.
    """
    if known := PosturePhoto.objects.filter(key=key, note=note).first():
        return known
    cleaned = clean_image(upload)
    with storage.kept(cleaned.content) as (name,):
        about = {"view": view, "agreed_by": agreed_by, "agreed_on": agreed_on, "scope": scope, "key": key}
        return keep(note, cleaned, name, by=by, **about)


@verb
def keep(note: PostureNote, cleaned: Cleaned, name: str, *, by: Staff, **about: object) -> PosturePhoto:
    """The row for a photo that is stored already; about: view and consent."""
    held = hold(note, by)
    if about["agreed_on"] > clock.today():  # type: ignore[operator]
        raise PhotoRefused("Consent is given before the photo is taken: choose today or an earlier day.")
    if held.photos.standing().filter(view=about["view"]).exists():
        raise PhotoRefused(
            "This view has a photo already. Withdraw that one first, or begin a new assessment."
        )
    photo = PosturePhoto.objects.create(
        note=held,
        file=name,
        content_type=cleaned.content_type,
        width=cleaned.width,
        height=cleaned.height,
        added_by=by,
        added_at=clock.now(),
        **about,
    )
    held.save_now()
    audit.record("photographed", photo, by=by)
    return photo


@verb
def mark(photo: PosturePhoto, name: str, spot: Spot | None, *, by: Staff) -> None:
    """Set a landmark, move it, or with None take it away; as fractions of the photo, 0-1."""
    held = hold(photo.note, by)
    if photo.withdrawn_at:
        raise PhotoRefused("The consent to this photo was withdrawn.")
    if name not in measuring.names(photo.view):
        raise PhotoRefused("This landmark is not seen in this view.")
    if spot is None:
        photo.landmarks.filter(name=name).delete()
    else:
        if not (0 <= spot.x <= 1 and 0 <= spot.y <= 1):
            raise PhotoRefused("A landmark lies on the photo.")
        x, y = (Decimal(f"{part:.4f}") for part in spot)
        PostureLandmark.objects.update_or_create(photo=photo, name=name, defaults={"x": x, "y": y})
    held.save_now()
    audit.record("changed", photo, by=by, fields=["landmarks"])


@verb
def withdraw(photo: PosturePhoto, *, by: Staff) -> PosturePhoto:
    """Show the photo to nobody any more; the record of the consent and of its end stays."""
    held = PosturePhoto.objects.select_for_update(no_key=True, of=("self",)).get(pk=photo.pk)
    if held.withdrawn_at:
        return held
    held.withdrawn_at, held.withdrawn_by = clock.now(), by
    held.save(update_fields=["withdrawn_at", "withdrawn_by"])
    audit.record("photo consent withdrawn", held, by=by)
    return held


def spots(photo: PosturePhoto) -> Spots:
    return {mark.name: Spot(float(mark.x), float(mark.y)) for mark in photo.landmarks.all()}

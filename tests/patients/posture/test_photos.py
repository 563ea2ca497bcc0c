"""Photos of a posture: only with consent, only for the care team, and hidden when the consent ends."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from clinic import clock
from patients.files import storage
from patients.models import PostureLandmark, PosturePhoto
from patients.posture import overlay, photos
from patients.posture.angles import Spot
from patients.posture.assessing import NoteClosed
from tests import make
from tests.patients.posture.test_pages import JSON, at
from tests.patients.test_pages import signed_in

pytestmark = pytest.mark.django_db
KEY = "6f6e7c1e-0d4e-4a57-9f0e-7a0d6d2f8f11"
SPOTS = {"ear": (0.4, 0.1), "c7": (0.5, 0.2), "ankle": (0.5, 0.9), "hip": (0.5, 0.5)}


def camera(content=None, name="../../me.php"):
    """A photo as a phone takes it: lying on its side, with place and device written into it."""
    if content is None:
        image, out = Image.new("RGB", (80, 40), "peru"), BytesIO()
        exif = image.getexif()
        exif[0x0112], exif[0x010F] = 6, "canaryphone"
        image.save(out, "JPEG", exif=exif)
        content = out.getvalue()
    return SimpleUploadedFile(name, content, "image/jpeg")


def consent(**fields):
    agreed = {
        "agreed": "on",
        "agreed_by": "Helen Vasquez",
        "agreed_on": str(clock.today()),
        "scope": "record",
    }
    return {"view": "left", "key": KEY, "photo": camera(), **agreed, **fields}


def the(photo, page):
    return reverse(f"patients:posture_{page}", args=[photo.note.patient.number, photo.pk])


def test_a_photo_is_kept_upright_without_what_the_camera_wrote_and_only_once(client, note):
    for _ in range(2):
        added = client.post(at(note, "photos"), consent())
    photo = PosturePhoto.objects.get()
    image = client.get(the(photo, "image"))
    shown = Image.open(BytesIO(image.getvalue()))

    assert added["Location"] == the(photo, "photo")
    assert (shown.size, photo.width, photo.height) == ((40, 80), 40, 80)
    assert not shown.getexif()
    assert "me" not in photo.file.split("/")[-1]
    assert (image["Content-Type"], image["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert image["Content-Disposition"] == 'inline; filename="photo.jpg"'
    assert "sandbox" in image["Content-Security-Policy"]
    assert "no-store" in image["Cache-Control"]


@pytest.mark.parametrize(
    "fields",
    [
        {"agreed": ""}, {"agreed_by": " "}, {"agreed_on": "2026-11-25"}, {"agreed_on": "2026-02-30"},
        {"scope": "press"}, {"view": "above"}, {"key": "x"}, {"agreed_by": "\x00"}, {"photo": ""},
        {"photo": camera(b"<svg onload=alert(1)>")}, {"photo": camera(b"GIF89a<script>")},
        {"photo": camera(b"\xff\xd8\xff")},
    ],
    ids=str,
)  # fmt: skip
def test_without_consent_or_without_a_picture_nothing_is_kept(client, note, fields):
    answer = client.post(at(note, "photos"), consent(**fields))

    assert answer.status_code == 422
    assert not PosturePhoto.objects.exists()


def test_a_second_photo_of_a_view_waits_for_the_first_ones_end(client, note):
    photo = make.posture_photo(note)
    assert "has a photo already" in client.post(at(note, "photos"), consent()).content.decode()
    client.post(the(photo, "withdraw"))
    assert client.post(at(note, "photos"), consent()).status_code == 302


def test_a_withdrawn_photo_is_shown_to_nobody_and_says_who_noted_it(client, note):
    photo = make.posture_photo(note)
    client.post(the(photo, "withdraw"))
    photo.refresh_from_db()

    assert photo.withdrawn_by == note.by
    assert [client.get(the(photo, page)).status_code for page in ("photo", "image")] == [404, 404]
    assert client.post(the(photo, "landmarks"), {"name": "ear", "x": "0.5", "y": "0.5"}).status_code == 404
    assert the(photo, "image") not in client.get(at(note, "note")).content.decode()
    assert "consent withdrawn on" in client.get(at(note, "photos")).content.decode()


def test_a_file_that_is_gone_and_a_stranger_get_the_same_answer(client, note):
    photo = make.posture_photo(note)
    for person in (make.therapist("Tomas"), make.admin()):
        assert signed_in(person).get(the(photo, "image")).status_code == 404
    storage.drop(photo.file)
    assert client.get(the(photo, "image")).status_code == 404


def test_landmarks_are_set_moved_taken_away_and_measured(client, note):
    photo = make.posture_photo(note, size=(600, 600))
    for name, (x, y) in SPOTS.items():
        told = client.post(the(photo, "landmarks"), {"name": name, "x": x, "y": y}, **JSON)
    figures = {figure["label"]: figure["words"] for figure in told.json()["figures"]}

    assert figures["Forward-head angle, at C7"] == "45.0°"
    assert figures["Ear from the plumb line"] == "12.5 %"
    assert figures["Trochanter from the plumb line"] == "0.0 %"
    assert [line[4] for line in told.json()["lines"]] == ["plumb", "angle", "level"]
    client.post(the(photo, "landmarks"), {"name": "c7", "x": "", "y": ""})
    assert photo.landmarks.count() == 3
    assert "Use it" not in client.get(at(note, "assess"), {"view": "left"}).content.decode()
    client.post(the(photo, "landmarks"), {"name": "c7", "at.x": "180", "at.y": "72", "width": "360"})
    assert (float(photo.landmarks.get(name="c7").x), float(photo.landmarks.get(name="c7").y)) == (0.5, 0.2)
    assert "On the photo 45.0°" in client.get(at(note, "assess"), {"view": "left"}).content.decode()


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "ear_left"}, {"name": "\x00"}, {"x": "1.01"}, {"y": "-0.1"}, {"x": "NaN"}, {"x": "1e999"},
        {"x": "0" * 5000 + "9"}, {"x": "٠"}, {"name": ""},
    ],
    ids=lambda fields: ascii(fields)[:40],
)  # fmt: skip
def test_a_landmark_of_another_view_or_off_the_photo_is_refused(client, note, fields):
    photo = make.posture_photo(note)
    for accept in ({}, JSON):
        answer = client.post(
            the(photo, "landmarks"), {"name": "ear", "x": "0.5", "y": "0.5", **fields}, **accept
        )
        assert answer.status_code in {302, 422}
    assert not PostureLandmark.objects.exists()


def test_the_next_day_a_photo_is_as_it_was(note, tuesday):
    photo = make.posture_photo(note)
    tuesday.shift(timedelta(days=1))
    with pytest.raises(NoteClosed):
        photos.mark(photo, "ear", Spot(0.5, 0.5), by=note.by)
    with pytest.raises(NoteClosed):
        make.posture_photo(note, "right")


def test_over_each_other_ear_and_ankle_stand_as_high(client, note, tuesday):
    first = make.posture_photo(note, size=(500, 1000))
    tuesday.shift(timedelta(hours=1))
    later = make.posture_note(note.patient, note.by)
    second = make.posture_photo(later, size=(500, 500))
    for photo, ear, ankle in ((first, (0.5, 0.1), (0.5, 0.9)), (second, (0.4, 0.2), (0.5, 0.6))):
        photos.mark(photo, "ear", Spot(*ear), by=note.by)
        photos.mark(photo, "ankle", Spot(*ankle), by=note.by)

    (pair,) = overlay.pairs(note, later)

    assert pair.aligned
    assert (pair.height, pair.y) == (500, 150)
    assert pair.y + 0.9 * pair.height == 600
    assert pair.x + 0.5 * pair.width == 500
    compared = client.get(reverse("patients:posture_compare", args=[note.patient.number]))
    assert "brought to one height" in compared.content.decode()

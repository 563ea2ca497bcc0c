"""A patient's documents: who sees, adds, describes, removes and takes them home."""

import re
import uuid
from io import BytesIO
from itertools import cycle

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.urls import reverse
from PIL import Image

from clinic.models import AuditEvent
from patients.files import apart, cleaning, documents
from patients.models import Document
from tests import make
from tests.patients.files import hostile
from tests.patients.test_pages import signed_in

pytestmark = pytest.mark.django_db
CLINICAL, EVERYONE = Document.Audience.CLINICAL, Document.Audience.EVERYONE
# Names as people, cameras and enemies give them.
NAMES = [
    "letter.pdf", "photo.JPG", "x", "a.b.c.png", "../../etc/passwd", "..\\..\\boot.ini", "/abs.jpg", "CON",
    ".htaccess", "ﷺ.png", "naïve\u0301.png", "emoji 👩.jpg", "right\u202eto-left.gpj.exe", "nul\x00byte.png",
    "a" * 250 + ".jpg", "<script>alert(1)</script>.png", "'; DROP TABLE patients_document; --.jpg",
    "=cmd|' /C calc'!A0.pdf", "page.svg", "index.html", "archive.zip",
]  # fmt: skip
TYPES = ["image/jpeg", "application/pdf", "image/svg+xml", "text/html", "nonsense"]


@pytest.fixture(autouse=True)
def here(monkeypatch):
    """Cleaned in this process, which is quicker."""
    monkeypatch.setattr(cleaning, "_read_apart", apart.read)


@pytest.fixture
def joan():
    return make.front_desk()


def url(name, patient, *keys):
    return reverse(f"patients:{name}", args=[patient.number, *keys])


def sent(content=None, name="photo.jpg", content_type="image/jpeg", **said):
    file = SimpleUploadedFile(name, hostile.picture() if content is None else content, content_type)
    return {"file": file, "kind": "photo", "audience": "clinical", "key": str(uuid.uuid4()), **said}


def files():
    return set(default_storage.names())


def test_a_therapist_adds_one_and_finds_it_listed_with_a_picture(maya, helen):
    client = signed_in(maya)
    client.post(url("documents", helen), sent(hostile.photo(), title="Left  shoulder", taken_on="2026-11-01"))

    added = helen.documents.get()
    page = client.get(url("documents", helen)).content.decode()
    small = client.get(url("document_thumbnail", helen, added.pk))
    assert (added.title, added.content_type, added.audience) == ("Left shoulder", "image/jpeg", CLINICAL)
    assert "Left shoulder" in page
    assert "dated 1 Nov 2026" in page
    assert url("document_thumbnail", helen, added.pk) in page
    assert Image.open(BytesIO(small.content)).size == (60, 40)
    assert AuditEvent.objects.filter(action="document added", patient_id=helen.pk).count() == 1


def test_the_file_goes_out_to_be_saved_and_never_to_be_shown(maya, helen):
    client = signed_in(maya)
    client.post(url("documents", helen), sent(hostile.photo(), name="Helen Vasquez.jpg"))
    added = helen.documents.get()

    answer = client.get(url("document_file", helen, added.pk))

    assert answer["Content-Disposition"] == f'attachment; filename="photo-{added.pk}.jpg"'
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"] == "no-store"
    assert hostile.SECRET not in answer.content
    assert answer.content == documents.content(added)
    assert AuditEvent.objects.filter(action="exported", object_id=added.pk, patient_id=helen.pk).exists()


def test_no_name_and_no_announced_type_changes_what_is_kept(maya, helen):
    client = signed_in(maya)
    for name, content_type in zip(NAMES, cycle(TYPES)):
        answer = client.post(url("documents", helen), sent(name=name, content_type=content_type))
        assert answer.status_code == 302, name
    for kept in helen.documents.all():
        assert kept.content_type == "image/jpeg"
        assert 0 < len(kept.title) <= 120
        assert re.fullmatch(r"[0-9a-f]{2}/[0-9a-f]{32}", kept.stored)
    assert helen.documents.count() == len(NAMES)


@pytest.mark.parametrize(
    "said",
    [
        {"content": hostile.NOT_PICTURES["svg"], "name": "a.png"},
        {"content": hostile.NOT_PICTURES["html"], "name": "a.jpg"},
        {"content": hostile.NOT_PICTURES["zip"], "name": "a.pdf"},
        {"content": b""},
        {"content": hostile.png_header(60_000, 60_000)},
        {"content": hostile.escaped()},
        {"file": "not a file"},
        {"title": "x" * 121},
        {"title": "a\u202eb"},
        {"title": "a\x00b"},
        {"kind": "virus"},
        {"audience": "nobody"},
        {"taken_on": "2026-02-30"},
        {"taken_on": "9999-12-31"},
        {"taken_on": "2026-11-25"},
        {"key": "1"},
        {"key": ""},
    ],
)
def test_nonsense_is_answered_in_words_and_nothing_is_kept(maya, helen, said):
    before = files()
    form = sent(**{name: said[name] for name in said if name in {"content", "name"}})
    form |= {name: said[name] for name in said if name not in {"content", "name"}}

    answer = signed_in(maya).post(url("documents", helen), form)

    assert answer.status_code == 422
    assert said.get("key") is not None or "invalid-feedback" in answer.content.decode()
    assert not Document.objects.exists()
    assert files() == before


def test_a_script_is_told_in_json(maya, helen):
    client = signed_in(maya)
    wrong = client.post(url("documents", helen), sent(b"GIF89a"), headers={"accept": "application/json"})
    right = client.post(url("documents", helen), sent(), headers={"accept": "application/json"})

    assert (wrong.status_code, right.status_code) == (422, 201)
    assert wrong.json()["error"].startswith("Only JPEG and PNG")
    assert right.json() == {"added": helen.documents.get().pk}


def test_a_body_longer_than_the_longest_upload_is_not_read(maya, helen, settings):
    settings.LARGEST_BODY = 1000
    answer = signed_in(maya).post(url("documents", helen), sent(hostile.picture(size=(200, 200))))

    assert answer.status_code == 413
    assert "up to 10 MB" in answer.content.decode()


def test_the_same_form_twice_adds_one_and_keeps_one_file(maya, helen):
    client, form = signed_in(maya), sent()
    before = files()
    for _ in range(2):
        form["file"].seek(0)
        client.post(url("documents", helen), form)
    form["file"].seek(0)
    elsewhere = client.post(url("documents", make.patient()), {**form, "audience": "everyone"})

    added = Document.objects.get()
    assert files() - before == {added.stored, added.thumbnail}
    assert elsewhere.status_code == 422


def test_no_file_stays_where_its_row_fails(maya, helen, monkeypatch):
    before = files()

    def full(*_arguments, **_options):
        assert files() > before
        raise IntegrityError

    monkeypatch.setattr(documents.audit, "record", full)
    with pytest.raises(IntegrityError):
        make.document(helen, maya)

    assert files() == before
    assert not Document.objects.exists()

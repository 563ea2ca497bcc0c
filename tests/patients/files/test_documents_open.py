"""Who sees, describes, removes and opens a patient's documents."""

import uuid

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clinic.models import AuditEvent, Clinic
from patients import care
from patients.files import documents
from patients.models import Document
from tests import make
from tests.patients.files.test_documents import EVERYONE, files, here, sent, url  # noqa: F401
from tests.patients.test_pages import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def joan():
    return make.front_desk()


def test_the_front_desk_sees_and_handles_those_for_everyone_only(joan, maya, helen):
    secret = make.document(helen, maya, "canarytitle")
    shared = make.document(helen, maya, "Insurance card", audience=EVERYONE)
    client = signed_in(joan)

    page = client.get(url("documents", helen)).content.decode()
    assert "Insurance card" in page
    assert "canarytitle" not in page
    for name in ("document", "document_file", "document_thumbnail"):
        assert client.get(url(name, helen, secret.pk)).status_code == 404
        assert client.get(url(name, helen, shared.pk)).status_code == 200
    assert client.post(url("remove_document", helen, secret.pk), {"why": "because"}).status_code == 404
    assert client.post(url("documents", helen), sent(audience="clinical")).status_code == 422
    assert client.post(url("documents", helen), sent(audience="everyone")).status_code == 302
    with pytest.raises(documents.DocumentRefused):
        make.document(helen, joan)


@pytest.mark.parametrize("who", ["therapist", "admin"])
def test_a_broken_glass_opens_the_clinical_ones_for_its_hour(maya, helen, who, tuesday):
    held, person = make.document(helen, maya, "canarytitle"), getattr(make, who)("Ines")
    client = signed_in(person)
    assert client.get(url("document_file", helen, held.pk)).status_code == 404
    care.break_glass(helen, reason="Covering for Maya today", by=person)
    assert client.get(url("document_file", helen, held.pk)).status_code == 200
    tuesday.shift(3600)
    assert client.get(url("document_file", helen, held.pk)).status_code == 404


def test_a_document_is_found_only_under_its_own_patient(maya, helen):
    held = make.document(helen, maya)
    other = make.patient()
    make.in_care_of(maya, other)
    for name in ("document", "document_file", "document_thumbnail"):
        assert signed_in(maya).get(url(name, other, held.pk)).status_code == 404


def test_describing_it_changes_the_list_and_not_the_file(maya, helen):
    held = make.document(helen, maya)
    client, address = signed_in(maya), url("document", helen, held.pk)
    said = {
        "title": "Discharge letter",
        "kind": "report",
        "audience": "everyone",
        "taken_on": "",
        "version": 1,
    }

    assert client.post(address, said).status_code == 302
    late = client.post(address, {**said, "title": "Mine instead"})

    now = helen.documents.get()
    assert (now.title, now.kind, now.audience, now.version) == ("Discharge letter", "report", EVERYONE, 2)
    assert (now.stored, now.sha256) == (held.stored, held.sha256)
    assert late.status_code == 409
    assert "Mine instead" in late.content.decode()
    assert "Saved first: <b>Discharge letter</b>" in late.content.decode()


def test_a_removed_one_is_off_the_list_with_a_reason_and_comes_back(maya, helen):
    held = make.document(helen, maya, "Wrong letter")
    client = signed_in(maya)
    assert client.post(url("remove_document", helen, held.pk), {"why": " "}).status_code == 422

    gone = client.post(url("remove_document", helen, held.pk), {"why": "Somebody else's"}, follow=True)
    removed = client.get(url("documents", helen) + "?kind=removed").content.decode()

    assert "data-undo" in gone.content.decode() or "Undo" in gone.content.decode()
    assert "doc-title" not in gone.content.decode()
    assert "Wrong letter" in removed
    assert "Somebody else" in removed
    assert held.stored in files()
    client.post(url("restore_document", helen, held.pk))
    assert "doc-title" in client.get(url("documents", helen)).content.decode()
    actions = AuditEvent.objects.filter(object_id=held.pk).values_list("action", flat=True)
    assert {"document removed", "document restored"} <= set(actions)


def test_a_file_that_is_not_as_it_was_is_not_given_out(maya, helen):
    held = make.document(helen, maya)
    with open(default_storage.path(held.stored), "ab") as file:  # noqa: PTH123
        file.write(b"more")
    answer = signed_in(maya).get(url("document_file", helen, held.pk))
    assert answer.status_code == 409
    assert "not as it was" in answer.content.decode()


def test_looking_at_thumbnails_leaves_a_line_unless_the_list_left_it(maya, helen):
    held, client = make.document(helen, maya), signed_in(maya)
    page = client.get(url("documents", helen)).content.decode()
    mark = page.split("seen=")[1].split('"')[0]

    def lines():
        return AuditEvent.objects.filter(object_id=held.pk, fields=["thumbnail"]).count()

    address = url("document_thumbnail", helen, held.pk)
    assert client.get(f"{address}?seen={mark}").status_code == 200
    assert lines() == 0
    assert client.get(f"{address}?seen={mark}x").status_code == 200
    assert lines() == 1
    other = make.therapist("Ines")
    make.in_care_of(other, helen)
    signed_in(other).get(f"{address}?seen={mark}")
    assert lines() == 2


def test_the_list_asks_the_same_for_three_and_for_forty(maya, helen):
    Clinic.current()
    client = signed_in(maya)

    def asked():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url("documents", helen)).status_code == 200
        return sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE")) for query in captured)

    for _ in range(3):
        one = make.document(helen, maya)
    few = asked()
    copies = [Document(**{**vars_of(one), "key": uuid.uuid4(), "stored": f"aa/{n}"}) for n in range(40)]
    Document.objects.bulk_create(copies)
    assert asked() == few <= 12


def vars_of(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.fields if field.name != "id"}


def test_the_list_goes_on_by_pages_and_by_kind(maya, helen):
    for n in range(26):
        make.document(helen, maya, f"Number {n:02}", kind="letter" if n % 2 else "report")
    client = signed_in(maya)
    first = client.get(url("documents", helen)).content.decode()
    older = first.split("before=")[1].split('"')[0]
    second = client.get(url("documents", helen) + f"?kind=&before={older}").content.decode()
    letters = client.get(url("documents", helen) + "?kind=letter").content.decode()

    assert first.count('class="doc-title"') == 24
    assert "Number 25" in first
    assert second.count('class="doc-title"') == 2
    assert "Number 00" in second
    assert letters.count('class="doc-title"') == 13
    for nonsense in ("?kind=x&before=9999999999999999999", "?kind=%00", "?after=abc", "?before=-1"):
        assert client.get(url("documents", helen) + nonsense).status_code == 200

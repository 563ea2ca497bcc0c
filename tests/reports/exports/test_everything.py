"""The archive of a clinic with a bit of everything: whole, readable, and in forms that others know."""

import json
import re
import zipfile
from hashlib import sha256

import pikepdf
import pytest
from django.core.files.storage import default_storage
from django.db import transaction
from fhir.resources.R4B import get_fhir_model_class
from icalendar import Calendar

from clinic import binding
from patients.files import storage
from reports.cells import original
from reports.exports import asking, locking, writing
from reports.exports.archive import problems
from reports.exports.models import Export
from reports.fhir import sources
from tests import make
from tests.reports.exports.scene import lines, taken, treated

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.sweep]


@pytest.fixture(autouse=True)
def apart(settings, tmp_path):
    settings.UNFINISHED_ROOT = tmp_path / "unfinished"


def valid(resources) -> None:
    """Each as HL7 has it, and nothing referred to that is not there."""
    for each in resources:
        get_fhir_model_class(each["resourceType"]).model_validate(each)
    there = {f"{each['resourceType']}/{each['id']}" for each in resources}
    assert set(re.findall(r'"reference": "([^"]+)"', json.dumps(resources))) <= there
    assert len(there) == len(resources)


def test_everything_is_in_it_and_verifies():
    with transaction.atomic():
        rosa = make.admin()
        _, helen = treated()
    archive = taken(rosa, Export.Kind.EVERYTHING)
    place = f"/{helen.number}/"

    assert list(problems(archive)) == []
    with zipfile.ZipFile(archive) as opened:
        rooms = {name.split("/")[0] for name in opened.namelist() if place in name}
        people = lines(opened.read("tables/patients/patient.csv"))
        (visit,) = Calendar.from_ical(opened.read("calendar/appointments.ics")).walk("VEVENT")
        told = [json.loads(line) for kind in sources.KINDS for line in opened.open(f"fhir/{kind}.ndjson")]
        readme = opened.read("README.txt").decode()
    assert "posture-photos/  those" in readme
    assert rooms == {"notes", "documents", "posture-photos"}
    assert [original(row["Last name"]) for row in people] == ["=Moss"]
    assert str(visit["summary"]).startswith("Helen =Moss, ")
    not_asked = {"AllergyIntolerance", "MedicationStatement", "Consent"}
    assert {each["resourceType"] for each in told} >= set(sources.KINDS) - not_asked
    valid(told)


def test_one_record_holds_one_patient_and_opens_with_its_password_only():
    with transaction.atomic():
        maya, helen = treated(2)
        other = make.signed(make.treatment_session(maya, make.at("07:00"))).patient
    about = {"patient": helen, "reason": "Asked for it", "recipient": "the patient"}
    archive = taken(maya, Export.Kind.RECORD, **about)

    assert list(problems(archive)) == []
    with zipfile.ZipFile(archive) as opened:
        everything = b"".join(opened.read(name) for name in opened.namelist() if not name.endswith(".pdf"))
        told = [each["resource"] for each in json.loads(opened.read("fhir/bundle.json"))["entry"]]
    valid(told)
    assert other.last_name.encode() not in everything.replace(helen.last_name.encode(), b"")
    assert [each["id"] for each in told if each["resourceType"] == "Patient"] == [str(helen.pk)]

    paper = locking.locked(archive, "a password of some length")
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(paper)
    with pikepdf.open(paper, password="a password of some length") as opened:
        assert opened.encryption.R == 6
        assert_readable(opened, f"Record of patient no. {helen.number}", papers=3)
        attached = {name: file.get_file().read_bytes() for name, file in opened.attachments.items()}
    sums = dict(reversed(line.split("  ")) for line in attached.pop("SHA256SUMS").decode().splitlines())
    assert "fhir-bundle.json" in sums
    assert sums == {name: sha256(content).hexdigest() for name, content in attached.items()}


@pytest.mark.parametrize("kind", [Export.Kind.EVERYTHING, Export.Kind.RECORD])
def test_a_file_that_is_lost_is_named_and_a_store_that_is_away_ends_the_work(kind, monkeypatch):
    with transaction.atomic():
        maya, helen = treated()
        maya.roles = [*maya.roles, "admin"]
        maya.save()
    document = helen.documents.get()
    default_storage.delete(document.stored)
    told = {"patient": helen, "reason": "Asked", "recipient": "the patient"}
    about = told if kind == Export.Kind.RECORD else {}

    with zipfile.ZipFile(taken(maya, kind, **about)) as opened:
        assert f"documents/{helen.number}/{document.file_name}" in opened.read("README.txt").decode()
    assert Export.objects.get().missing == 1
    monkeypatch.setattr(storage, "read", away)
    export = asking.ask(kind, {"again": True}, by=maya, **about)
    writing.write(export.pk)
    export.refresh_from_db()

    assert (export.state, "does not answer" in export.failed_why) == ("failed", True)


def away(name):
    raise storage.StoreAway


def assert_readable(paper: pikepdf.Pdf, title: str, *, papers: int) -> None:
    """Every page stands in the one tree of tags, and every cell of a table finds its heads."""
    tree = paper.Root.StructTreeRoot
    elements = list(binding._elements(tree.K))
    attributes = [said for one in elements for said in one.get("/A", ())]
    names = [str(one.ID) for one in elements if "/ID" in one]
    heads = {str(head) for said in attributes if "/Headers" in said for head in said.Headers}

    assert str(paper.docinfo.Title) == title
    assert (bool(paper.Root.MarkInfo.Marked), str(paper.Root.Lang)) == (True, "en-GB")
    assert str(paper.Root.Outlines.First.Title) == "Summary"
    assert [str(one.S) for one in elements].count("/H1") == papers
    assert heads
    assert heads <= set(names) == set(pikepdf.NameTree(tree.IDTree))
    assert len(names) == len(set(names))
    parents = pikepdf.NumberTree(tree.ParentTree)
    for page in paper.pages:
        tagged = {one.Pg.objgen for one in parents[int(page.obj.StructParents)] if "/Pg" in one}
        assert tagged == {page.obj.objgen}
    with paper.open_metadata() as said:
        assert said[binding.READABLE] == "1"


def test_what_goes_to_research_names_nobody_and_no_day():
    with transaction.atomic():
        rosa, maya = make.admin(), make.therapist("Maya")
        for hour in range(6):
            person = make.patient(f"Secret{hour} Name{hour}", birth_on="1980-02-03")
            session = make.treatment_session(maya, make.at(f"{hour + 1:02}:00"), patient=person)
            make.point(session, tenderness_before=7, after=2)
            make.signed(session, subjective="Woke at four")
    archive = taken(rosa, Export.Kind.RESEARCH)

    with zipfile.ZipFile(archive) as opened:
        text = b"".join(opened.read(name) for name in opened.namelist() if name != "README.txt").decode()
        rows = lines(opened.read("findings.csv"))
    assert list(problems(archive)) == []
    assert not re.search("Secret|Name|Woke|Maya|2026|1980", text)
    assert [row["tenderness_before"] for row in rows] == ["7"] * 6


def test_too_few_people_are_refused():
    with transaction.atomic():
        rosa = make.admin()
        treated()
    export = asking.ask(Export.Kind.RESEARCH, {}, by=rosa)
    writing.write(export.pk)

    assert "Fewer than 5" in Export.objects.get(pk=export.pk).failed_why

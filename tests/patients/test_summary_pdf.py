"""The summary as PDF: tagged, literal, for the care team, and in the log."""

import json
from io import BytesIO

import pikepdf
import pytest
import typst
from django.urls import reverse

from clinic import clock
from clinic.models import AuditEvent
from patients import summary_pdf
from patients.settling import deciding
from tests import make
from tests.patients.conftest import CANARY
from tests.patients.test_pages import signed_in

pytestmark = pytest.mark.django_db


def url(patient):
    return reverse("patients:summary", args=[patient.number])


def opened(patient):
    patient.chart_open = True
    return patient


def tagged(content):
    with pikepdf.open(BytesIO(content)) as pdf:
        return bool(pdf.Root.get("/MarkInfo", {}).get("/Marked", False)), str(pdf.docinfo["/Title"])


def test_it_is_a_tagged_pdf_to_take_along_and_the_log_says_who_took_it(maya, helen):
    answer = signed_in(maya).get(url(helen))

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="record-{helen.number}.pdf"'
    assert tagged(answer.content) == (True, "Summary of a record")
    assert AuditEvent.objects.filter(action="printed", patient_id=helen.pk, actor=maya).count() == 1


def test_a_decision_is_told_with_its_day_as_people_write_it(maya, helen):
    deciding.override(helen, "antiplatelet", reason="No bruises so far", until_on=clock.today(), by=maya)
    told = summary_pdf.told(opened(helen), staff=maya)

    assert any("Overridden until 24 Nov 2026" in caution["said"] for caution in told["cautions"])


def test_it_says_what_the_page_says(maya, helen):
    told = summary_pdf.told(opened(helen), staff=maya)

    assert told["name"] == "Helen Vasquez"
    assert told["printed"] == "Printed by Maya Lindqvist on 24 November 2026 at 08:00"
    assert {caution["kind"] for caution in told["cautions"]} >= {"modify"}
    assert told["points"][0][0].startswith("Left levator scapulae")
    assert told["points"][0][2:4] == ["7", "7"]
    assert told["note"]["plan"] == f"{CANARY} next"
    assert len(told["coming"]) == 1
    assert told["answers"]["reason"] == f"{CANARY} pain"
    assert [row[1] for row in told["answers"]["rows"]] == ["Unsure", "Yes"]


@pytest.mark.parametrize(
    "name", ['#panic("a")', "*b* _c_ $1$ <d>", "= heading", "\\", "#{", "Ñandú", "Наталья", "\u202aA"]
)
def test_a_name_is_printed_as_it_is_written(maya, helen, name):
    helen.first_name = name
    assert tagged(summary_pdf.drawn(opened(helen), staff=maya))[0]


def test_letters_without_a_font_are_told_on_the_sheet_instead_of_failing(maya, helen, monkeypatch):
    asked = []

    def compiled(_template, *, sys_inputs, pdf_standards=(), **_options):
        asked.append(json.loads(sys_inputs["data"])["unseen"])
        if pdf_standards:
            raise typst.TypstError("PDF/UA-1 error: the text could not be displayed with any font")
        return b"%PDF-"

    helen.first_name = "\u5f20"
    assert summary_pdf.drawn(opened(helen), staff=maya).startswith(b"%PDF-")
    monkeypatch.setattr(typst, "compile", compiled)
    summary_pdf.drawn(opened(helen), staff=maya)
    assert asked == [False, True]


def test_it_is_not_for_those_outside_the_care_team(helen):
    assert signed_in(make.front_desk()).get(url(helen)).status_code == 403
    for staff in (make.therapist("Ines"), make.admin()):
        assert signed_in(staff).get(url(helen)).status_code == 404
    assert not AuditEvent.objects.filter(action="printed").exists()


def test_somebody_nobody_knows_anything_about_has_a_sheet_too(maya):
    ada = make.patient()
    make.in_care_of(maya, ada)
    assert tagged(signed_in(maya).get(url(ada)).content)[0]

"""Every page of a clinic's day can be read and reached by everyone, in light and dark, on any screen."""

import pytest
from playwright.sync_api import expect

from patients.duplicates import suspects
from patients.models import Patient
from tests.browser import looks
from tests.browser.demo_clinic import helens_session, person

DAY = "/schedule/2026-11-24/"
THIS_MONTH = "?from=2026-11-01&to=2026-11-24"
BOARDS = [DAY, *(f"{DAY}?view={view}" for view in ("list", "rooms", "week", "3days", "month"))]
WIDE, TABLET, PHONE = 1440, 1180, 390


@pytest.mark.sweep
@pytest.mark.parametrize("one_in", [12, pytest.param(1, marks=pytest.mark.sweep)])
def test_every_page_is_fit_for_everyone(one_in, demo, open_window, signed_in_as, complaints, subtests):
    complaints.expect("status of 404")
    for name, pages in addresses().items():
        still = {"viewport": {"width": WIDE, "height": 900}, "reduced_motion": "reduce"}
        window = signed_in_as(person(name), "tablet", **still) if name else open_window("tablet", **still)
        for address in pages[::one_in]:
            with subtests.test(name=name, address=address):
                visit(window, address)
                assert not [*looks.faults(window.page), *looks.too_wide(window.page, WIDE, TABLET, PHONE)]
            window.page.set_viewport_size(still["viewport"])


def addresses() -> dict[str, list[str]]:
    """Whose day it is, and the pages they pass through; nobody's is the way in."""
    session = helens_session()
    helen = f"/patients/{session.patient.number}/"
    earlier = session.patient.treatment_sessions.signed().latest("started_at")
    to_come = session.patient.appointments.latest("starts_at")
    document = session.patient.documents.earliest("added_at")
    return {
        "": ["/sign-in/", "/forgotten/"],
        "joan": [
            *BOARDS, "/patients/", "/patients/new/", helen, f"{helen}edit/", "/nowhere/",
            f"{helen}documents/", f"{helen}timeline/", f"{helen}intake/", f"{helen}alerts/", side_by_side(),
            "/patients/duplicates/", f"/appointments/book/?patient={session.patient.number}",
            f"/appointments/{session.appointment_id}/", f"/appointments/{to_come.pk}/move/", f"{DAY}sheet/",
        ],
        "maya": [
            "/my-day/", "/unsigned/", helen, f"{helen}history/", f"/sessions/{earlier.pk}/", "/confirm/",
            "/muscles/", "/muscles/levator_scapulae/", "/muscles/from-pain/?zone=neck_angle.left",
            *of_the_record(session.patient),
            f"{helen}documents/", f"{helen}documents/{document.pk}/", f"{helen}timeline/",
            f"{helen}history/versions/", f"{helen}history/compare/",
            *of_the_visit(session), "/clinic/muscles/", "/me/calendar/", "/phrases/", "/protocols/",
        ],
        "rosa": [
            f"/reports/appointments/{THIS_MONTH}", f"/reports/appointments/{THIS_MONTH}&view=table",
            f"/reports/sessions/{THIS_MONTH}", "/audit/", f"{helen}access/", "/settings/questionnaire/",
            "/clinic/muscles/new/", "/schedule/import/", *of_the_house(session),
        ],
        "owen": ["/clinic/rules/antiplatelet/"],
    }  # fmt: skip


def of_the_house(session) -> list[str]:
    """Who may treat, and what is offered."""
    staff, service = session.therapist_id, session.appointment.service_id
    return [
        "/team/credentials/", f"/team/{staff}/credentials/", "/services/", f"/services/{service}/",
        "/clinic/", "/staff/", "/staff/new/", f"/staff/{staff}/",
    ]  # fmt: skip


def of_the_visit(session) -> list[str]:
    """The open session, and its points over the visits."""
    points = f"/patients/{session.patient.number}/points/"
    chart = f"/sessions/{session.pk}/chart/"
    return [
        f"{chart}#tab-prepare", f"{chart}#tab-map", f"{chart}#tab-note", f"{chart}#tab-sign",
        f"/sessions/{session.pk}/from-pain/",
        points, f"{points}?show=compare&as=overlay", f"{points}?show=heat",
    ]  # fmt: skip


def of_the_record(helen) -> list[str]:
    """What the care team reads and decides: posture, cautions, the questionnaire; and the rules behind it."""
    here = f"/patients/{helen.number}/"
    people = {one.last_name: one.number for one in Patient.objects.filter(last_name__in=["Osei", "Holm"])}
    first, _, last = helen.posture_notes.order_by("assessed_at").values_list("pk", flat=True)
    return [
        f"{here}posture/", f"{here}posture/compare/?from={first}&to={last}", f"{here}posture/{last}/",
        f"/patients/{people['Osei']}/cautions/", f"/patients/{people['Holm']}/", f"{here}today/",
        f"{here}intake/", f"{here}consents/", "/clinic/rules/", "/clinic/rules/antiplatelet/",
    ]  # fmt: skip


def side_by_side() -> str:
    """Two records that may be one person's."""
    pair = suspects("", staff=person("joan")).pairs[0]
    return f"/patients/merge/?one={pair.one.number}&other={pair.other.number}"


def visit(window, address):
    """And wait for what the page draws by itself."""
    window.page.goto(address)
    if window.page.locator("#map").count():
        expect(window.page.locator("#map[data-ready]")).to_be_attached()

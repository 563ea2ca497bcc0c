"""Every page of a clinic's day can be read and reached by everyone, in light and dark, on any screen."""

from playwright.sync_api import expect

from tests.browser import looks
from tests.browser.demo_clinic import helens_session, person

DAY = "/schedule/2026-11-24/"
THIS_MONTH = "?from=2026-11-01&to=2026-11-24"
WIDE, TABLET, PHONE = 1440, 1180, 390


def test_every_page_is_fit_for_everyone(demo, open_window, signed_in_as, complaints, subtests):
    complaints.expect("status of 404")
    for name, pages in addresses().items():
        still = {"viewport": {"width": WIDE, "height": 900}, "reduced_motion": "reduce"}
        window = signed_in_as(person(name), "tablet", **still) if name else open_window("tablet", **still)
        for address in pages:
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
    chart = f"/sessions/{session.pk}/chart/"
    return {
        "": ["/sign-in/"],
        "joan": [
            DAY, f"{DAY}?view=list", "/patients/", "/patients/new/", helen, f"{helen}edit/", "/nowhere/",
            f"{helen}documents/", f"{helen}timeline/",
            f"/appointments/book/?patient={session.patient.number}",
            f"/appointments/{session.appointment_id}/", f"/appointments/{to_come.pk}/move/",
        ],
        "maya": [
            "/my-day/", "/unsigned/", helen, f"{helen}history/", f"/sessions/{earlier.pk}/", "/confirm/",
            "/muscles/", "/muscles/levator_scapulae/", "/muscles/from-pain/?zone=neck_angle.left",
            f"{helen}posture/", f"{helen}posture/compare/",
            f"{helen}documents/", f"{helen}documents/{document.pk}/", f"{helen}timeline/",
            f"{helen}history/versions/", f"{helen}history/compare/",
            f"{helen}points/", f"{helen}points/?show=compare&as=overlay", f"{helen}points/?show=heat",
            f"/sessions/{session.pk}/from-pain/", "/clinic/muscles/",
            f"{chart}#tab-prepare", f"{chart}#tab-map", f"{chart}#tab-note", f"{chart}#tab-sign",
        ],
        "rosa": [
            f"/reports/appointments/{THIS_MONTH}", f"/reports/appointments/{THIS_MONTH}&view=table",
            f"/reports/sessions/{THIS_MONTH}", "/audit/", f"{helen}access/", "/clinic/muscles/new/",
        ],
    }  # fmt: skip


def visit(window, address):
    """And wait for what the page draws by itself."""
    window.page.goto(address)
    if window.page.locator("#map").count():
        expect(window.page.locator("#map[data-ready]")).to_be_attached()

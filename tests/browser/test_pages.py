"""Every page of a clinic's day can be read and reached by everyone, in the light and in the dark, on any screen."""

from playwright.sync_api import expect

from tests.browser import looks
from tests.browser.demo_clinic import demo, helens_session, person  # noqa: F401  demo is a fixture

DAY = "/schedule/2026-11-24/"
THIS_MONTH = "?from=2026-11-01&to=2026-11-24"


def addresses() -> dict[str, list[str]]:
    """Whose day it is, and the pages they pass through."""
    session = helens_session()
    helen = f"/patients/{session.patient.number}/"
    last = session.patient.treatment_sessions.signed().order_by("-started_at")[0]
    chart = f"/sessions/{session.pk}/chart/"
    to_come = session.patient.appointments.order_by("-starts_at")[0]
    visit = f"/appointments/{session.appointment_id}/"
    return {
        "joan": [
            DAY, f"{DAY}?view=list", "/patients/", "/patients/new/", helen, f"{helen}edit/", visit,
            f"/appointments/{to_come.pk}/move/", f"/appointments/book/?patient={session.patient.number}",
        ],
        "maya": [
            "/my-day/", "/unsigned/", helen, f"{helen}history/", f"/sessions/{last.pk}/",
            f"{chart}#tab-prepare", f"{chart}#tab-map", f"{chart}#tab-note", f"{chart}#tab-sign",
        ],
        "rosa": [
            f"/reports/appointments/{THIS_MONTH}", f"/reports/appointments/{THIS_MONTH}&view=table",
            f"/reports/sessions/{THIS_MONTH}", "/audit/", f"{helen}access/",
        ],
    }  # fmt: skip


def test_every_page_is_fit_for_everyone(demo, signed_in_as, subtests):  # noqa: F811
    for name, pages in addresses().items():
        window = signed_in_as(person(name), reduced_motion="reduce")
        for address in pages:
            with subtests.test(name=name, address=address):
                window.page.goto("about:blank")
                window.page.goto(address)
                settled(window)
                assert not list(looks.faults(window.page))


def test_no_page_scrolls_sideways(demo, signed_in_as, subtests):  # noqa: F811
    for name, pages in addresses().items():
        window = signed_in_as(person(name), "tablet")
        for address in pages:
            with subtests.test(name=name, address=address):
                window.page.goto("about:blank")
                window.page.goto(address)
                settled(window)
                assert not list(looks.too_wide(window.page, 1440, 1180, 390))


def settled(window):
    """Whatever the page draws by itself has been drawn."""
    if window.page.locator("#map").count():
        expect(window.page.locator("#map[data-ready]")).to_be_attached()

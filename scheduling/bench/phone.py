"""How soon the schedule stands on a slow phone: Chromium, its network and its processor slowed down.

The phone is Lighthouse's: 150 ms for a round trip, 1.6 Mbit a second down and 0.75 up, a processor at a
quarter of its speed. Each try has a browser that never was here, so that nothing comes from its cache.
"""

import os
import shutil
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from clinic.bench.figures import Times
from clinic.bench.ledger import Ledger
from clinic.bench.server import HOST
from scheduling.bench.desk import Desk, full_week

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SCREEN = {"width": 360, "height": 640}
NETWORK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
SLOWER = 4
WARM = 24  # connections, so that each of the four workers has drawn the page before a phone asks for it
SETTLED = 1500  # milliseconds after the page has loaded in which nothing larger appears
PAINTED = """() => new Promise(tell => {
    let shifted = 0;
    const add = list => list.getEntries().forEach(one => { shifted += one.hadRecentInput ? 0 : one.value; });
    new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
    new PerformanceObserver(list => setTimeout(tell, 100, [list.getEntries().at(-1).startTime, shifted]))
        .observe({ type: "largest-contentful-paint", buffered: true });
})"""


def measure(desk: Desk, tries: int, ledger: Ledger) -> None:
    """The largest contentful paint of the pages that a desk opens; nothing where there is no Chromium."""
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        program = None
    if not program:
        ledger.text("No Chromium here, or no Playwright: the slow phone was not measured.")
        return
    day = reverse("scheduling:day", args=[full_week()])
    pages = {
        "day, 64 visits": day,
        "week, 320 visits": f"{day}?view=week",
        "booking": reverse("scheduling:book"),
    }
    ledger.table("on a slow phone", "largest contentful paint, p50 / p95, ms", "layout shift")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for name, path in pages.items():
            for _ in range(WARM):
                desk.visitor.another().get(path)
            seen = [_opened(browser, desk, path) for _ in range(tries)]
            times, shifted = Times([paint for paint, _ in seen]), max(shift for _, shift in seen)
            ledger.row(name, f"{times.p50:.0f} / {times.p95:.0f}", f"{shifted:.3f}")
            ledger.goal(f"{name}: largest contentful paint, p95 in ms", times.p95, 2500)
        browser.close()


def _opened(browser: "Browser", desk: Desk, path: str) -> tuple[float, float]:
    """When the largest thing stood there, in milliseconds, and how far things moved about."""
    context = browser.new_context(viewport=SCREEN, has_touch=True)  # type: ignore[arg-type]
    at = f"http://{HOST}:{desk.visitor.port}"
    cookies: Any = [{"name": name, "value": value, "url": at} for name, value in desk.visitor.cookies.items()]
    context.add_cookies(cookies)
    page = context.new_page()
    told = context.new_cdp_session(page)
    told.send("Network.emulateNetworkConditions", NETWORK)
    told.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(at + path, wait_until="load", timeout=60_000)
    page.wait_for_timeout(SETTLED)
    paint, shifted = page.evaluate(PAINTED)
    context.close()
    return paint, shifted

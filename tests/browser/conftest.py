"""A clinic with its doors open: a server, the built front end, and a browser window for whoever comes in."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings as chosen
from django.core.management import call_command
from django.db import connection
from django.test.testcases import LiveServerThread
from playwright.sync_api import BrowserContext, expect
from pytest_django.live_server_helper import LiveServer

from clinic import clock
from clinic.models import Staff
from tests.browser import demo_clinic
from tests.browser.complaints import Complaints
from tests.browser.server import Server, open_for_requests
from tests.browser.window import Window
from tests.conftest import OWNER
from tests.sessions.browse import signed_in
from tools import frontend

# Milliseconds for what is seen to happen, however busy the machine; whoever sees it sooner waits no longer.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
NAMES = ("chromium", "chromium-browser", "google-chrome")
SCREENS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1440, "height": 900}},
    "tablet": {"viewport": {"width": 1180, "height": 820}, "has_touch": True, "device_scale_factor": 1},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True},
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.skip("There is no Chromium here; CHROMIUM=/path/to/it names one.")
    arguments = ["--disable-gpu", "--disable-background-networking", "--lang=en-GB"]
    # Chromium's sandbox does not work for root.
    arguments += ["--no-sandbox"] if os.geteuid() == 0 else []
    return {"executable_path": found, "args": arguments}


@pytest.fixture(scope="session")
def front_end() -> None:
    """Scripts and styles as they are now, where there are the means to build them; else as last built."""
    node = shutil.which("node")
    if not frontend.is_built() and node and (ROOT / "node_modules").is_dir():
        subprocess.run([node, "tools/build.mjs"], cwd=ROOT, check=True)
    if not (ROOT / "static" / "dist" / "session.js").exists():
        pytest.skip("The front end is not built; python3 run.py builds it.")


@pytest.fixture
def served(settings: Any) -> None:
    """Static files straight from their folders: what an earlier run collected may be old."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**chosen.STORAGES, "staticfiles": plain}


@pytest.fixture(scope="session")
def live_server() -> Iterator[LiveServer]:
    """pytest-django's, but on a few connections that are kept."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(LiveServerThread, "server_class", Server)
        server = LiveServer("localhost")
    yield server
    server.stop()


@pytest.fixture
def connected(transactional_db: None) -> Iterator[None]:
    """From before the first window opens until the last is closed."""
    with open_for_requests():
        yield


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    """What the browser says on its console; a test that leaves any there unexpected has failed."""
    heard = Complaints()
    yield heard
    assert not heard.unexpected


@pytest.fixture
def open_window(
    front_end: None,
    served: None,
    live_server: LiveServer,
    connected: None,
    new_context: Callable[..., BrowserContext],
    complaints: Any,
) -> Callable[..., Window]:
    """A window on the clinic, its clock standing at the clinic's; screen is one of SCREENS."""

    def opened(screen: str = "desktop", *, theme: str = "light", **options: Any) -> Window:
        profile = {**SCREENS[screen], **options}
        context = new_context(base_url=live_server.url, locale="en-GB", color_scheme=theme, **profile)
        context.set_default_timeout(PATIENCE)
        context.clock.set_fixed_time(clock.now())
        context.on("console", complaints.hear)
        context.on("weberror", complaints.hear_crash)
        return Window(context.new_page(), touch=bool(profile.get("has_touch")))

    return opened


@pytest.fixture
def signed_in_as(open_window: Callable[..., Window], live_server: LiveServer) -> Callable[..., Window]:
    """A window of somebody who signed in a moment ago."""

    def come_in(person: Staff, screen: str = "desktop", **options: Any) -> Window:
        window = open_window(screen, **options)
        cookie = signed_in(person).cookies[chosen.SESSION_COOKIE_NAME]
        kept = {"name": cookie.key, "value": cookie.value, "url": live_server.url}
        window.page.context.add_cookies([kept])
        return window

    return come_in


@pytest.fixture
def demo(transactional_db: None, settings: Any, tuesday: Any) -> None:
    """The demo clinic, at the moment it is furnished for; its clock stands still there."""
    settings.DEMO = True
    tuesday.move_to(demo_clinic.MOMENT, tick=False)
    call_command("demo", date=demo_clinic.TUESDAY)
    as_after_a_night()


def as_after_a_night() -> None:
    """What Postgres learns of its tables in the background, at once: only their owner may ask for it."""
    at = connection.settings_dict
    login = {"user": OWNER["USER"], "password": OWNER["PASSWORD"], "autocommit": True}
    with psycopg.connect(host=at["HOST"], port=at["PORT"], dbname=at["NAME"], **login) as owner:
        owner.execute("ANALYZE")


@pytest.fixture
def clock_says(tuesday: Any, new_context: Any) -> Callable[..., None]:
    """Move the clinic's clock, and that of the windows given."""

    def move(moment: datetime, *windows: Window) -> None:
        tuesday.move_to(moment)
        for window in windows:
            window.page.clock.set_fixed_time(moment)

    return move

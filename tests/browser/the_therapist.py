"""What a therapist does round one visit: prepares, charts, writes, signs, adds."""

from playwright.sync_api import Locator, expect

from sessions import body_map
from tests import make
from tests.browser.window import Window

NOTE = {
    "Subjective": "Headache from the neck on two days a week.",
    "Objective": "Rotation to the right 60 degrees.",
    "Assessment": "Trapezius leads.",
    "Plan": "Right side first next time.",
}


def asks_about_health(window: Window, question: str) -> None:
    """Answers one question of the history with yes, the rest with no."""
    window.press(window.link("Ask now"))
    window.press(window.page.get_by_role("group", name=question).get_by_label("Yes"))
    window.press(window.button("Save the answers"))


def starts(window: Window, name: str, *, caution: str) -> None:
    """From My day, having read what the patient's answers ask for."""
    window.press(window.link("My day"))
    expect(window.heading(name)).to_be_visible()
    expect(window.page.locator(".next-cautions")).to_contain_text(caution)
    window.press(window.button("Start the session"))
    expect(window.page.locator("#map[data-ready]")).to_be_visible()
    expect(window.page.locator(".topbar")).to_contain_text(caution)


def places(window: Window, muscle: str, code: str, side: str) -> None:
    """With a tap on the drawn body where the chart's teaching place is; says which muscle if it is asked."""
    place = body_map.canonical("tp-a", muscle, code, side)
    window.press_spot(*place)
    asked = window.page.locator(f'#pick [data-pick="{muscle}"]')
    point = window.page.locator("#points .point-row.on")
    expect(asked.or_(point).filter(visible=True).first).to_be_visible()
    if asked.is_visible():
        window.press(asked)
    expect(point).to_contain_text(code)


def scores(window: Window, *, before: int | None = None, after: int | None = None) -> None:
    for when, score in (("before", before), ("after", after)):
        if score is not None:
            key = scale(window, when).get_by_role("button", name=str(score), exact=True)
            window.press(key)
            expect(scale(window, when).locator("[aria-pressed=true]")).to_have_text(str(score))


def writes(window: Window, texts: dict[str, str]) -> None:
    window.press(window.link("Note", exact=True))
    for label, text in texts.items():
        window.field(label, exact=True).fill(text)
    window.page.keyboard.press("Tab")
    expect(saved(window)).to_contain_text("Saved ")


def signs(window: Window) -> None:
    """The password was given too long ago, so it is asked for once more."""
    window.press(window.link("Sign", exact=True))
    window.press(window.button("Sign the session"))
    window.field("Password of Maya").fill(make.PASSWORD)
    window.press(window.button("Confirm"))
    expect(window.page.get_by_label("Signature")).to_contain_text("Signed by Maya, 24 Nov 2026 at 10:50")


def cannot_change_it(window: Window) -> None:
    """The charting page of a signed session is its sheet: all text, nothing to write or score in."""
    for text in NOTE.values():
        expect(window.page.locator(".sheet")).to_contain_text(text)
    window.page.goto(f"{window.page.url.split('#')[0]}chart/")
    expect(window.page.get_by_label("Signature")).to_contain_text("Signed by")
    expect(window.page.locator("main textarea:visible, #editor button:enabled")).to_have_count(0)


def adds_to_it(window: Window, text: str) -> None:
    window.press(window.page.get_by_text("Add an addendum", exact=True))
    window.field("Why it is added").fill("Remembered later")
    window.page.get_by_role("textbox", name="Addendum", exact=True).fill(text)
    window.press(window.button("Add to the record"))
    expect(window.page.locator("#addenda li")).to_contain_text(text)


def scores_again(window: Window, code: str, *, was: int, now: int) -> None:
    """The point was carried over: dashed on the map, last time's score in the list, until it has today's."""
    expect(waiting_marks(window)).to_have_count(1)
    row = window.page.locator("#points .point-row", has_text=code)
    expect(row).to_contain_text(f"was {was}")
    window.press(row.get_by_role("button"))
    scores(window, before=now)
    expect(waiting_marks(window)).to_have_count(0)
    expect(saved(window)).to_contain_text("Saved ")


def scale(window: Window, when: str) -> Locator:
    return window.page.locator("#editor").get_by_role("group", name=f"Tenderness {when}")


def saved(window: Window) -> Locator:
    return window.page.locator("#saved")


def waiting_marks(window: Window) -> Locator:
    """Points of an earlier visit that nobody has scored today: drawn dashed."""
    return window.page.locator("#stage .mark:has(.dashed)")

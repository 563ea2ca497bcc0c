"""What a browser complains of: errors, and anything its security policy refused."""

from playwright.sync_api import ConsoleMessage, WebError

# A page that is left breaks off what it was asking; a request that failed says htmx:sendError besides.
BROKEN_OFF = ("htmx:afterRequest", "htmx:sendAbort")


class Complaints:
    """Errors and warnings of every window of a test, except those it said it would cause."""

    def __init__(self) -> None:
        self._heard: list[str] = []
        self._expected = [*BROKEN_OFF]

    def expect(self, words: str) -> None:
        """The test causes complaints that contain these words; they are not held against the page."""
        self._expected.append(words)

    def hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self._heard.append(f"{message.location.get('url', '')}: {message.text}")

    def hear_crash(self, crash: WebError) -> None:
        self._heard.append(f"{crash.page.url if crash.page else ''}: {crash.error}")

    @property
    def unexpected(self) -> list[str]:
        return [said for said in self._heard if not any(words in said for words in self._expected)]

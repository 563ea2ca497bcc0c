"""The chair-massage event that a walk-in is added for: its list opens again with them, at the same slot."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

DIGITS = 18  # of a key
SLOT = 60  # letters of one as the list writes it; the list itself reads it


@dataclass(frozen=True)
class ForEvent:
    """key: the event's. slot: the one that was pressed, empty where none was."""

    key: int
    slot: str

    @classmethod
    def of(cls, request: HttpRequest) -> "ForEvent | None":
        """None where nobody is added for an event."""
        said = request.POST if "event" in request.POST else request.GET
        key = said.get("event", "")
        if not (key.isascii() and key.isdigit() and len(key) <= DIGITS):
            return None
        return cls(int(key), said.get("slot", "")[:SLOT])

    @property
    def address(self) -> str:
        """Of the list as it was left."""
        return self.with_patient(None)

    def with_patient(self, number: int | None) -> str:
        said = {"patient": number, "slot": self.slot}
        query = urlencode({name: value for name, value in said.items() if value})
        where = reverse("scheduling:chair_day", args=[self.key])
        return f"{where}?{query}" if query else where

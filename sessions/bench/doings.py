"""What a tablet and a desk send, through the pages' own addresses."""

import uuid
from collections.abc import Iterator
from itertools import count
from typing import Any

from django.urls import reverse

from clinic.bench.server import JSON, PANEL, Answer, Visitor
from sessions.models import TreatmentSession

WORDS = "Pressed twice, easier the second time. "


class Page:
    """One open charting page: it counts its saves, and knows the version that the last one made."""

    def __init__(self, visitor: Visitor, held: TreatmentSession) -> None:
        self.visitor, self.held = visitor, held
        self.page, self.version, self._saves = uuid.uuid4(), held.version, count(1)
        self.finding = held.findings.order_by("number").first()

    def opened(self) -> Answer:
        return self.visitor.get(reverse("sessions:chart", args=[self.held.pk]))

    def written(self) -> None:
        """The plan, a few words longer than last time."""
        number = next(self._saves)
        fields = {"plan": f"{WORDS * 5}{number}", "version": self.version, "page": self.page, "seq": number}
        answer = self._send("write", fields)
        self.version = answer.json()["version"]

    def scored(self) -> None:
        """One point's tenderness, another one than before."""
        assert self.finding
        self._send("score", {"tenderness_before": next(self._saves) % 11}, self.finding.pk)

    def placed(self, site: dict[str, Any]) -> int:
        fields = {**site, "muscle": site["muscle"].pk, "key": uuid.uuid4(), "tenderness_before": 6}
        return int(self._send("place", fields, wanted=201).json()["finding"]["id"])

    def removed(self, finding: int) -> None:
        self._send("remove", {}, finding)

    def _send(self, name: str, fields: dict[str, Any], *keys: int, wanted: int = 200) -> Answer:
        path = reverse(f"sessions:{name}", args=[self.held.pk, *keys])
        return self.visitor.send(path, fields, JSON, wanted=wanted)


class Desk:
    """Books one offer after another, each for the next patient."""

    def __init__(self, visitor: Visitor, offers: list[dict[str, Any]], numbers: Iterator[int]) -> None:
        self.visitor, self._offers, self._numbers = visitor, iter(offers), numbers

    def booked(self) -> None:
        fields = {**next(self._offers), "patient": next(self._numbers)}
        self.visitor.send(reverse("scheduling:book"), fields, PANEL)

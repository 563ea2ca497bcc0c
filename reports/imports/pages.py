"""What stands on an import's page, in finished values, wherever the import is on its way."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import QueryDict

from clinic import clock
from patients.files import storage
from patients.models import Patient
from reports.imports import checking, in_the_way, kinds, taking_back, unnamed
from reports.imports.bringing import WAITING
from reports.imports.forms import MatchForm
from reports.imports.models import NOTES, Brought, Import, ImportRow
from reports.imports.reading import shapes
from reports.imports.steps import State
from scheduling.models import Status

Verdict = ImportRow.Verdict
ALIKE, STAYING, OTHERS = 50, 500, 10
LISTS = {
    "sex": Patient.Sex.choices,
    "standing": Patient.Standing.choices,
    "status": Status.choices,
}  # fields whose values have words of ours
STATIONS = {
    State.CHECKING: "Looking through",
    State.BRINGING: "Bringing in",
    State.UNDOING: "Taking back",
}


@dataclass(frozen=True)
class Progress:
    """How far the worker is; left: minutes to go at this pace, None before that can be said."""

    what: str
    done: int
    total: int
    left: int | None
    stopping: bool

    @property
    def words(self) -> str:
        return f"{self.done:,} of about {self.total:,} lines" if self.total else f"{self.done:,} lines"


def progress(batch: Import) -> Progress:
    total = max(batch.total, batch.done) if batch.state == State.CHECKING else _to_do(batch)
    return Progress(STATIONS[State(batch.state)], batch.done, total, _left(batch, total), batch.stop)


def _to_do(batch: Import) -> int:
    if batch.state == State.UNDOING:
        return batch.done + taking_back.made(batch)
    return batch.done + batch.rows.filter(verdict__in=WAITING).count()


def _left(batch: Import, total: int) -> int | None:
    if not batch.begun_at or batch.done < 1000 or not total:
        return None
    spent = (clock.now() - batch.begun_at).total_seconds()
    return round(spent / batch.done * (total - batch.done) / 60)


def matching(batch: Import, data: QueryDict | None = None) -> dict[str, Any]:
    """The columns with what they were taken for, and the first fifty lines as they would become."""
    content = storage.read(batch.stored)
    at = batch.shape["headings_at"]
    lines = (cells for place, cells in shapes.lines(content, batch.shape) if place > at)
    form = MatchForm(batch, islice(lines, 1000), data)
    if "order" not in batch.choices:
        batch.choices["order"] = form.likely_order
    kind = kinds.of(batch.kind)
    rows = checking.preview(content, batch)
    missing = kind.missing(set(batch.columns))
    if form.asks_order and not batch.choices["order"]:
        missing = missing or "Say how the dates are written."
    return {
        "form": form,
        "missing": missing,
        "shown": kind.shown.values(),
        "rows": [(row, [_word(row, name) for name in kind.shown]) for row in rows],
        "refused": sum(row.verdict == Verdict.SKIP for row in rows),
        "in_part": sum(row.verdict == Verdict.NEW and row.reason != "" for row in rows),
    }


def _word(row: ImportRow, name: str) -> str:
    """One field of what a line would become, as a person reads it."""
    said = row.source if name == "source" else row.becomes.get(name, "")
    if name == "source" and said.startswith("="):
        return ""
    if said and name in LISTS:
        return str(dict(LISTS[name])[said])
    if name == "phones":
        return ", ".join(one[1] for one in said)
    if name == "birth_on":
        return f"{date.fromisoformat(said):%-d %b %Y}" if said else ""
    if name in {"starts", "written"} and said:
        moment = clock.local(datetime.fromisoformat(said))
        return f"{moment:%-d %b %Y}" if row.becomes.get("timed") is False else f"{moment:%-d %b %Y, %H:%M}"
    return str(said or "")[:160]


def checked(batch: Import) -> dict[str, Any]:
    """The dry run: counts, reasons, and who looks like somebody on file."""
    alike = batch.rows.filter(verdict=Verdict.NEW, like__isnull=False).order_by("line")[:ALIKE]
    changes = batch.rows.filter(verdict=Verdict.CHANGE).order_by("line")[:ALIKE]
    counts = batch.counts
    return {
        "said": unnamed.said(batch),
        "new": counts.get(Verdict.NEW, 0),
        "joined": counts.get(Verdict.JOIN, 0),
        "changed": counts.get(Verdict.CHANGE, 0),
        "fit": _waiting(batch),
        "changes": [*changes] if counts.get(Verdict.CHANGE) else [],
        "whose": counts.get(Verdict.WHOSE, 0),
        "unnamed": unnamed.of(batch) if counts.get(Verdict.WHOSE) else [],
        "here": counts.get(Verdict.HERE, 0),
        "alike": [(row, _word(row, "birth_on")) for row in alike] if counts.get("alike") else [],
        **left_out(batch),
    }


def over(batch: Import) -> dict[str, Any]:
    """After the bringing in, or in the midst of it: not_yet: lines that still wait."""
    return {"not_yet": _waiting(batch), **left_out(batch)}


def _waiting(batch: Import) -> int:
    return sum(batch.counts.get(verdict, 0) for verdict in WAITING)


def left_out(batch: Import) -> dict[str, Any]:
    return {
        "left_out": batch.counts.get(Verdict.SKIP, 0),
        "reasons": _often_first(batch.reasons),
        "in_part": batch.counts.get("in_part", 0),
        "partly": _often_first(batch.counts.get("partly", {})),
    }


def _often_first(told: dict[str, int]) -> list[tuple[str, int]]:
    """The database keeps them in an order of its own."""
    return sorted(told.items(), key=lambda one: (-one[1], one[0]))


def staying(batch: Import) -> dict[str, Any]:
    """Before an import is taken back: how many rows would go, and which ones somebody has written on."""
    place, made = kinds.PLACES[batch.kind], taking_back.made(batch)
    why = {} if place == NOTES else in_the_way.found(batch, place)
    words = in_the_way.in_words(why, place, STAYING) if why else []
    return {
        "go": made - len(why),
        "stay": len(why),
        "staying": words,
        "more": len(why) - len(words),
        "others": _others() if why and batch.kind == Import.Kind.PATIENTS else [],
    }


def _others() -> list[Import]:
    """Files of which appointments or notes are here: they stand on the people whom another file brought."""
    about = Import.objects.exclude(kind=Import.Kind.PATIENTS).order_by("-brought_at")
    return [*about.filter(Exists(Brought.objects.filter(batch=OuterRef("pk"), joined=False)))[:OTHERS]]

"""The dry run: every line read, weighed and put aside with its verdict; nothing of the record is touched."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from django.db.models import Count, QuerySet

from clinic.loading import save_many
from clinic.transactions import verb
from patients.files import storage
from reports.imports import kinds, unnamed
from reports.imports.line import AND, Line
from reports.imports.models import Brought, Import, ImportRow
from reports.imports.reading import shapes
from reports.imports.reading.headings import HEADING, folded
from reports.imports.reading.refusals import Crooked
from reports.imports.steps import State, beat, hold, unhurried

Verdict = ImportRow.Verdict
TOTALS = {"total", "totals", "subtotal", "sum", "count", "average", "summe", "grand"}
TAKEN = (Verdict.NEW, Verdict.BROUGHT)
SHOWN_REASONS = 40
PREVIEW = 50


def check(batch: Import) -> None:
    """From the first line to the last; stopped, the import is where it was before."""
    _begin_again(batch)
    kind, content = kinds.of(batch.kind), storage.read(batch.stored)
    seen: set[str] = set()
    lines = read(content, batch, kind)
    while stretch := list(islice(lines, kind.chunk)):
        if not _stretch(batch, kind, stretch, seen):
            return
    _finish(batch)


def preview(content: bytes, batch: Import) -> list[ImportRow]:
    """The first lines as they would become; whom they are about and what is on file is not asked yet."""
    kind = kinds.of(batch.kind)
    return list(islice(read(content, batch, kind), PREVIEW))


def read(content: bytes, batch: Import, kind: kinds.Kind) -> Iterator[ImportRow]:
    """Each line below the headings, unsaved: new, or left out for a reason."""
    headings, at = batch.shape["headings"], batch.shape["headings_at"]
    again = [heading.strip() for heading in headings]
    for place, cells in shapes.lines(content, batch.shape):
        if place <= at or [cell.strip()[:HEADING] for cell in cells] == again:
            continue
        row = ImportRow(
            batch=batch, line=place, cells=[_storable(cell) for cell in cells], verdict=Verdict.NEW
        )
        line = Line(cells, batch.columns, headings)
        try:
            if _is_total(cells, batch.columns):
                raise Crooked("A line of totals.")
            row.becomes = kind.read(line, batch)
            row.source, row.reason = _source(line, row.becomes, kind), AND.join(line.without)[:1000]
        except Crooked as crooked:
            row.verdict, row.reason = Verdict.SKIP, str(crooked)[:200]
        yield row


def _is_total(cells: Sequence[str], columns: dict[str, int]) -> bool:
    """Begins with such a word, and has no more than that where a name should stand; or says 20 clients."""
    said = [folded(cell) for cell in cells if cell.strip()]
    first = said[0] if said else ()
    if len(said) == 1 and len(first) == 2 and first[0].isdecimal():
        return True
    filled = sum(bool(place < len(cells) and cells[place].strip()) for place in columns.values())
    return bool(first) and first[0] in TOTALS and filled <= max(1, len(columns) // 2)


def _source(line: Line, becomes: dict[str, Any], kind: kinds.Kind) -> str:
    """Their id, or a digest of what tells the line apart."""
    if said := line.said("id"):
        return line.read("id", str)[:100] if len(said) <= 100 else _digest([said])
    return _digest(kind.identity(becomes))


def _digest(said: list[Any]) -> str:
    text = json.dumps(said, ensure_ascii=False, default=str)
    return "=" + hashlib.sha256(text.encode()).hexdigest()[:40]


def _storable(cell: str) -> str:
    """As far as a database keeps it: it has no zero bytes and no halves of letters."""
    plain = cell.replace("\0", "\ufffd")
    return plain.encode("utf-8", "replace").decode()


@verb
def _begin_again(batch: Import) -> None:
    """What an earlier look left is put away, so that no line stands there twice."""
    held = hold(batch)
    held.rows.all().delete()
    held.done, held.counts, held.reasons = 0, {}, {}
    beat(held, "counts", "reasons")


@verb
def _stretch(batch: Import, kind: kinds.Kind, rows: list[ImportRow], seen: set[str]) -> bool:
    """Weigh a stretch and put it aside; whether to go on."""
    unhurried()
    held = hold(batch)
    if held.stop or held.state != State.CHECKING:
        held.state = State.NEW if held.state == State.CHECKING else held.state
        held.save(update_fields=["state"])
        return False
    read_well = [row for row in rows if row.verdict == Verdict.NEW]
    _weed_out(read_well, held, kind, seen)
    kind.weigh([row for row in read_well if row.verdict == Verdict.NEW], held)
    kind.again([row for row in read_well if row.verdict == Verdict.HERE], held)
    save_many(rows)
    held.done += len(rows)
    held.total = max(held.total, held.done)
    beat(held, "total")
    return True


def _weed_out(rows: list[ImportRow], batch: Import, kind: kinds.Kind, seen: set[str]) -> None:
    """Those whose id came before: in an earlier import, or above in this file."""
    here = Brought.objects.filter(
        place=kind.place, system=batch.system, source__in=[row.source for row in rows]
    )
    known = {*here.values_list("source", flat=True)}
    for row in rows:
        if row.source in seen:
            row.verdict, row.reason = Verdict.SKIP, "A line above has the same id, or says the same."
        elif row.source in known:
            row.verdict = Verdict.HERE
        seen.add(row.source)


@verb
def _finish(batch: Import) -> None:
    held = hold(batch)
    held.state, held.total = State.CHECKED, held.done
    unnamed.look_up(held)
    count(held)
    held.save(update_fields=["state", "total", "counts", "reasons"])


def count(held: Import) -> None:
    """Lines by verdict, and the reasons with how often each was given, the most frequent first.

    alike: new and like somebody on file. in_part: new, but not all as it stands; partly: by what is not.
    standing: of the new, as they were looked through.
    """
    rows = held.rows.order_by()
    verdicts = rows.values_list("verdict").annotate(many=Count("pk"))
    left_out = rows.filter(verdict=Verdict.SKIP).values_list("reason").annotate(many=Count("pk"))
    alike = rows.filter(verdict__in=TAKEN, like__isnull=False).count()
    partly, many = _partly(rows)
    standing = rows.filter(verdict=Verdict.NEW).values_list("becomes__standing").annotate(many=Count("pk"))
    held.counts = {
        **dict(verdicts),
        "alike": alike,
        "in_part": many,
        "partly": partly,
        "standing": held.counts.get("standing") or {said: many for said, many in standing if said},
    }
    held.reasons = dict(left_out.order_by("-many", "reason")[:SHOWN_REASONS])


def in_part(rows: QuerySet[ImportRow]) -> QuerySet[ImportRow]:
    """Of the lines that are taken those that are not taken as they stand."""
    return rows.filter(verdict__in=TAKEN).exclude(reason="")


def _partly(rows: QuerySet[ImportRow]) -> tuple[dict[str, int], int]:
    """How often each thing is said of such lines, and how many lines they are."""
    told: Counter[str] = Counter()
    lines = 0
    for reason, many in in_part(rows).values_list("reason").annotate(many=Count("pk")):
        lines += many
        for one in reason.split(AND):
            told[one] += many
    return dict(told.most_common(SHOWN_REASONS)), lines

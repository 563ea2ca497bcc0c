"""A long list fifty rows at a time, newest first; the last page costs no more than the first."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict

SIZE = 50


@dataclass(frozen=True)
class Page:
    """The rows shown; older and newer are the keys for ?before= and ?after=, None at that end of the list."""

    rows: list[Any]
    older: int | None
    newer: int | None


def page(rows: QuerySet[Any], at: str, asked: QueryDict, size: int = SIZE) -> Page:
    """The rows by the instant named at, newest first, from where the address says; or else the newest."""
    if after := _edge(rows, at, asked.get("after")):
        found = list(_beyond(rows, at, "gt", *after).order_by(at, "pk")[: size + 1])
        shown = found[:size][::-1]
        return Page(shown, _key(shown[-1:]), _key(shown[:1]) if len(found) > size else None)
    before = _edge(rows, at, asked.get("before"))
    rows = _beyond(rows, at, "lt", *before) if before else rows
    found = list(rows.order_by(f"-{at}", "-pk")[: size + 1])
    shown = found[:size]
    return Page(shown, _key(shown[-1:]) if len(found) > size else None, _key(shown[:1]) if before else None)


def _beyond(rows: QuerySet[Any], at: str, side: str, moment: Any, key: int) -> QuerySet[Any]:
    # The first comparison lets the index begin at the right place; the second settles ties.
    return rows.filter(
        Q(**{f"{at}__{side}e": moment}), Q(**{f"{at}__{side}": moment}) | Q(**{f"pk__{side}": key})
    )


def _edge(rows: QuerySet[Any], at: str, key: str | None) -> tuple[Any, int] | None:
    """Where the row of that key stands, if there is one.

    A column is asked of the table, where the row still is when a filter has left it out since; what is worked
    out for the list only the list knows.
    """
    if not key or not key.isdecimal() or len(key) > 18:
        return None
    known = rows if at in rows.query.annotations else rows.model.objects.all()
    return known.filter(pk=key).values_list(at, "pk").first()


def _key(rows: list[Any]) -> int | None:
    return rows[0].pk if rows else None

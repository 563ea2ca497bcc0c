"""Rows of small numbers in one field: the steps of a hold, and pressing again later."""

import json
import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from clinic.fields import CleanText

MOST_ROWS = 20
STEP = re.compile(r"([1-5]) for (\d{1,3}) s(?:, discomfort (\d{1,2}))?")
RECHECK = re.compile(r"after (\d{1,3}) min: (\d{1,2})(, other pressure)?")
Rows = list[dict[str, Any]]


class RowsField(CleanText):
    """Rows as the page's script sends them (JSON), or one to a line as the words show."""

    def __init__(self, line: Callable[[str], dict[str, Any]], known: Callable[[Any], bool], example: str):
        super().__init__(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
        self.line, self.known, self.example = line, known, example
        self.help_text = f"One to a line: {example}."

    def clean(self, value: Any) -> Rows:
        text = (super().clean(value) or "").strip()
        try:
            rows = json.loads(text) if text.startswith("[") else [self.line(row) for row in text.splitlines()]
        except (ValueError, RecursionError) as error:
            raise ValidationError(f"Write it like this: {self.example}.") from error
        if len(rows) > MOST_ROWS or not all(self.known(row) for row in rows):
            raise ValidationError(f"Write it like this: {self.example}.")
        return list(rows)


def whole(value: Any, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def steps_field() -> RowsField:
    return RowsField(_step, _is_step, "3 for 20 s, discomfort 5")


def rechecks_field() -> RowsField:
    return RowsField(_recheck, _is_recheck, "after 10 min: 4")


def _step(line: str) -> dict[str, Any]:
    found = STEP.fullmatch(line.strip())
    if not found:
        raise ValueError(line)
    pressure, seconds, discomfort = found.groups()
    return {
        "pressure": int(pressure),
        "seconds": int(seconds),
        "discomfort": None if discomfort is None else int(discomfort),
    }


def _is_step(row: Any) -> bool:
    return (
        isinstance(row, dict)
        and row.keys() == {"pressure", "seconds", "discomfort"}
        and whole(row["pressure"], 1, 5)
        and whole(row["seconds"], 1, 300)
        and (row["discomfort"] is None or whole(row["discomfort"], 0, 10))
    )


def _recheck(line: str) -> dict[str, Any]:
    found = RECHECK.fullmatch(line.strip())
    if not found:
        raise ValueError(line)
    minutes, tenderness, other = found.groups()
    return {"minutes": int(minutes), "tenderness": int(tenderness), "same_pressure": not other}


def _is_recheck(row: Any) -> bool:
    return (
        isinstance(row, dict)
        and row.keys() == {"minutes", "tenderness", "same_pressure"}
        and whole(row["minutes"], 0, 240)
        and whole(row["tenderness"], 0, 10)
        and isinstance(row["same_pressure"], bool)
    )

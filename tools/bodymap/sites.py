"""The named sites of sites.csv, as the charts hold them."""

import csv
import json
from pathlib import Path
from typing import Any

VERSION = 1
FIGURES = ("a", "b")
TABLE = Path(__file__).with_name("sites.csv")
CHARTS = Path(__file__).resolve().parent.parent.parent / "static" / "chart"
Sites = dict[str, dict[str, dict[str, Any]]]


def charted(text: str, figure: str) -> str:
    """The chart's file with the table's sites in place of its own; everything else byte for byte."""
    chart = json.loads(text)
    for view, drawn in chart["views"].items():
        drawn["sites"] = sites(figure, view)
    return json.dumps(chart, separators=(",", ":")).replace('{"muscle"', '\n{"muscle"') + "\n"


def sites(figure: str, view: str) -> Sites:
    """By muscle and code, in the order of the table; places in chart units on the stored half."""
    found: Sites = {}
    with TABLE.open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            if row["view"] == view:
                found.setdefault(row["muscle"], {})[row["code"]] = _site(row, figure)
    return found


def _site(row: dict[str, str], figure: str) -> dict[str, Any]:
    site: dict[str, Any] = {"at": [_number(row[f"{axis}_{figure}"]) for axis in ("x", "y")]}
    if row["only"]:
        site["only"] = row["only"]
    if row["primary"]:
        site["primary"] = True
    return site


def _number(text: str) -> int | float:
    """A tenth of a unit, 0.2 mm, at the finest; whole numbers stay whole."""
    value = round(float(text), 1)
    return int(value) if value == int(value) else value

"""No text of ours promises what nobody can keep."""

import csv
import re
from pathlib import Path

import pytest

from sessions.courses import claims, handout_pdf, letters, plans

ROOT = Path(__file__).resolve().parents[3]
TEXTS = [
    *sorted((ROOT / "templates").rglob("*.html")),
    *sorted((ROOT / "sessions" / "courses").glob("*.typ")),
    *sorted((ROOT / "patients").glob("*.typ")),
    *(ROOT / "sessions" / "data" / name for name in ("home_care.csv", "measures.csv", "course_defaults.csv")),
    *sorted((ROOT / "patients" / "data").glob("*.csv")),
    *sorted((ROOT / "patients" / "intake").glob("*.py")),
    *sorted((ROOT / "demo").glob("*.py")),
    *(ROOT / "clinic" / name for name in ("notices.py",)),
]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_shipped_text_promises_too_much(path):
    text = re.sub(r"\{[%{#].*?[%}#]\}", " ", path.read_text(encoding="utf-8"))
    assert claims.found_in(text) == []


def test_nor_do_the_sentences_that_are_put_together():
    assert claims.found_in(f"{handout_pdf.ASIDE} {plans.DISCHARGE} {letters.__doc__}") == []


@pytest.mark.parametrize(
    "promise",
    [
        "This cures tennis elbow",
        "Permanent relief",
        "pain-free for life",
        "boosts your immune system",
        "gets rid of toxins",
        "A guaranteed fix",
        "heals you",
        "supports the liver",
    ],
)  # fmt: skip
def test_a_promise_is_found(promise):
    assert claims.found_in(promise)


@pytest.mark.parametrize(
    "plain",
    [
        "It may ease the pull",
        "Kidney disease",
        "secure",
        "Heel lowers",
        "obscure words",
        "immune suppression",
    ],
)
def test_plain_words_are_not_promises(plain):
    assert claims.found_in(plain) == []


def test_every_shipped_item_says_when_to_stop():
    with (ROOT / "sessions" / "data" / "home_care.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) >= 12
    assert all("top" in row["stop_rules"] or "Warm, never hot" in row["stop_rules"] for row in rows)

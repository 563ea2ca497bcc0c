"""The rules as a page shows them: those in force on a day, and how each came to say what it says."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from clinic import clock
from patients.affects import Adapt, Avoid, Ban, Block, Cap, parse
from patients.models import CautionRule, RuleVersion
from patients.rulebook.models import TEXTS

RED_FLAG = (
    "Mostly expert opinion: a 2024 review of 29 guidelines for neck pain found almost no agreement. "
    "It says refer, and names no diagnosis."
)
# The texts of a version, as the form names them.
LABELS = {
    "trigger": "Question",
    "severity": "Severity",
    "affects": "What it does to treatment",
    "thresholds": "Numbers",
    "chip": "Words on the chip",
    "message": "Message to the therapist",
}
DEFAULT = "A cautious default from professional knowledge; for a clinical lead to confirm before use."


@dataclass(frozen=True)
class Shown:
    """A rule with the texts of one version; version is None where only the shipped text is known."""

    rule: CautionRule
    text: RuleVersion | CautionRule
    since: RuleVersion | None = None

    @property
    def affects_words(self) -> list[str]:
        return in_words(self.text.affects)

    @property
    def source(self) -> str:
        return source_of(self.rule)


def source_of(rule: CautionRule) -> str:
    return rule.source or (RED_FLAG if rule.red_flag else DEFAULT)


def in_force(on: date | None = None) -> list[Shown]:
    """Every rule with the text that was in force at the end of that day, today unless told."""
    end = clock.clinic_day(on)[1] if on else clock.now()
    newest: dict[str, RuleVersion] = {}
    for version in RuleVersion.objects.select_related("approved_by").order_by("version"):
        if version.approved_at is None or version.approved_at < end:
            newest[version.rule_id] = version
    return [
        Shown(rule, newest.get(rule.slug, rule), newest.get(rule.slug)) for rule in CautionRule.objects.all()
    ]


@dataclass(frozen=True)
class Change:
    """One text of a version beside the one before it."""

    name: str
    was: str
    now: str


def changes(rule: CautionRule) -> list[tuple[RuleVersion, list[Change]]]:
    """Each approved version with what it changed, the newest first."""
    versions = list(rule.versions.select_related("approved_by").order_by("version"))
    return [(now, _differences(was, now)) for was, now in pairwise(versions)][::-1]


def _differences(was: RuleVersion, now: RuleVersion) -> list[Change]:
    pairs = ((name, getattr(was, name), getattr(now, name)) for name in TEXTS)
    return [
        Change(LABELS[name], _spelt(name, old), _spelt(name, new)) for name, old, new in pairs if old != new
    ]


def _spelt(name: str, text: str) -> str:
    return str(CautionRule.Severity(text).label) if name == "severity" else text


def in_words(affects: str) -> list[str]:
    """The list as sentences: "No treatment at all", "Pressure 2 of 5 at most: legs"."""
    return [_sentence(effect) for effect in parse(affects)]


def _sentence(effect: object) -> str:
    match effect:
        case Block(area):
            return "No session" if effect.is_session else f"No treatment: {area.value}"
        case Avoid(area):
            return f"Keep off: {area.value}"
        case Cap(level, area):
            return f"Pressure {level} of 5 at most: {area.value}"
        case Ban(technique):
            return f"No {technique.value}"
        case Adapt(what, minutes):
            return f"Adjust: {what.value}" + (f", {minutes} min at most" if minutes else "")
    return ""

"""A caution: one rule that holds for one patient, how strict it is and how it is shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from patients.affects import Block, Cap, Effect, parse
from patients.models import Answer, CautionRule, MedicalHistory, Settlement

Severity = CautionRule.Severity
STRICTEST_FIRST = {severity: place for place, severity in enumerate(Severity.values)}
BLOCKING = {Severity.EMERGENCY, Severity.URGENT, Severity.ABSOLUTE}
KINDS = {Severity.CLEARANCE: "clear", Severity.LOCAL: "local", Severity.MODIFY: "modify"}
ICONS = {"stop": "octagon-alert", "clear": "file-lock", "local": "ban", "lifted": "file-check"}
CHIPS_AT_MOST = 4
NEWS = {"new": "new", "changed": "changed"}


@dataclass(frozen=True)
class Caution:
    """One rule that holds; words fit on a chip, confirmed is False where the patient or the date is unsure.

    answers: those that raised it. measured: the fact of the day that did. outlived: by the dates given, the
    time of which the rule speaks is over; a newer answer can close it, the calendar cannot.
    news: "new" or "changed" against the version before. lifted_by: the letter or override in force; differs:
    the answers are no longer those that it was written for; ends_soon: within 30 days. expired: a letter that
    is over. handled: what was done today about a stop. raised_again: the closing that a newer answer ended.
    """

    rule: CautionRule
    confirmed: bool
    answers: tuple[Answer, ...] = ()
    measured: str = ""
    outlived: bool = False
    news: str = ""
    lifted_by: Settlement | None = None
    differs: bool = False
    ends_soon: bool = False
    expired: Settlement | None = None
    handled: Settlement | None = None
    raised_again: Settlement | None = None

    @property
    def severity(self) -> str:
        return self.rule.severity

    @property
    def effects(self) -> tuple[Effect, ...]:
        """Those in force: a letter lifts only what was blocked; overruled, a milder rule has none."""
        said = parse(self.rule.affects)
        if self.lifted_by is None:
            return said
        if self.severity != Severity.CLEARANCE:
            return ()
        return tuple(effect for effect in said if not isinstance(effect, Block))

    @property
    def words(self) -> str:
        return self.rule.chip if self.confirmed else f"{self.rule.chip}?"

    @property
    def since(self) -> str:
        return next((answer.since for answer in self.answers if answer.since), "")

    @property
    def details(self) -> str:
        """What the patient said about it, and what was measured."""
        said = [answer.details for answer in self.answers if answer.details]
        return ". ".join([*said, self.measured] if self.measured else said)

    @property
    def remarks(self) -> list[str]:
        """What was decided about it and what moved since, short enough to stand on its chip."""
        lifted, ended = self.lifted_by, self.expired
        said = (
            f"{'letter' if lifted.is_letter else 'overridden'} until {lifted.until_on:%-d %b %Y}"
            if lifted and lifted.until_on
            else "",
            f"letter ended {ended.until_on:%-d %b %Y}" if ended and ended.until_on else "",
            "raised again" if self.raised_again else "",
            "answers changed since" if self.differs else NEWS.get(self.news, ""),
            "dealt with today" if self.handled else "",
        )
        return [words for words in said if words]

    @property
    def blocks(self) -> bool:
        """No treatment while it stands."""
        return self.severity in BLOCKING

    @property
    def kind(self) -> str:
        """How it is drawn: stop, clear, local or modify, or lifted while a letter or an override holds."""
        if self.lifted_by:
            return "lifted"
        return KINDS.get(Severity(self.severity), "stop")

    @property
    def icon(self) -> str:
        caps = any(isinstance(effect, Cap) for effect in self.effects)
        limit = "gauge" if caps else "sliders-horizontal"
        return ICONS.get(self.kind, limit)

    @property
    def kind_label(self) -> str:
        """Stop, Letter needed, Keep off or Adjust; of one that is lifted, by what and until when."""
        if self.lifted_by and self.lifted_by.until_on:
            what = "Letter" if self.lifted_by.is_letter else "Overridden"
            return f"{what} until {self.lifted_by.until_on:%-d %b %Y}"
        return str(Severity(self.severity).label)

    @property
    def label(self) -> str:
        """The same, and whether that is certain."""
        return self.kind_label + ("" if self.confirmed else ", not confirmed")


class Cautions(list[Caution]):
    """Cautions strictest first, with the history that raised them; asked is False where there is none.

    settled: the slugs of the rules that an answer or a fact has decided, either way. closed: those that
    somebody closed, with the closing. not_asked: the rules about which nothing is known. facts: of the day.
    rules: all there are, by slug.
    """

    asked = True
    history: MedicalHistory | None = None
    settled: frozenset[str] = frozenset()
    closed: Sequence[tuple[Caution, Settlement]] = ()
    not_asked: Sequence[CautionRule] = ()
    facts: Any = None
    rules: Mapping[str, CautionRule] = MappingProxyType({})

    def incomplete(self, rules: Iterable[CautionRule]) -> list[CautionRule]:
        """Those of the rules about which nothing is known yet."""
        return [rule for rule in rules if rule.slug not in self.settled]

    @property
    def blocks(self) -> list[Caution]:
        return [caution for caution in self if caution.blocks]

    @property
    def letters(self) -> list[Caution]:
        """Those without which there is no session until a letter is there."""
        sessions = (caution for caution in self if not caution.blocks)
        return [
            caution
            for caution in sessions
            if any(isinstance(effect, Block) and effect.is_session for effect in caution.effects)
        ]

    @property
    def forbids(self) -> list[Caution]:
        """Why no session can be started as things stand."""
        return [*self.blocks, *self.letters]

    @property
    def shown(self) -> list[Caution]:
        """Four at most, but what stops or needs a letter is never folded away."""
        return [
            caution
            for place, caution in enumerate(self)
            if place < CHIPS_AT_MOST or caution.kind in {"stop", "clear"}
        ]

    @property
    def folded(self) -> list[Caution]:
        return self[len(self.shown) :]


def order(caution: Caution) -> tuple[int, bool, int]:
    """The strictest first, what is certain before what is not, then as the rules stand in the form."""
    return (STRICTEST_FIRST[caution.severity], not caution.confirmed, caution.rule.order)

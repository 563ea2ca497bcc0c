"""A caution: one rule that holds for one patient, how strict it is and how it is shown."""

from collections.abc import Iterable
from dataclasses import dataclass

from patients.affects import Cap, Effect, parse
from patients.models import Answer, CautionRule, MedicalHistory

Severity = CautionRule.Severity
STRICTEST_FIRST = {severity: place for place, severity in enumerate(Severity.values)}
BLOCKING = {Severity.EMERGENCY, Severity.URGENT, Severity.ABSOLUTE}
KINDS = {Severity.CLEARANCE: "clear", Severity.LOCAL: "local", Severity.MODIFY: "modify"}
ICONS = {"stop": "octagon-alert", "clear": "file-lock", "local": "ban"}
CHIPS_AT_MOST = 4


@dataclass(frozen=True)
class Caution:
    """One rule that holds; words fit on a chip, confirmed is False where the patient or the date is unsure.

    answers: those that raised it. measured: the fact of the day that did. outlived: by the dates given, the
    time of which the rule speaks is over; a newer answer can close it, the calendar cannot.
    """

    rule: CautionRule
    confirmed: bool
    answers: tuple[Answer, ...] = ()
    measured: str = ""
    outlived: bool = False

    @property
    def severity(self) -> str:
        return self.rule.severity

    @property
    def effects(self) -> tuple[Effect, ...]:
        return parse(self.rule.affects)

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
    def blocks(self) -> bool:
        """No treatment while it stands."""
        return self.severity in BLOCKING

    @property
    def kind(self) -> str:
        """How it is drawn: stop, clear, local or modify."""
        return KINDS.get(Severity(self.severity), "stop")

    @property
    def icon(self) -> str:
        caps = any(isinstance(effect, Cap) for effect in self.effects)
        limit = "gauge" if caps else "sliders-horizontal"
        return ICONS.get(self.kind, limit)

    @property
    def kind_label(self) -> str:
        """Stop, Letter needed, Keep off or Adjust."""
        return Severity(self.severity).label

    @property
    def label(self) -> str:
        """The same, and whether that is certain."""
        return self.kind_label + ("" if self.confirmed else ", not confirmed")


class Cautions(list[Caution]):
    """Cautions strictest first, with the history that raised them; asked is False where there is none.

    settled: the slugs of the rules that an answer or a fact has decided, either way.
    """

    asked = True
    history: MedicalHistory | None = None
    settled: frozenset[str] = frozenset()

    def incomplete(self, rules: Iterable[CautionRule]) -> list[CautionRule]:
        """Those of the rules about which nothing is known yet."""
        return [rule for rule in rules if rule.slug not in self.settled]

    @property
    def blocks(self) -> list[Caution]:
        return [caution for caution in self if caution.blocks]

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

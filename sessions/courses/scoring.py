"""From answers to a score, and from two scores to what may be said of the change."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from sessions.courses.models import Measure, Outcome
from sessions.courses.refusals import CourseRefused

Items = Sequence[int | None]
ONE_DECIMAL = Decimal("0.1")


@dataclass(frozen=True)
class Scored:
    """score: None where too many were left out to say one."""

    score: Decimal | None
    missing: int


@dataclass(frozen=True)
class Change:
    """amount: positive is better. real: more than chance. matters: as much as patients mind."""

    amount: Decimal
    real: bool
    matters: bool

    @property
    def arrow(self) -> str:
        """better, worse, or nothing under the detectable change."""
        if not self.real:
            return ""
        return "better" if self.amount > 0 else "worse"

    @property
    def words(self) -> str:
        size = f"{abs(self.amount).normalize():f}"
        if not self.amount:
            return "steady: as at first"
        if not self.real:
            return f"steady: {size} is less than can be told from chance"
        return f"{size} {self.arrow}, {'a change that matters' if self.matters else 'less than matters'}"


def score(measure: Measure, items: Items) -> Scored:
    """By the measure's own rule; raises CourseRefused for answers that it does not have."""
    allowed = set(measure.item_values)
    if any(item is not None and item not in allowed for item in items):
        raise CourseRefused(f"{measure} is answered with {_span(measure)} only.")
    if len(items) > measure.items_most:
        raise CourseRefused(f"{measure} has {measure.items_most} answers at most.")
    answered = [item for item in items if item is not None]
    asked = len(items) if measure.named_items else measure.items_most
    missing = asked - len(answered)
    if len(answered) < measure.items_least or missing > measure.may_miss:
        return Scored(None, missing)
    return Scored(_rounded(_by_rule(measure, answered)), missing)


def _by_rule(measure: Measure, answered: list[int]) -> Fraction:
    total, count = sum(answered), len(answered)
    most = max(measure.item_values)
    match measure.scoring:
        case Measure.Scoring.MEAN:
            return Fraction(total, count)
        case Measure.Scoring.PERCENT:
            return Fraction(total * 100, most * count)
        case Measure.Scoring.SPREAD:
            return (Fraction(total, count) - 1) * 25
    return Fraction(total)


def _rounded(exact: Fraction) -> Decimal:
    """Half up, as people round."""
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(ONE_DECIMAL, ROUND_HALF_UP)


def _span(measure: Measure) -> str:
    values = measure.item_values
    if values == [*range(values[0], values[-1] + 1)]:
        return f"whole numbers from {values[0]} to {values[-1]}"
    return ", ".join(str(value) for value in values)


def change(measure: Measure, baseline: Outcome, latest: Outcome) -> Change | None:
    """By the thresholds stored with the latest; None where either has no score.

    Where the score itself tells the change, the latest alone counts.
    """
    if latest.score is None or (baseline.score is None and not measure.is_change):
        return None
    if measure.is_change:
        amount = latest.score
    else:
        assert baseline.score is not None
        amount = baseline.score - latest.score if measure.lower_is_better else latest.score - baseline.score
    real = abs(amount) >= latest.detectable
    return Change(amount, real, real and _matters(measure, amount, baseline, latest))


def _matters(measure: Measure, amount: Decimal, baseline: Outcome, latest: Outcome) -> bool:
    if abs(amount) >= latest.important:
        return True
    share = latest.important_percent
    from_where = Decimal(0) if measure.is_change or baseline.score is None else baseline.score
    return bool(share and from_where and abs(amount) * 100 >= share * abs(from_where))


def band(measure: Measure, value: Decimal | None) -> str:
    """The words of the band that the score lies in, if the measure has bands."""
    if value is None:
        return ""
    found = [words for least, words in bands(measure) if value >= least]
    return found[-1] if found else ""


def bands(measure: Measure) -> list[tuple[int, str]]:
    """Least score and words, from the lowest up."""
    told = (line.strip().partition(" ") for line in measure.bands.splitlines() if line.strip())
    return sorted((int(least), words) for least, _, words in told)

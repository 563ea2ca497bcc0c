"""What a reader would miss of the points: told before signing, as sentences; none of it forbids to sign."""

from collections.abc import Callable, Iterator

from clinic.models import Clinic
from sessions.models import PointFinding


def of(findings: list[PointFinding]) -> list[str]:
    """static/js/map/gaps.js says the same of the page as it stands."""
    return list(_sentences(findings, Clinic.current().min_signs))


def _sentences(findings: list[PointFinding], min_signs: int) -> Iterator[str]:
    if numbers := _those(findings, lambda one: bool(one.lacks(min_signs))):
        yield f"Criteria not met yet: {numbers}. Test the signs and ask, or call it a tender spot."
    if numbers := _those(findings, lambda one: bool(one.found_referrals.all()) and not one.quality):
        yield f"What the referred sensation feels like is not said: {numbers}."
    if numbers := _those(findings, _without_response):
        yield f"Treated, but the response is not said: {numbers}."
    if numbers := _those(findings, not_rechecked):
        yield f"Treated and not pressed again: {numbers}."


def not_rechecked(finding: PointFinding) -> bool:
    """Treated today, and nobody has pressed again with the same pressure."""
    return bool(finding.treatments.all()) and finding.tenderness_after is None


def _without_response(finding: PointFinding) -> bool:
    return any(not treatment.response for treatment in finding.treatments.all())


def _those(findings: list[PointFinding], lacking: Callable[[PointFinding], bool]) -> str:
    """Point 2; points 2, 3 and 5."""
    numbers = [str(one.number) for one in findings if lacking(one)]
    if len(numbers) < 2:
        return "".join(f"point {number}" for number in numbers)
    return f"points {', '.join(numbers[:-1])} and {numbers[-1]}"

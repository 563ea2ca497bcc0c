"""What palpation found, a line for each point, in an order that no sequence of taps can change."""

from collections.abc import Iterable, Iterator

from sessions.writing.facts import PointFact
from sessions.writing.words import change, count, day, listed, sentence

STATUS = {"active": "active", "latent": "latent", "tender_spot": "tender spot", "resolved": "resolved"}
SIGNS = {
    "taut_band": "taut band",
    "spot_tender": "spot tenderness",
    "referred_sensation": "referred sensation",
    "nodule": "nodule",
    "local_twitch": "local twitch",
    "jump_sign": "jump sign",
    "weakness": "weakness",
    "stretch_pain": "pain on stretch",
}
RECOGNITION = {
    "yes": "reproduces the patient's familiar pain",
    "partly": "partly reproduces the patient's familiar pain",
    "no": "does not reproduce the patient's familiar pain",
}
QUALITIES = {"ache": "an ache", "numb": "numbness", "sharp": "sharp pain", "pressure": "pressure"}


def in_order(points: Iterable[PointFact]) -> list[PointFact]:
    """By kind, then from head to foot, left before right; never by the number of the tap."""
    kinds = list(STATUS)
    return sorted(
        points, key=lambda point: (kinds.index(point.status), point.place, point.words, repr(point))
    )


def lines(points: Iterable[PointFact]) -> Iterator[str]:
    """A heading with what was counted, the points that were pressed, then those that were not."""
    ordered = in_order(points)
    seen = [point for point in ordered if not point.unseen]
    if seen:
        days = {point.last_on for point in seen if point.last is not None}
        last = f"; last: {day(*days)}" if len(days) == 1 else ""
        yield f"Palpation (tenderness 0 to 10, before to after treatment{last}): {_counted(seen)}."
        yield from (_found(point, dated=len(days) > 1) for point in seen)
    if unseen := [point for point in ordered if point.unseen]:
        yield sentence(f"Not re-checked today: {'; '.join(_waiting(point) for point in unseen)}")


def _counted(points: list[PointFact]) -> str:
    """Two active points and one latent point."""
    kinds = [point.status for point in points]
    return listed(_kind(status, kinds.count(status)) for status in STATUS if status in kinds)


def _kind(status: str, number: int) -> str:
    if status == "resolved":
        return f"{count(number, 'point')} resolved at this visit"
    return count(number, STATUS[status] if status == "tender_spot" else f"{STATUS[status]} point")


def _found(point: PointFact, *, dated: bool) -> str:
    return " ".join(
        sentence(part)
        for part in (
            _scored(point, dated=dated),
            _signs(point),
            _felt(point),
            _threshold(point),
            _apart(point),
        )
        if part
    )


def _scored(point: PointFact, *, dated: bool) -> str:
    """Left levator scapulae LS1: active, tenderness 7 to 3 of 10 (last 5), with its day where they differ."""
    more = (point.site_type, point.key_point and f"satellite of {point.key_point}")
    kind = STATUS[point.status]
    if any(more):
        kind += f" ({', '.join(part for part in more if part)})"
    when = f" on {day(point.last_on)}" if dated else ""
    last = f" (last {point.last}{when})" if point.last is not None else ""
    return f"{point.words}: {kind}, tenderness {change(point.before, point.after)}{last}"


def _signs(point: PointFact) -> str:
    """Taut band, local twitch; no nodule. What was not tested is not mentioned."""
    present = [words for name, words in SIGNS.items() if point.signs.get(name) == "yes"]
    absent = [f"no {words}" for name, words in SIGNS.items() if point.signs.get(name) == "no"]
    return "; ".join(", ".join(part) for part in (present, absent) if part)


def _felt(point: PointFact) -> str:
    kind = QUALITIES.get(point.quality, point.quality) if point.quality != "other" else ""
    where = f"felt at: {listed(point.referral)}" if point.referral else ""
    quality = f"described as {kind}" if kind else ""
    return "; ".join(part for part in (RECOGNITION.get(point.recognition, ""), where, quality) if part)


def _threshold(point: PointFact) -> str:
    """Pressure threshold 2.1 to 3.0 kgf/cm²."""
    before, after = point.ppt_before, point.ppt_after
    if not before and not after:
        return ""
    if not after:
        return f"pressure threshold {before} kgf/cm² before treatment, after not taken"
    return f"pressure threshold {before or 'not taken'} before and {after} kgf/cm² after"


def _apart(point: PointFact) -> str:
    return f"charted although hands were to stay off there: {point.despite}" if point.despite else ""


def _waiting(point: PointFact) -> str:
    last = f", {point.last} of 10" if point.last is not None else ""
    return f"{point.words} ({STATUS[point.status]}{last} on {day(point.last_on)})"

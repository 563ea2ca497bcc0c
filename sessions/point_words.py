"""A point's palpation and treatment in the clinic's words, as they are read, printed and signed."""

from collections.abc import Iterable, Iterator

from sessions.criteria import SIGNS
from sessions.models import FoundReferral, PointFinding, Treatment

TIMES = {1: "once", 2: "twice"}


def found(finding: PointFinding, referrals: Iterable[FoundReferral]) -> list[str]:
    """Sentences of what palpation found; nothing of what was not tested."""
    return [sentence for sentence in _sentences(finding, referrals) if sentence]


def summary(finding: PointFinding) -> list[str]:
    """Two kinds of lines for a list: what was found in one, then each treatment."""
    palpated = " ".join(found(finding, finding.found_referrals.all()))
    return [line for line in (palpated, *map(given, finding.treatments.all())) if line]


def given(treatment: Treatment) -> str:
    """Pressure release, thumb, pressure 3 of 5, 60 s, twice: partly released."""
    held = f"{treatment.hold_seconds} s" if treatment.hold_seconds else ""
    parts = [
        treatment.get_technique_display(),
        treatment.get_contact_display().lower(),
        f"pressure {treatment.pressure} of 5" if treatment.pressure else "",
        f"{held} in steps ({steps(treatment)})" if treatment.steps else held,
        times(treatment.repetitions),
    ]
    words = ", ".join(filter(None, parts))
    response = f": {treatment.get_response_display().lower()}" if treatment.response else ""
    adverse = "" if treatment.adverse == "none" else f" Adverse: {treatment.get_adverse_display().lower()}."
    over = f" Past a caution's limit: {treatment.over_cap_why}" if treatment.over_cap_why else ""
    return f"{words}{response}.{adverse}{over}"


def steps(treatment: Treatment) -> str:
    """2 for 20 s, 3 for 40 s with discomfort 6."""
    said = (
        f"{step['pressure']} for {step['seconds']} s"
        + ("" if step["discomfort"] is None else f" with discomfort {step['discomfort']}")
        for step in treatment.steps
    )
    return ", ".join(said)


def times(repetitions: int | None) -> str:
    if repetitions is None:
        return ""
    return TIMES.get(repetitions, f"{repetitions} times")


def rechecked(finding: PointFinding) -> str:
    """Pressed again after 10 min: 3, after 20 min: 2 with another pressure."""
    said = (
        f"after {one['minutes']} min: {one['tenderness']}"
        + ("" if one["same_pressure"] else " with another pressure")
        for one in finding.rechecks
    )
    words = ", ".join(said)
    return f"Pressed again {words}." if words else ""


def _sentences(finding: PointFinding, referrals: Iterable[FoundReferral]) -> Iterator[str]:
    present = [words.lower() for name, words in SIGNS.items() if getattr(finding, name) == "yes"]
    absent = [f"no {words.lower()}" for name, words in SIGNS.items() if getattr(finding, name) == "no"]
    yield _sentence(present + absent)
    yield {"yes": "Pain recognised.", "partly": "Pain partly recognised.", "no": "Pain not recognised."}.get(
        finding.recognition, ""
    )
    quality = finding.get_quality_display().lower()
    zones = _listed([_lower(one.words) for one in referrals])
    yield f"Refers to {zones}{f', {quality}' if quality else ''}." if zones else ""
    yield f"{finding.get_site_type_display()} point." if finding.site_type else ""
    yield f"Satellite of {finding.parent.number}." if finding.parent else _relation(finding)
    yield _thresholds(finding)
    yield rechecked(finding)


def _relation(finding: PointFinding) -> str:
    return f"{finding.get_relation_display()}." if finding.relation else ""


def _thresholds(finding: PointFinding) -> str:
    before, after = finding.ppt_before, finding.ppt_after
    if before is None and after is None:
        return ""
    said = [
        f"{before:.1f} before" if before is not None else "",
        f"{after:.1f} after" if after is not None else "",
    ]
    return f"Pressure threshold {', '.join(filter(None, said))} (kgf/cm²)."


def _sentence(words: list[str]) -> str:
    text = ", ".join(words)
    return f"{text[0].upper()}{text[1:]}." if text else ""


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def _lower(words: str) -> str:
    return words[0].lower() + words[1:]

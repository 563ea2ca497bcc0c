"""What was done, where and how hard, and how it was answered."""

from collections.abc import Iterable, Iterator

from sessions.writing.facts import ConductFact, PointFact, TreatmentFact
from sessions.writing.palpation import in_order
from sessions.writing.words import both_sides, listed, pressure, sentence

TECHNIQUES = {
    "pressure_release": "pressure release",
    "ischemic_compression": "ischaemic compression",
    "stripping": "stripping",
    "cross_fibre": "cross-fibre friction",
    "myofascial_release": "myofascial release",
    "muscle_energy_pir": "muscle energy (post-isometric relaxation)",
    "positional_release": "positional release",
    "stretch": "stretch",
    "spray_and_stretch": "spray and stretch",
    "vibration_or_percussion": "vibration or percussion",
    "heat_or_cold": "heat or cold",
    "swedish_flush": "Swedish flush",
    "tool_assisted": "tool-assisted work",
    "other": "another technique",
}
CONTACTS = {
    "thumb": "with the thumb",
    "finger": "with the fingers",
    "knuckle": "with the knuckles",
    "elbow": "with the elbow",
    "pincer": "with a pincer grip",
    "tool": "with a tool",
}
RESPONSES = {
    "released": "released",
    "partly": "partly released",
    "unchanged": "unchanged",
    "worse": "worse afterwards",
    "not_tolerated": "not tolerated, stopped",
}
ADVERSE = {
    "bruise": "bruising",
    "dizziness": "dizziness",
    "faint": "fainting",
    "new_numbness": "new numbness",
    "flare": "flare of pain",
    "headache": "headache",
    "nausea": "nausea",
    "skin_reaction": "skin reaction",
    "other": "another reaction, see the incident note",
}


def minutes(conduct: ConductFact) -> str:
    """Treatment: trigger point work 35 minutes, Swedish massage 15 minutes; 50 minutes in all."""
    worked = {kind: number for kind, number in conduct.minutes.items() if number}
    if not worked:
        return ""
    parts = ", ".join(f"{kind} {number} min" for kind, number in worked.items())
    return f"Treatment: {parts}" + (f"; {sum(worked.values())} min in all" if len(worked) > 1 else "")


def setting(conduct: ConductFact) -> str:
    """Prone and supine, draped, unscented oil."""
    position = listed(words.lower() for words in conduct.positions)
    parts = [
        f"position: {position}" if position else "",
        conduct.draping.lower(),
        f"products: {conduct.products}" if conduct.products else "",
    ]
    return "; ".join(part for part in parts if part)


def lines(points: Iterable[PointFact]) -> Iterator[str]:
    """A line for each way of working, with the points that were worked on like that."""
    alike: dict[str, list[str]] = {}
    for point in in_order(points):
        if point.treatments:
            steps = sorted(point.treatments, key=lambda each: (each.order, repr(each)))
            alike.setdefault("; then ".join(_applied(step) for step in steps), []).append(point.words)
    for how, where in alike.items():
        yield sentence(f"{listed(both_sides(where))}: {how}")


def asked_for(points: Iterable[PointFact]) -> Iterator[str]:
    """What a protocol asks for where nothing is written down as done: it may still be, or was left out."""
    alike: dict[str, list[str]] = {}
    for point in in_order(points):
        if point.todo and not point.treatments:
            alike.setdefault(point.todo, []).append(point.words)
    for what, where in alike.items():
        yield sentence(f"The protocol asks for, at {listed(both_sides(where))}: {what}")


def adverse(points: Iterable[PointFact]) -> str:
    """Adverse response: dizziness (left scalenus medius SM1). Only what was said; silence is not none."""
    told: dict[str, list[str]] = {}
    answers: list[str] = []
    for point in in_order(points):
        for step in point.treatments:
            answers.append(step.adverse)
            if step.adverse in ADVERSE and point.words not in told.setdefault(ADVERSE[step.adverse], []):
                told[ADVERSE[step.adverse]].append(point.words)
    if told:
        return "Adverse response: " + "; ".join(
            f"{what} ({listed(both_sides(where))})" for what, where in told.items()
        )
    return "No adverse response recorded" if answers and set(answers) == {"none"} else ""


def _applied(step: TreatmentFact) -> str:
    parts = [
        _with_what(step),
        _force(step),
        _how_long(step),
        f"above the pressure limit because: {step.over_cap_why}" if step.over_cap_why else "",
    ]
    how = ", ".join(part for part in parts if part)
    return f"{how}; {RESPONSES[step.response]}" if step.response in RESPONSES else how


def _with_what(step: TreatmentFact) -> str:
    """Pressure release with the thumb; tool-assisted work has said it already."""
    technique = TECHNIQUES.get(step.technique, step.technique)
    said = (step.technique, step.contact) == ("tool_assisted", "tool")
    return technique if said or step.contact not in CONTACTS else f"{technique} {CONTACTS[step.contact]}"


def _force(step: TreatmentFact) -> str:
    """Firm pressure (4 of 5), or step by step with the discomfort that was allowed."""
    if not step.steps:
        return pressure(step.pressure) if step.pressure else ""
    told = (
        f"{pressure(level)} {seconds} s"
        + (f" at discomfort {discomfort} of 10" if discomfort is not None else "")
        for level, discomfort, seconds in step.steps
    )
    return "in steps: " + ", ".join(told)


def _how_long(step: TreatmentFact) -> str:
    """60 s, twice; the sum of steps that were told one by one is not told again."""
    held = f"{step.hold_seconds} s" if step.hold_seconds and not step.steps else ""
    times = step.repetitions or 1
    again = "" if times == 1 else "twice" if times == 2 else f"{times} times"
    return ", ".join(part for part in (held, again) if part)

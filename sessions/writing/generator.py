"""The note that the map writes: plain, the same for the same facts, and no more than what was recorded.

It names no diagnosis and promises nothing; the assessment is left to the therapist.
"""

from collections.abc import Iterable, Iterator

from sessions.writing import palpation, treatment
from sessions.writing.facts import Facts, MotionFact, PointFact
from sessions.writing.models import Section
from sessions.writing.words import NOT_TAKEN, change, day, listed, paragraph, sentence

PAINS = {
    "none": "no pain",
    "end": "pain at the end of the movement",
    "arc": "painful arc",
    "through": "pain throughout",
}


def write(facts: Facts) -> dict[str, str]:
    """Each section's text; empty where nothing is known."""
    parts = {
        Section.SUBJECTIVE: _subjective(facts),
        Section.OBJECTIVE: _objective(facts),
        Section.ASSESSMENT: (_switched_on(facts, Section.ASSESSMENT),),
        Section.PLAN: _plan(facts),
    }
    return {section.value: "\n".join(line for line in told if line) for section, told in parts.items()}


def _switched_on(facts: Facts, section: Section) -> str:
    """The sentences that the therapist switched on for this section."""
    return paragraph(*facts.conduct.lines.get(section, ()))


def _subjective(facts: Facts) -> Iterator[str]:
    """The pain part; what the patient says of it is for the therapist to write."""
    taken = facts.pain_before is not None
    if taken or facts.pain_after is not None:
        now = f"{facts.pain_before} of 10" if taken else NOT_TAKEN
        left = f" ({facts.left_with} of 10 on leaving on {day(facts.left_on)})"
        yield sentence(f"Pain on arrival: {now}{left if facts.left_with is not None else ''}")
    familiar = palpation.in_order(point for point in facts.points if point.recognition == "yes")
    if familiar:
        yield sentence(
            f"Familiar pain reproduced by pressure on {'; '.join(_felt(point) for point in familiar)}"
        )
    yield _switched_on(facts, Section.SUBJECTIVE)


def _felt(point: PointFact) -> str:
    return f"{point.words}, felt at: {listed(point.referral)}" if point.referral else point.words


def _objective(facts: Facts) -> Iterator[str]:
    if facts.posture:
        yield sentence(f"Posture: {'; '.join(facts.posture)}")
    if facts.motions:
        yield sentence(f"Range of motion: {'; '.join(map(_moved, facts.motions))}")
    if facts.tests:
        yield sentence(f"Tests: {'; '.join(f'{test.words}: {test.result}' for test in facts.tests)}")
    yield from palpation.lines(facts.points)
    if not facts.points and _anything(facts):
        yield "No trigger points charted."
    yield _switched_on(facts, Section.OBJECTIVE)


def _moved(motion: MotionFact) -> str:
    """Neck rotation, right: 50 to 65 degrees, pain at the end of the movement."""
    pain = PAINS.get(motion.pain, "")
    return f"{motion.words}: {_degrees(motion)}" + (f", {pain}" if pain else "")


def _degrees(motion: MotionFact) -> str:
    before, after = motion.before, motion.after
    if before is None and after is None:
        return "not measured"
    if before is None:
        return f"{after} degrees after treatment, before not taken"
    if after is None:
        return f"{before} degrees before treatment, after not taken"
    return f"{before} degrees before and after" if before == after else f"{before} to {after} degrees"


def _plan(facts: Facts) -> Iterator[str]:
    """In the order it happened: what was done, how it was answered, what was said, what comes next."""
    conduct = facts.conduct
    yield paragraph(treatment.minutes(conduct), treatment.setting(conduct))
    yield from treatment.lines(facts.points)
    yield from treatment.asked_for(facts.points)
    yield paragraph(_after(facts), treatment.adverse(facts.points))
    yield _switched_on(facts, Section.PLAN)
    at_home = (("Home care", text) for text in (*conduct.given, conduct.home_care))
    yield from (
        sentence(f"{label}: {text}") for label, text in (*at_home, ("Next visit", conduct.next_visit)) if text
    )


def _after(facts: Facts) -> str:
    """After treatment: pain 6 to 3 of 10; well tolerated."""
    pain = "" if facts.pain_before is None and facts.pain_after is None else _whole(facts)
    said = "; ".join(part for part in (pain, facts.conduct.tolerance.lower()) if part)
    return f"Response: {said}" if said else ""


def _whole(facts: Facts) -> str:
    if facts.pain_after is None:
        return "pain on leaving not taken"
    if facts.pain_before is None:
        return f"pain on leaving {facts.pain_after} of 10"
    return f"pain {change(facts.pain_before, facts.pain_after)}"


def _anything(facts: Facts) -> bool:
    """Whether there was a session at all, so that no points is worth saying."""
    rows: Iterable[object] = (facts.motions, facts.tests, facts.posture, facts.conduct.minutes)
    return any(rows) or facts.pain_before is not None

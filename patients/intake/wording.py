"""What was said, as a person reads it."""

from typing import Any

from patients.intake.question_models import PainZone, Question

Kind = Question.Kind
YES_NO = {"yes": "Yes", "no": "No", "unsure": "Unsure"}
SIDES = {"left": "left", "right": "right", "midline": "in the middle"}


def of(question: Question, said: dict[str, Any]) -> str:
    """The answer in one line, since when and details left out."""
    values = said.get("values", [])
    if question.kind in {Kind.YES_NO, Kind.CONSENT}:
        return YES_NO.get(values[0], "") if values else ""
    if question.kind in {Kind.CHOICE, Kind.CHOICES}:
        labels = {option.value: option.label for option in question.options.all()}
        return ", ".join(labels.get(value, value) for value in values)
    if question.kind == Kind.PAIN_MAP:
        return ""
    return "\n".join(values)


def place(zone: PainZone, side: str) -> str:
    """Neck, left."""
    return f"{zone.words}{with_side(side)}" if zone.sided else zone.words


def with_side(side: str) -> str:
    return f", {SIDES[side]}"


def brief(question: Question, said: dict[str, Any], zones: dict[str, PainZone]) -> str:
    """The same for a list to look over, with since when and details, places and rows."""
    if question.kind == Kind.PAIN_MAP:
        pairs = (one.split(":") for one in said.get("values", []))
        return "; ".join(place(zones[zone], side) for zone, side in pairs if zone in zones)
    if "scores" in said:
        return f"{len(said['scores'])} scored"
    if "rows" in said:
        return "; ".join(", ".join(row.values()) for row in said["rows"])
    if question.kind == Kind.SIGNATURE:
        return str(said.get("name", ""))
    more = [said[name] for name in ("since", "details") if said.get(name)]
    return ". ".join([of(question, said), *more])

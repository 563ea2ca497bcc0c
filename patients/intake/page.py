"""What a screen's template needs: each question with what was said, what is wrong, and how it is drawn."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from patients.intake import body, consents, earlier, wording
from patients.intake.drafts import Reader, Saved, may_read, step_of
from patients.intake.kinds import LISTS, ROWS, SCORES, opens_more
from patients.intake.question_models import PainZone, Question
from patients.intake.screens import Questionnaire, Screen
from patients.models import DraftStep

Kind = Question.Kind
LABELS = {
    "name": "Name",
    "dose": "How much, how often",
    "reason": "What for",
    "last_taken": "Last taken",
    "reaction": "What happens",
    "happened": "When",
    "details": "Where, and anything to know",
}
HEADS = {Kind.MEDICINES: "Medicine", Kind.ALLERGIES: "Allergic to", Kind.OPERATIONS: "Operation"}
WHICH = {"now": "Now", "worst": "Worst this week", "best": "Best this week"}
INPUTS = {
    "phone": ("tel", "tel"),
    "email": ("email", "email"),
    "birth_on": ("text", "bday"),
    "address": ("text", "street-address"),
}


@dataclass
class Asked:
    """One question as its template shows it. said: what stands in the form."""

    question: Question
    said: dict[str, Any]
    errors: list[str] = field(default_factory=list)
    context: dict[str, Any] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        return self.question.slug

    @property
    def template(self) -> str:
        return f"intake/kinds/{self.question.kind}.html"

    @property
    def value(self) -> str:
        return next(iter(self.said.get("values", [])), self.said.get("text", ""))

    @property
    def text(self) -> str:
        return self.said.get("text", self.value)

    @property
    def input(self) -> tuple[str, str]:
        return INPUTS.get(self.question.fills, ("text", "off"))

    @property
    def choices(self) -> list[dict[str, Any]]:
        chosen = self.said.get("values", [])
        return [
            {
                "value": one.value,
                "label": one.label,
                "on": one.value in chosen,
                "more": opens_more(self.question, one.value),
            }
            for one in self.question.options.all()
        ]

    @property
    def has_more(self) -> bool:
        return any(choice["more"] for choice in self.choices)

    @property
    def keys(self) -> list[tuple[str, str, bool]]:
        """Yes, no and unsure, in the order of the thumb."""
        return [(value, words, value == self.value) for value, words in wording.YES_NO.items()]

    @property
    def scores(self) -> list[tuple[int, bool]]:
        return [(score, str(score) == self.text) for score in range(11)]

    @property
    def rows(self) -> Iterator[dict[str, Any]]:
        """As many lines as are filled, and three more to write on; the script adds the rest."""
        said = self.said.get("rows", [])
        filled = max((n for n, row in enumerate(said, 1) if any(row.values())), default=0)
        for number in range(min(max(filled + 2, 3), ROWS)):
            row = said[number] if number < len(said) else {}
            cells = [
                {
                    "name": f"{self.slug}.{number}.{name}",
                    "label": HEADS[Kind(self.question.kind)] if name == "name" else LABELS[name],
                    "value": row.get(name, ""),
                    "most": most,
                }
                for name, most in LISTS[self.question.kind].items()
            ]
            yield {"number": number + 1, "cells": cells}


def page(
    reader: Reader,
    walk: Questionnaire,
    screen: Screen,
    addresses: Any,
    tab: str,
    *,
    saved: Saved | None = None,
) -> dict[str, Any]:
    """The context of intake/step.html; answers that others wrote are shut away."""
    step = step_of(reader.draft, screen.slug)
    sealed = not may_read(step, reader) and saved is None
    said = saved.shown if saved else _said(walk, screen, reader, step, sealed=sealed)
    place = walk.place(screen)
    return {
        "patient": reader.draft.patient,
        "staff": reader.staff,
        "frame": addresses.frame,
        "screen": screen,
        "place": place,
        "sealed": sealed,
        "asked": [_asked(one, said.get(one.slug) or {}, walk, saved, reader) for one in screen.questions],
        "tab": tab,
        **_stand(step, saved),
        "back": addresses.step(place.before) if place.before else "",
        "here": addresses.step(screen.slug),
        "is_last": not place.after,
        "anything_wrong": bool(saved and saved.errors),
        "review": review(walk, reader, addresses) if not place.after else [],
    }


def _stand(step: DraftStep | None, saved: Saved | None) -> dict[str, Any]:
    """Which saving the form goes on from."""
    version = step.version if step else 0
    return {
        "seq": step.seq if step else 0,
        "base": saved.step.version if saved else version,
        "saved_at": step.saved_at if step else None,
    }


def _said(
    walk: Questionnaire, screen: Screen, reader: Reader, step: DraftStep | None, *, sealed: bool
) -> dict[str, Any]:
    """What was saved; before that, for who may see it, what was said last time."""
    if step:
        return {} if sealed else step.told
    return earlier.told(walk, screen) if reader.proven else {}


def _asked(
    question: Question, said: dict[str, Any], walk: Questionnaire, saved: Saved | None, reader: Reader
) -> Asked:
    asked = Asked(question, said, list(saved.errors.get(question.slug, [])) if saved else [])
    if question.kind == Kind.PAIN_MAP:
        asked.context = body.to_tap(reader.draft.patient.figure, said.get("values", []), walk.zones)
    elif question.kind == Kind.PAIN_LEVELS:
        asked.context = {"places": levels(question, said, walk)}
    elif question.kind == Kind.CONSENT:
        asked.context = {"text": consents.texts().get(question.fills)}
    return asked


def levels(question: Question, said: dict[str, Any], walk: Questionnaire) -> list[dict[str, Any]]:
    """A scale each for now, worst and best, for every place that was tapped."""
    chosen = walk.told.get(question.shown_if_id or "", {}).get("values", [])
    return [_level(question, place, said.get("scores", {}).get(place, {}), walk.zones) for place in chosen]


def _level(
    question: Question, place: str, scores: dict[str, Any], zones: dict[str, PainZone]
) -> dict[str, Any]:
    slug, _, side = place.partition(":")
    return {
        "words": wording.place(zones[slug], side),
        "scales": [
            {
                "name": f"{question.slug}.{place}.{which}",
                "label": WHICH[which],
                "keys": [(score, str(scores.get(which, "")) == str(score)) for score in range(11)],
            }
            for which in SCORES
        ],
    }


def review(walk: Questionnaire, reader: Reader, addresses: Any) -> list[dict[str, Any]]:
    """Each screen before the last with what was said on it, in short; what others wrote stays shut."""
    steps = {step.section_id: step for step in reader.draft.steps.all()}
    return [
        _reviewed(walk, screen, steps.get(screen.slug), reader, addresses) for screen in walk.screens[:-1]
    ]


def _reviewed(
    walk: Questionnaire, screen: Screen, step: Any, reader: Reader, addresses: Any
) -> dict[str, Any]:
    readable = step is not None and may_read(step, reader)
    told = step.told if readable else {}
    lines = [
        (one.wording, wording.brief(one, told[one.slug], walk.zones))
        for one in screen.questions
        if one.slug in told and told[one.slug].get("values") != ["no"]
    ]
    return {
        "title": screen.section.title,
        "address": addresses.step(screen.slug),
        "done": step is not None and step.done,
        "sealed": step is not None and not readable,
        "lines": lines,
        "all_no": bool(told) and not lines,
    }

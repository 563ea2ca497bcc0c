"""The questionnaire as it is walked through: which screens there are for this draft, and in what order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from typing import Any

from clinic import clock
from clinic.asking import give, together
from patients.intake.question_models import Option, PainZone, Question, Raises, Section
from patients.models import MedicalHistory

Told = Mapping[str, Any]
SIGN_AGAIN_AFTER = timedelta(days=365)
Audience = Question.Audience


@dataclass
class Screen:
    """One section with those of its questions that are asked."""

    section: Section
    questions: list[Question] = field(default_factory=list)

    @property
    def slug(self) -> str:
        return self.section.slug


@dataclass
class Place:
    """Where in the walk a screen stands: part 3 of 12, its first screen of two."""

    part: int
    parts: int
    number: int
    of: int
    before: str
    after: str
    after_title: str

    @property
    def bars(self) -> list[bool]:
        return [number < self.part for number in range(self.parts)]


class Questionnaire:
    """All screens for one kind of reader; told: what was said so far, by question."""

    def __init__(self, told: Told, *, by_staff: bool, latest: MedicalHistory | None) -> None:
        self.told, self.by_staff, self.latest = told, by_staff, latest

    @cached_property
    def zones(self) -> dict[str, PainZone]:
        return {zone.slug: zone for zone in PainZone.objects.all()}

    @cached_property
    def all_screens(self) -> list[Screen]:
        """Every screen that could be asked, conditions aside."""
        unwanted = Audience.PATIENT if self.by_staff else Audience.STAFF
        sections = Section.objects.all()
        asked = Question.objects.filter(active=True).exclude(audience=unwanted).order_by("order", "slug")
        options, raises = (of.objects.filter(question__in=asked.values("pk")) for of in (Option, Raises))
        together(sections, asked, options, raises)
        found = {section.pk: Screen(section) for section in sections}
        for question in asked:
            give(question, "options", [one for one in options if one.question_id == question.pk])
            give(question, "raises", [one for one in raises if one.question_id == question.pk])
            question.section = found[question.section_id].section
            found[question.section_id].questions.append(question)
        return [screen for screen in found.values() if screen.questions]

    @cached_property
    def screens(self) -> list[Screen]:
        wanted = [screen for screen in self.all_screens if self._is_due(screen.section)]
        return [screen for screen in wanted if any(self.is_asked(one) for one in screen.questions)]

    def _is_due(self, section: Section) -> bool:
        if section.slug == "changed":
            return self.latest is not None and not self.signs_again
        return section.every_time or not self.nothing_changed

    @property
    def signs_again(self) -> bool:
        """The last signature is a year old, so all of it is asked and signed anew."""
        signature = getattr(self.latest, "signature", None) if self.latest else None
        return signature is None or signature.signed_at < clock.now() - SIGN_AGAIN_AFTER

    @property
    def nothing_changed(self) -> bool:
        if self.latest is None or self.signs_again:
            return False
        return self.told.get("changed", {}).get("values") == ["no"]

    def is_asked(self, question: Question) -> bool:
        """Whether what was said before calls for it."""
        if question.shown_if_id is None:
            return True
        said = self.told.get(question.shown_if_id, {}).get("values", [])
        return bool(set(said) & set(question.shown_values)) if question.shown_values else bool(said)

    def screen(self, slug: str) -> Screen | None:
        return next((screen for screen in self.screens if screen.slug == slug), None)

    def place(self, screen: Screen) -> Place:
        letters = list(dict.fromkeys(each.section.letter for each in self.screens))
        beside = [each for each in self.screens if each.section.letter == screen.section.letter]
        at = self.screens.index(screen)
        after = self.screens[at + 1] if at + 1 < len(self.screens) else None
        return Place(
            part=letters.index(screen.section.letter) + 1,
            parts=len(letters),
            number=beside.index(screen) + 1,
            of=len(beside),
            before=self.screens[at - 1].slug if at else "",
            after=after.slug if after else "",
            after_title=after.section.title if after and not self._decides(screen) else "",
        )

    def _decides(self, screen: Screen) -> bool:
        """What is said here changes what comes after it."""
        others = [one for each in self.all_screens if each.slug != screen.slug for one in each.questions]
        asked_by = {one.shown_if_id for one in others}
        return screen.slug == "changed" or any(one.slug in asked_by for one in screen.questions)

    def first_open(self, done: Iterable[str]) -> str:
        """The first screen that was not passed yet; the last one when all were."""
        passed = set(done)
        slugs = [screen.slug for screen in self.screens]
        return next((slug for slug in slugs if slug not in passed), slugs[-1])

    def asked(self) -> list[Question]:
        """All questions that this walk asks, in order."""
        return [one for screen in self.screens for one in screen.questions if self.is_asked(one)]

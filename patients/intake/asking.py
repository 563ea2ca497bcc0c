"""Changing the questionnaire: what a clinic may do with it, and what it may not lose by that."""

from typing import Any

from django.db.models import F

from clinic import audit
from clinic.models import Clinic, Staff
from clinic.refusals import Refused
from clinic.transactions import verb
from patients.intake.question_forms import slug_for
from patients.intake.question_models import Option, Question, Section


class QuestionRefused(Refused):
    """Why a question stays as it is."""


@verb
def change(question: Question, version: int, *, active: bool, by: Staff, **texts: Any) -> Question:
    """Reword, move, hide or show; a caution that no other question asks for keeps its question."""
    held = Question.objects.select_for_update(of=("self",)).get(pk=question.pk)
    if held.version != version:
        raise QuestionRefused("Someone changed this question first. What it says now is on this page.")
    lost = only_asked_here(held) if held.active and not active else []
    if lost:
        raise QuestionRefused(
            f"Only this question asks for: {'; '.join(lost)}. Reword it, but keep it, or the caution is lost."
        )
    if held.required and held.active and not active:
        raise QuestionRefused(
            "This one has to be answered before the questionnaire can be sent, so it stays."
        )
    _refuse_too_late(texts.get("shown_if_id"), held.section, texts.get("order", held.order))
    changed = [name for name, value in {**texts, "active": active}.items() if getattr(held, name) != value]
    if not changed:
        return held
    for name in changed:
        setattr(held, name, {**texts, "active": active}[name])
    held.version = F("version") + 1
    held.save()
    audit.record("question changed", by=by, fields=[held.slug, *changed])
    held.refresh_from_db()
    return held


def _refuse_too_late(shown_if: str | None, section: Section, order: int) -> None:
    """What decides whether a question is asked has to be asked before it."""
    before = Question.objects.filter(pk=shown_if).select_related("section").first() if shown_if else None
    if before and (before.section.order, before.order) >= (section.order, order):
        raise QuestionRefused(
            f"\u201c{before.wording}\u201d is asked later, so this one would never be. "
            "Choose an earlier question, or place this one further down."
        )


def only_asked_here(question: Question) -> list[str]:
    """What the rules ask that no other question of the questionnaire does."""
    elsewhere = Question.objects.filter(active=True).exclude(pk=question.pk).values("raises__rule")
    links = question.raises.exclude(rule__in=elsewhere.filter(raises__isnull=False)).select_related("rule")
    return sorted({link.rule.trigger for link in links})


@verb
def add(
    *, section: Section, labels: list[str], condition: dict[str, Any] | None = None, by: Staff, **texts: Any
) -> Question:
    """A question of the clinic's own, after those that stand on the page already.

    texts: wording, help, kind and audience. condition: shown_if_id and shown_values, where it is not asked
    of everybody.
    """
    told = condition or {}
    order = Question._meta.get_field("order").get_default()
    _refuse_too_late(told.get("shown_if_id"), section, order)
    question = Question.objects.create(
        slug=slug_for(texts["wording"]), section=section, own=True, **texts, **told
    )
    Option.objects.bulk_create(
        Option(question=question, value=f"answer-{n}", label=label, order=n)
        for n, label in enumerate(labels, 1)
    )
    audit.record("question changed", by=by, fields=[question.slug, "wording"])
    return question


@verb
def set_clinic(*, intake_required: bool, intake_link_days: int, by: Staff) -> Clinic:
    clinic = Clinic.objects.select_for_update().get(pk=Clinic.current().pk)
    clinic.intake_required, clinic.intake_link_days = intake_required, intake_link_days
    clinic.save(update_fields=["intake_required", "intake_link_days"])
    audit.record("changed", clinic, by=by, fields=["intake_required", "intake_link_days"])
    return clinic

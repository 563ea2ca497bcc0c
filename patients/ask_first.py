"""Whose visit a caution may forbid: all that the desk learns of cautions, for a whole day at once."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from clinic.asking import together
from patients import screening
from patients.cautions import BLOCKING
from patients.facts import RECENT_FORM
from patients.models import Answer, MedicalHistory, Patient, Reading, Settlement
from patients.settling.today import facts_of, readings_of

# Rules that could forbid a visit; a past event may turn out to be a recent one.
GRAVE = Q(rule__severity__in=BLOCKING) | Q(rule__affects__contains="block") | Q(rule__in=[*RECENT_FORM])


def suspected(patient: str, *, on: Any) -> dict[str, Any]:
    """To be asked for in the query that fetches the people, along the path to them; most days it is nobody.

    An answer that could forbid a visit, or something measured on that day; of() looks closer. on: the day,
    or a blank for it.
    """
    same = {"patient": OuterRef(patient)}
    answered = Answer.objects.filter(GRAVE, history__patient=OuterRef(patient)).exclude(answer="no")
    return {"is_suspected": Exists(answered) | Exists(Reading.objects.filter(**same, on=on))}


def of(people: Iterable[Patient], *, on: date) -> set[int]:
    """The keys of those whose visit on that day something may forbid; two questions, none for nobody."""
    asked = {person.pk: person for person in people}
    if not asked:
        return set()
    answered, settled = _latest_answers(asked), Settlement.objects.filter(patient__in=asked)
    readings = readings_of(asked.values(), on=on)
    together(answered, settled, readings)
    told: dict[MedicalHistory, list[Answer]] = defaultdict(list)
    for answer in answered:
        told[answer.history].append(answer)
    histories: dict[int, tuple[MedicalHistory | None, list[Answer]]] = {
        history.patient_id: (history, answers) for history, answers in told.items()
    }
    decided: dict[int, list[Settlement]] = defaultdict(list)
    for one in settled:
        decided[one.patient_id].append(one)
    # The rules by themselves: of many rows Django's own way is the faster one.
    facts, rules = facts_of(asked.values(), on=on, readings=readings), screening.all_rules()
    found = set()
    for key in asked:
        history, answers = histories.get(key, (None, []))
        cautions = screening.screen(
            history, on=on, today=facts[key], rules=rules, settlements=decided[key], answers=answers
        )
        if cautions.forbids:
            found.add(key)
    return found


def _latest_answers(people: Iterable[int]) -> QuerySet[Answer]:
    """What was not denied in each one's newest version; with the version and the rules, in one question."""
    newest = MedicalHistory.objects.filter(patient=OuterRef("history__patient")).order_by("-version")
    rows = Answer.objects.filter(history__patient__in=people, history=Subquery(newest.values("pk")[:1]))
    return rows.exclude(answer="no").select_related("rule", "history").order_by("rule__order")

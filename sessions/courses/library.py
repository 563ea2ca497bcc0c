"""The clinic's own settings: its library of home care, the defaults of plans, thresholds of measures."""

from typing import Any

from clinic import audit
from clinic.models import Role, Staff
from clinic.transactions import verb
from sessions.courses import claims, scoring
from sessions.courses.models import CourseDefault, HomeCareItem, Measure
from sessions.courses.refusals import ChangedMeanwhile, CourseRefused
from sessions.courses.safety import no_self_pressure

ITEM = (
    "name", "kind", "muscle", "seconds", "repetitions", "times_a_day", "days_a_week", "pressure", "words",
    "stop_rules", "active",
)  # fmt: skip
DEFAULT = ("times", "weeks", "visits", "minutes", "reassess_visits", "reassess_days", "no_change_after")
THRESHOLDS = ("detectable", "important", "important_percent", "bands", "source")


@verb
def write_item(item: HomeCareItem | None, said: dict[str, Any], *, version: int, by: Staff) -> HomeCareItem:
    """A new item, or this one changed; what was given of it before keeps its words."""
    held = (
        HomeCareItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
        if item
        else HomeCareItem(version=0)
    )
    if held.version != version:
        raise ChangedMeanwhile
    refuse_item(said)
    for name in ITEM:
        setattr(held, name, said[name])
    held.version += 1
    held.save()
    audit.record("changed", held, by=by, fields=ITEM)
    return held


def refuse_item(said: dict[str, Any]) -> None:
    """Raises CourseRefused for what nobody should be given, or be promised."""
    text = " ".join(str(said[name]) for name in ("name", "words", "stop_rules"))
    if found := claims.found_in(text):
        raise CourseRefused(claims.sentence(found))
    muscle = said["muscle"]
    if said["kind"] == HomeCareItem.Kind.RELEASE and (muscle is None or said["pressure"] is None):
        raise CourseRefused("Self-release says on which muscle, and how hard at most.")
    instructions = f"{said['name']} {said['words']}"
    if unsafe := no_self_pressure(said["kind"], muscle and muscle.pk, instructions):
        raise CourseRefused(unsafe)


def may_set(staff: Staff) -> bool:
    """Numbers that decide what a record says are for a clinical lead or an admin."""
    return staff.is_active and (staff.clinical_lead or staff.has(Role.ADMIN))


@verb
def write_default(kind: CourseDefault, said: dict[str, int], *, by: Staff) -> CourseDefault:
    _refuse_others(by)
    held = CourseDefault.objects.select_for_update().get(pk=kind.pk)
    for name in DEFAULT:
        setattr(held, name, said[name])
    held.save()
    audit.record("changed", by=by, fields=[f"defaults of a plan: {held.slug}"])
    return held


@verb
def write_measure(measure: Measure, said: dict[str, Any], *, version: int, by: Staff) -> Measure:
    """Other thresholds, with their source; outcomes taken before keep theirs."""
    _refuse_others(by)
    held = Measure.objects.select_for_update().get(pk=measure.pk)
    if held.version != version:
        raise ChangedMeanwhile
    for name in THRESHOLDS:
        setattr(held, name, said[name])
    try:
        scoring.bands(held)
    except ValueError as error:
        raise CourseRefused(
            "Each line of the bands is a number and its words, such as 50 some impact."
        ) from error
    held.version += 1
    held.save()
    audit.record("changed", by=by, fields=[f"thresholds: {held.slug}"])
    return held


def _refuse_others(staff: Staff) -> None:
    if not may_set(staff):
        raise CourseRefused("Only a clinical lead or an admin changes these numbers.")

"""Muscles by name on pages of the floors below, which know only their slugs, and the way to the open map."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django import template
from django.contrib.postgres.aggregates import ArrayAgg
from django.urls import reverse

from clinic.models import Staff
from sessions.models import Muscle, TreatmentSession

register = template.Library()


@register.simple_tag
def muscle_catalogue(patient: Any, staff: Staff) -> dict[str, Any]:
    """Every muscle's name by slug, those with a point of this patient, and the map open with them."""
    mine = TreatmentSession.objects.visible_to(staff).unsigned().filter(patient=patient, therapist=staff.pk)
    sore = ArrayAgg("patient__trigger_points__muscle", default=[], distinct=True)
    held = mine.order_by("-started_at").annotate(sore=sore).values_list("pk", "sore").first()
    chart = reverse("sessions:chart", args=[held[0]]) if held else ""
    return {"names": muscle_names(), "chart": chart, "sore": set(held[1]) if held else set()}


@cache
def muscle_names() -> dict[str, str]:
    """By slug; only a migration changes them, and after one every process is a new one."""
    return dict(Muscle.objects.values_list("slug", "name"))


@register.inclusion_tag("sessions/_muscles.html")
def muscles_to_check(
    catalogue: dict[str, Any], slugs: Iterable[str], side: str = "", at_once: int | None = None
) -> dict[str, Any]:
    """Their names, each a link: to its place on the open map, else to its own page with the drawing.

    at_once: how many are shown, those with a point first; the others are behind one word.
    """
    known = side if side in ("left", "right") else ""
    names = catalogue["names"]
    muscles = [(slug, names[slug]) for slug in slugs if slug in names]
    if at_once is not None:
        muscles.sort(key=lambda muscle: muscle[0] not in catalogue["sore"])
    # One that would stand alone behind the word is shown as well.
    shown = len(muscles) if at_once is None or len(muscles) <= at_once + 1 else at_once
    return {
        "muscles": muscles[:shown],
        "others": muscles[shown:],
        "chart": catalogue["chart"],
        "side": known,
    }

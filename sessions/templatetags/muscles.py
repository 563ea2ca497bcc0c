"""Muscles by name on pages of the floors below, which know only their slugs, and the way to the open map."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django import template
from django.urls import reverse

from clinic.models import Staff
from sessions.models import Muscle, TreatmentSession

register = template.Library()


@register.simple_tag
def muscle_catalogue(patient: Any, staff: Staff) -> dict[str, Any]:
    """Every muscle's name by slug, and the map that this therapist has open with the patient."""
    mine = TreatmentSession.objects.visible_to(staff).unsigned().filter(patient=patient, therapist=staff.pk)
    held = mine.order_by("-started_at").values_list("pk", flat=True).first()
    chart = reverse("sessions:chart", args=[held]) if held else ""
    return {"names": muscle_names(), "chart": chart}


@cache
def muscle_names() -> dict[str, str]:
    """By slug; only a migration changes them, and after one every process is a new one."""
    return dict(Muscle.objects.values_list("slug", "name"))


@register.inclusion_tag("sessions/_muscles.html")
def muscles_to_check(catalogue: dict[str, Any], slugs: Iterable[str], side: str = "") -> dict[str, Any]:
    """Their names; each a link to its place on the open map, where there is one."""
    known = side if side in ("left", "right") else ""
    names = catalogue["names"]
    muscles = [(slug, names[slug]) for slug in slugs if slug in names]
    return {"muscles": muscles, "chart": catalogue["chart"], "side": known}

"""Pages of the catalogue; they know no patient."""

from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from clinic.access import StaffRequest, allow
from clinic.models import Role
from sessions import muscles as catalogue
from sessions import referral
from sessions.models import Muscle, Side, Zone

WORDS = 80


class Choice(NamedTuple):
    """One key of the pain finder: value is slug.side."""

    value: str
    label: str
    chosen: bool


@allow(Role.THERAPIST)
@require_GET
def muscles(request: StaffRequest) -> HttpResponse:
    """All of them from head to foot, or those of a region, or those that some words name."""
    words = request.GET.get("words", "")[:WORDS]
    region = request.GET.get("region", "")
    context = {
        "regions": catalogue.browse(words, region if region in catalogue.REGIONS else ""),
        "labels": catalogue.regions_of_muscles(),
        "region": region,
        "words": words,
    }
    return render(request, "sessions/muscles.html", context)


@allow(Role.THERAPIST)
@require_GET
def muscle(request: StaffRequest, slug: str) -> HttpResponse:
    page = catalogue.page(get_object_or_404(Muscle.objects.select_related("clinic"), pk=slug))
    return render(request, "sessions/muscle.html", {"page": page})


@allow(Role.THERAPIST)
@require_GET
def from_pain(request: StaffRequest) -> HttpResponse:
    """Where it hurts is tapped, and the muscles that refer there come, with why."""
    zones = list(Zone.objects.all())
    asked = asked_of(request.GET.getlist("zone"), zones)
    context = {
        "groups": groups(zones, asked),
        "asked": asked,
        "suggestions": referral.suggest(asked),
    }
    template = "sessions/_suggestions.html" if "HX-Request" in request.headers else "sessions/from_pain.html"
    return render(request, template, context)


def asked_of(values: list[str], zones: list[Zone]) -> list[referral.Place]:
    """What is not a zone with a side of its own is left out: an old link still answers."""
    possible = {f"{zone.pk}.{side}": (zone.pk, side) for zone in zones for side in zone.possible_sides}
    return [possible[value] for value in dict.fromkeys(values) if value in possible]


def groups(
    zones: list[Zone], asked: list[referral.Place]
) -> list[tuple[str, bool, list[tuple[Zone, list[Choice]]]]]:
    """Each region's label, whether something in it is chosen, and its zones with a key for each side."""
    found = []
    for slug, label in catalogue.REGIONS.items():
        rows = [(zone, _choices(zone, asked)) for zone in zones if zone.region == slug]
        chosen = any(choice.chosen for _zone, choices in rows for choice in choices)
        found.append((label, chosen, rows))
    return [group for group in found if group[2]]


def _choices(zone: Zone, asked: list[referral.Place]) -> list[Choice]:
    return [
        Choice(f"{zone.pk}.{side}", Side(side).label, (zone.pk, side) in asked)
        for side in zone.possible_sides
    ]

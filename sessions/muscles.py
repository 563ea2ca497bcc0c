"""The catalogue for reading: muscles by region or by words, each with its points, pain and neighbours."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import QuerySet

from patients.models import PostureSign
from sessions import body_map
from sessions.figure import Figure, figures
from sessions.models import Muscle, MuscleSite, PointFinding, Side, TriggerPoint, Zone

REGIONS = {
    "head_face": "Head and face",
    "neck": "Neck",
    "upper_back": "Upper back",
    "shoulder": "Shoulder",
    "arm": "Upper arm",
    "forearm": "Forearm",
    "hand": "Hand",
    "chest": "Chest",
    "abdomen": "Abdomen",
    "lower_back": "Lower back",
    "pelvis_hip": "Pelvis and hip",
    "thigh": "Thigh",
    "knee": "Knee",
    "leg": "Lower leg",
    "foot": "Foot",
}
DRAWN_ON = "tp-a"


@dataclass(frozen=True)
class Region:
    slug: str
    label: str
    muscles: list[Muscle]


@dataclass(frozen=True)
class Site:
    """A known place of trigger points; number is its mark in the pictures, None where it is not drawn."""

    number: int | None
    code: str
    words: str


@dataclass(frozen=True)
class Page:
    """All that the catalogue knows of one muscle."""

    muscle: Muscle
    region: str
    sites: list[Site]
    figures: list[Figure]
    essential: list[Zone]
    spillover: list[Zone]
    antagonists: list[Muscle]
    synergists: list[Muscle]
    posture: list[PostureSign]


def browse(words: str = "", region: str = "") -> list[Region]:
    """Regions from head to foot with their muscles; words: parts of a name, an alias or a complaint."""
    wanted = words.casefold().split()
    muscles = [
        muscle
        for muscle in Muscle.objects.offered().prefetch_related("sites")
        if region in ("", muscle.region) and all(word in _text(muscle) for word in wanted)
    ]
    return by_region(muscles)


def regions_of_muscles() -> dict[str, str]:
    """Labels by slug, from head to foot; pain has places, such as the knee, that are no muscle's own."""
    own = set(Muscle.objects.order_by().values_list("region", flat=True).distinct())
    return {slug: label for slug, label in REGIONS.items() if slug in own}


def by_region(muscles: Iterable[Muscle]) -> list[Region]:
    """The same muscles under the headings of their regions, in the catalogue's order within each."""
    places = {slug: place for place, slug in enumerate(REGIONS)}
    ordered = sorted(muscles, key=lambda muscle: (places[muscle.region], muscle.order))
    return [
        Region(slug, REGIONS[slug], list(group)) for slug, group in groupby(ordered, lambda each: each.region)
    ]


def page(muscle: Muscle) -> Page:
    """Four queries, whatever the muscle."""
    sites = list(muscle.sites.all())
    findings = _drawn(muscle, sites)
    numbers = {finding.point.code: finding.number for finding in findings}
    referrals = list(muscle.referrals.select_related("zone").order_by("zone__order"))
    neighbours = Muscle.objects.filter(pk__in=[*muscle.antagonists, *muscle.synergists])
    return Page(
        muscle=muscle,
        region=REGIONS[muscle.region],
        sites=[Site(numbers.get(site.code), site.code, site.words) for site in sites],
        figures=figures((finding, None) for finding in findings),
        essential=[referral.zone for referral in referrals if referral.essential],
        spillover=[referral.zone for referral in referrals if not referral.essential],
        antagonists=_of(neighbours, muscle.antagonists),
        synergists=_of(neighbours, muscle.synergists),
        posture=[*PostureSign.objects.filter(pk__in=muscle.posture)],
    )


def _text(muscle: Muscle) -> str:
    return " ".join([muscle.name, muscle.latin, *muscle.aliases, *muscle.complaints]).casefold()


def _of(muscles: QuerySet[Muscle], slugs: list[str]) -> list[Muscle]:
    return [muscle for muscle in muscles if muscle.pk in slugs]


def _drawn(muscle: Muscle, sites: list[MuscleSite]) -> list[PointFinding]:
    """The sites as points of nobody, on the left where there is one, so that they can be drawn like any."""
    side = Side.MIDLINE if muscle.sides == Muscle.Sides.MIDLINE else Side.LEFT
    drawn: list[PointFinding] = []
    for site in sites:
        try:
            place = body_map.canonical(DRAWN_ON, muscle.pk, site.code, side)
        except body_map.Unplaced:
            continue
        drawn.append(
            PointFinding(
                point=TriggerPoint(muscle=muscle, side=side, code=site.code),
                number=len(drawn) + 1,
                chart=DRAWN_ON,
                chart_version=body_map.VERSION,
                view=place.view,
                x=place.x,
                y=place.y,
            )
        )
    return drawn

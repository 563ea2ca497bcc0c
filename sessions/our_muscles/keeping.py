"""Adding a muscle of the clinic's own, changing it, hiding an entry: for an admin or a clinical lead."""

from collections.abc import Sequence
from typing import Any, TypedDict

from django.db.models import Max
from django.utils.text import slugify

from clinic import audit, clock
from clinic.models import Role, Staff
from clinic.transactions import verb
from sessions.models import Muscle, Referral, TriggerPoint
from sessions.our_muscles.models import ClinicMuscle
from sessions.refusals import SessionRefused

OWN = "own_"
PLAIN = ("name", "latin", "region", "depth", "sides", "aliases", "cautions")


class Texts(TypedDict):
    """What is known of an own muscle; zones by slug, the essential ones and the wider ones."""

    name: str
    latin: str
    region: str
    depth: str
    sides: str
    aliases: Sequence[str]
    cautions: str
    essential: Sequence[str]
    spillover: Sequence[str]


class CatalogueRefused(SessionRefused):
    """The catalogue cannot be changed like that."""


def may_keep(staff: Staff) -> bool:
    return staff.is_active and (staff.clinical_lead or staff.has(Role.ADMIN))


@verb
def add(texts: Texts, *, why: str, by: Staff) -> ClinicMuscle:
    """A muscle that the catalogue lacks; it has no region on the drawing, so it is placed by search."""
    _refuse_others(by)
    _refuse_known(texts["name"])
    last = Muscle.objects.aggregate(last=Max("order"))["last"] or 0
    muscle = Muscle(slug=_slug(texts["name"]), order=last + 1)
    _write(muscle, texts)
    held = ClinicMuscle(muscle=muscle, own=True, said=_said(texts))
    return _keep(held, "added a muscle", why, by)


@verb
def change(held: ClinicMuscle, texts: Texts, *, after: int, why: str, by: Staff) -> ClinicMuscle:
    """New texts for an own muscle; after: the version they were written on top of."""
    _refuse_others(by)
    held = ClinicMuscle.objects.select_for_update(of=("self",)).get(pk=held.pk)
    if not held.own:
        raise CatalogueRefused("This muscle came with the catalogue. It can be hidden, not rewritten.")
    if held.version != after:
        raise CatalogueRefused("Someone else changed this muscle meanwhile. Yours is still here; compare.")
    if held.said == _said(texts):
        raise CatalogueRefused("Nothing is different yet. Change the text, then save it.")
    if held.muscle.sides != texts["sides"] and TriggerPoint.objects.filter(muscle=held.muscle).exists():
        raise CatalogueRefused("It was charted already, so whether it has two sides stays as it is.")
    _refuse_known(texts["name"], but=held.muscle)
    _write(held.muscle, texts)
    held.said, held.version = _said(texts), held.version + 1
    return _keep(held, "changed a muscle", why, by)


@verb
def hide(muscle: Muscle, *, hidden: bool, why: str, by: Staff) -> ClinicMuscle:
    """Leave it out of search, lists and suggestions, or show it again; its points stay where they are."""
    _refuse_others(by)
    Muscle.objects.select_for_update(no_key=True).get(pk=muscle.pk)
    held = ClinicMuscle.objects.filter(muscle=muscle).first() or ClinicMuscle(muscle=muscle, version=0)
    if held.hidden == hidden:
        raise CatalogueRefused(f"{muscle} is {'hidden' if hidden else 'shown'} already.")
    held.hidden, held.version = hidden, held.version + 1
    return _keep(held, "hid a muscle" if hidden else "showed a muscle", why, by)


def _keep(held: ClinicMuscle, action: str, why: str, by: Staff) -> ClinicMuscle:
    held.why, held.changed_by, held.changed_at = why, by, clock.now()
    held.save()
    audit.record(action, held, by=by, fields=[held.muscle_id], reason=why)
    return held


def _write(muscle: Muscle, texts: Texts) -> None:
    """The catalogue's own rows, which everything else reads."""
    for name in PLAIN:
        setattr(muscle, name, texts[name])  # type: ignore[literal-required]
    muscle.save()
    muscle.referrals.all().delete()
    zones = dict.fromkeys([*texts["essential"], *texts["spillover"]])
    Referral.objects.bulk_create(
        Referral(muscle=muscle, zone_id=zone, essential=zone in texts["essential"]) for zone in zones
    )


def _said(texts: Texts) -> dict[str, Any]:
    given: dict[str, Any] = {**texts}
    return {name: value if isinstance(value, str) else [*value] for name, value in given.items()}


def _slug(name: str) -> str:
    plain = OWN + (slugify(name).replace("-", "_") or "muscle")[:40]
    taken = set(Muscle.objects.filter(pk__startswith=plain).values_list("pk", flat=True))
    return next(slug for slug in (plain, *(f"{plain}_{n}" for n in range(2, 1000))) if slug not in taken)


def _refuse_known(name: str, but: Muscle | None = None) -> None:
    others = Muscle.objects.filter(name__iexact=name).exclude(pk=but.pk if but else "")
    if others.exists():
        raise CatalogueRefused(f"The catalogue has {name} already.")


def _refuse_others(by: Staff) -> None:
    if not may_keep(by):
        raise CatalogueRefused("An admin or a clinical lead changes the catalogue.")

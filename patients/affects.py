"""What a rule says about treatment, read from its affects column into types; anything else is refused."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache


class Area(Enum):
    """A part of the body; of some only the patient's own answer tells where it is."""

    ALL = "everywhere"
    HEAD = "head"
    NECK = "neck"
    FRONT_OF_NECK = "front of neck"
    SIDE_OF_NECK = "side of neck"
    SPINE = "spine"
    RIBS = "ribs"
    ABDOMEN = "abdomen"
    FLANK = "flank"
    PSOAS = "psoas"
    HIPS = "hips"
    GROIN = "groin"
    LEGS = "legs"
    INNER_LEGS = "inner legs"
    DEVICE_SIDE = "chest wall on the device side"
    LIMB = "affected limb"
    QUADRANT = "trunk quadrant"
    SPINAL_LEVEL = "that spinal level"
    SITE = "site"
    NEXT_JOINTS = "next joints"
    SCAR = "scar"
    JOINT = "joint"
    MUSCLE = "that muscle"
    VEIN = "the vein"
    BELOW_VEIN = "just below the vein"
    NUMB_SIDE = "numb side"
    NUMB_AREA = "numb area"
    PAINFUL_BAND = "painful band"
    LESIONS = "lesions"
    TUMOUR_SITES = "tumour sites"
    BONE_SITES = "bone sites"
    INJECTION_SITES = "injection sites"
    FISTULA_ARM = "fistula arm"

    @property
    def is_told(self) -> bool:
        """Its place on the body stands in the answer, not in the word."""
        return self not in ON_EVERY_BODY

    def is_within(self, other: "Area") -> bool:
        return other in {self, Area.ALL, PART_OF.get(self)}


ON_EVERY_BODY = {
    Area.ALL, Area.HEAD, Area.NECK, Area.FRONT_OF_NECK, Area.SIDE_OF_NECK, Area.SPINE, Area.RIBS,
    Area.ABDOMEN, Area.FLANK, Area.PSOAS, Area.HIPS, Area.GROIN, Area.LEGS, Area.INNER_LEGS,
}  # fmt: skip
PART_OF = {
    Area.FRONT_OF_NECK: Area.NECK,
    Area.SIDE_OF_NECK: Area.NECK,
    Area.INNER_LEGS: Area.LEGS,
}


class Technique(Enum):
    COMPRESSION_HOLDS = "compression holds"
    CROSS_FIBRE = "cross-fibre"
    TOOLS = "tools"
    CUPPING = "cupping"
    END_RANGE_STRETCH = "end-range stretch"
    STRONG_MUSCLE_ENERGY = "strong muscle energy work"
    NECK_TRACTION = "neck traction"
    NECK_ROTATION = "neck rotation"


class Adaptation(Enum):
    POSITION = "position"
    POSITION_CHANGES = "position changes"
    LENGTH = "length"
    ENVIRONMENT = "environment"
    HEAT = "heat"
    NUMBER_OF_POINTS = "number of points"
    PRODUCTS = "products"
    NODE_SIDE = "node side"
    FOOT_CHECK = "foot check"
    HYGIENE = "hygiene"
    CONSENT_PACE = "consent pace"


@dataclass(frozen=True)
class Block:
    """No treatment there at all; everywhere means no session."""

    area: Area

    @property
    def is_session(self) -> bool:
        return self.area is Area.ALL


@dataclass(frozen=True)
class Avoid:
    """The area stays out of treatment."""

    area: Area


@dataclass(frozen=True)
class Cap:
    """The highest pressure: 1 touch, 2 light, 3 moderate, 4 firm, 5 deep."""

    level: int
    area: Area


@dataclass(frozen=True)
class Ban:
    technique: Technique


@dataclass(frozen=True)
class Adapt:
    """minutes: the longest the session may be, when its length is what changes."""

    what: Adaptation
    minutes: int | None = None


Effect = Block | Avoid | Cap | Ban | Adapt


class NotUnderstood(ValueError):
    """A rule's affects say something that has no meaning here."""


# How the rules name places that are more than one area, or go by another word.
PLACES = {area.value: (area,) for area in Area} | {
    "all": (Area.ALL,),
    "session": (Area.ALL,),
    "that limb": (Area.LIMB,),
    "head and neck": (Area.HEAD, Area.NECK),
    "front and side of neck": (Area.FRONT_OF_NECK, Area.SIDE_OF_NECK),
    "that spinal level and limb": (Area.SPINAL_LEVEL, Area.LIMB),
    "limb and trunk quadrant": (Area.LIMB, Area.QUADRANT),
    "the vein and just below it": (Area.VEIN, Area.BELOW_VEIN),
    "site and next joints": (Area.SITE, Area.NEXT_JOINTS),
    "site and scar": (Area.SITE, Area.SCAR),
    "tumour and bone sites": (Area.TUMOUR_SITES, Area.BONE_SITES),
}
TECHNIQUES = {technique.value: (technique,) for technique in Technique} | {
    "neck traction or rotation": (Technique.NECK_TRACTION, Technique.NECK_ROTATION),
}


@lru_cache(maxsize=256)
def parse(affects: str) -> tuple[Effect, ...]:
    """Each effect of a list such as "cap 2 all; no cross-fibre, tools", in its order.

    Raises NotUnderstood for a word that is not in the vocabulary above.
    """
    return tuple(effect for part in affects.split(";") for effect in _effects(part.strip()))


def _effects(words: str) -> Iterable[Effect]:
    verb, _, rest = words.partition(" ")
    try:
        match verb:
            case "block":
                return [Block(area) for area in _areas(rest)]
            case "avoid":
                return [Avoid(area) for area in _areas(rest)]
            case "cap":
                return _caps(rest)
            case "no":
                return [Ban(one) for name in rest.split(", ") for one in TECHNIQUES[name]]
            case "adapt":
                return [_adapt(rest)]
    except (KeyError, ValueError) as error:
        raise NotUnderstood(words) from error
    raise NotUnderstood(words)


def _areas(words: str) -> Iterator[Area]:
    for name in words.split(", "):
        yield from PLACES[name]


def _caps(words: str) -> list[Effect]:
    level, _, places = words.partition(" ")
    if level not in {"1", "2", "3", "4", "5"}:
        raise NotUnderstood(words)
    return [Cap(int(level), area) for area in _areas(places)]


def _adapt(words: str) -> Adapt:
    if length := re.fullmatch(r"length \((\d{1,3}) min\)", words):
        return Adapt(Adaptation.LENGTH, int(length[1]))
    return Adapt(Adaptation(words))

"""Photos of the same view from two assessments, laid over each other so that ankle and ear stand as high."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from clinic.asking import give, together
from patients.models import PostureLandmark, PostureNote, PosturePhoto
from patients.posture import measuring, photos
from patients.posture.angles import Spots
from patients.posture.measuring import Angle, Line

Standing = dict[int, dict[str, PosturePhoto]]


@dataclass(frozen=True)
class Shown:
    """A photo with what its landmarks tell."""

    photo: PosturePhoto
    spots: Spots
    figures: list[Angle]
    lines: list[Line]


@dataclass(frozen=True)
class Pair:
    """x, y, width, height: where the earlier photo goes in the later one's box, 1000 high."""

    then: Shown
    now: Shown
    x: float
    y: float
    width: float
    height: float
    aligned: bool

    @property
    def box(self) -> str:
        return f"0 0 {self.now.photo.aspect * 1000:.0f} 1000"

    @property
    def now_width(self) -> int:
        return round(self.now.photo.aspect * 1000)

    @property
    def rows(self) -> list[tuple[str, str, str]]:
        """Each figure then and now; a dash where a landmark is missing."""
        then = {figure.label: figure.words for figure in self.then.figures}
        now = {figure.label: figure.words for figure in self.now.figures}
        return [(label, then.get(label, "–"), now.get(label, "–")) for label in {**then, **now}]


def shown(photo: PosturePhoto) -> Shown:
    spots = photos.spots(photo)
    return Shown(
        photo,
        spots,
        measuring.figures(photo.view, spots, photo.aspect),
        measuring.lines(photo.view, spots),
    )


def measured(note: PostureNote) -> dict[str, Angle]:
    """By finding, the figure that a photo of the note gives for it."""
    standing = note.photos.standing()
    spots = PostureLandmark.objects.filter(photo__in=standing.values("pk"))
    together(standing, spots)
    for photo in standing:
        give(photo, "landmarks", [spot for spot in spots if spot.photo_id == photo.pk])
    figures = (figure for photo in standing for figure in shown(photo).figures)
    return {figure.sign: figure for figure in figures if figure.value}


def standing(notes: Iterable[PostureNote]) -> Standing:
    """The photos that may be shown of these notes, by note and view."""
    found: Standing = {note.pk: {} for note in notes}
    for photo in PosturePhoto.objects.standing().filter(note__in=found):
        found[photo.note_id][photo.view] = photo
    return found


def pairs(then: PostureNote, now: PostureNote, photos: Standing | None = None) -> list[Pair]:
    """For every view that both have a standing photo of."""
    known = standing([then, now]) if photos is None else photos
    old, new = known[then.pk], known[now.pk]
    both = [(old[view], new[view]) for view in new if view in old]
    prefetch_related_objects([photo for pair in both for photo in pair], "landmarks")
    return [_pair(shown(before), shown(after)) for before, after in both]


def alike(now: PostureNote, notes: Iterable[PostureNote], photos: Standing) -> list[PostureNote]:
    """Those of the notes with a photo of a view that this one has as well."""
    views = photos[now.pk].keys()
    return [note for note in notes if note.pk != now.pk and photos[note.pk].keys() & views]


def _pair(then: Shown, now: Shown) -> Pair:
    height, top, across = _fit(then, now)
    return Pair(
        then, now, round(across, 1), round(top, 1), round(height * then.photo.aspect, 1), round(height, 1),
        aligned=bool(_ends(then)) and bool(_ends(now)),
    )  # fmt: skip


def _fit(then: Shown, now: Shown) -> tuple[float, float, float]:
    """Height, top and left edge of the earlier photo in units of the later one's box."""
    old, new = _ends(then), _ends(now)
    if not old or not new:
        return 1000, 0, 0
    height = 1000 * (new[1] - new[0]) / (old[1] - old[0])
    top = new[1] * 1000 - old[1] * height
    left = new[2] * 1000 * now.photo.aspect - old[2] * height * then.photo.aspect
    return height, top, left


def _ends(one: Shown) -> tuple[float, float, float] | None:
    """How high ear and ankle stand, and how far across the ankle; means of both where both are set."""
    ears = [spot for name, spot in one.spots.items() if name.startswith("ear")]
    ankles = [spot for name, spot in one.spots.items() if name.startswith("ankle")]
    if not ears or not ankles:
        return None
    ear, ankle = sum(spot.y for spot in ears) / len(ears), sum(spot.y for spot in ankles) / len(ankles)
    across = sum(spot.x for spot in ankles) / len(ankles)
    return (ear, ankle, across) if ankle - ear > 0.1 else None

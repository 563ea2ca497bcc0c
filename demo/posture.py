"""How Helen stood at three of her visits: two photos, and findings that ease as her pain does."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal

from demo import helen, silhouettes
from demo.charts import Sheet
from patients.files import storage
from patients.models import (
    PlumbDistance,
    PostureFinding,
    PostureLandmark,
    PostureMeasure,
    PostureNote,
    PosturePhoto,
    PostureSign,
)

INTO_THE_VISIT = timedelta(minutes=12)
# By visit, the first being 0: finding, side, view, measure, value, grade, words.
Row = tuple[str, str, str, str, str | None, int | None, str]
FINDINGS: dict[int, tuple[Row, ...]] = {
    0: (
        ("forward_head", "midline", "left", "cva", "43", 2, ""),
        ("rounded_shoulders", "left", "left", "line", "5", 2, ""),
        ("rounded_shoulders", "right", "right", "line", "4", 2, ""),
        ("elevated_shoulder", "left", "back", "acromion", "2.5", 2, "The side that leads her pain"),
        ("thoracic_kyphosis", "midline", "left", "inclinometer", "49", 2, ""),
        ("scapular_winging", "right", "back", "", None, 1, "Only on a push"),
        ("upper_chest_breathing", "midline", "front", "", None, 2, ""),
        ("prolonged_sitting", "midline", "history", "hours", "9", 3, "Two screens, the chair too low"),
        ("phone_cradling", "midline", "history", "", None, 2, ""),
    ),
    2: (
        ("forward_head", "midline", "left", "cva", "46", 2, ""),
        ("rounded_shoulders", "left", "left", "line", "4", 2, ""),
        ("rounded_shoulders", "right", "right", "line", "3.5", 2, ""),
        ("elevated_shoulder", "left", "back", "acromion", "2", 2, ""),
        ("thoracic_kyphosis", "midline", "left", "inclinometer", "47", 2, ""),
        ("upper_chest_breathing", "midline", "front", "", None, 1, ""),
        ("prolonged_sitting", "midline", "history", "hours", "9", 3, "A new chair is ordered"),
        ("phone_cradling", "midline", "history", "", None, 1, "Uses a headset at work now"),
    ),
    3: (
        ("forward_head", "midline", "left", "cva", "49", 1, ""),
        ("rounded_shoulders", "left", "left", "line", "3", 1, ""),
        ("rounded_shoulders", "right", "right", "line", "3", 1, ""),
        ("elevated_shoulder", "left", "back", "acromion", "1", 1, ""),
        ("thoracic_kyphosis", "midline", "left", "inclinometer", "45", 1, ""),
        ("upper_chest_breathing", "midline", "front", "", None, 0, ""),
        ("prolonged_sitting", "midline", "history", "hours", "7.5", 2, ""),
        ("phone_cradling", "midline", "history", "", None, 0, ""),
    ),
}
WORDS = {
    0: "Stands on her right leg while she talks. Shoes worn evenly.",
    2: "Finds the line by herself once she is shown, loses it when she reads.",
    3: "Head comes back by itself when she breathes low. Ask again once the new chair has come.",
}
PLUMB = {
    0: (("ear", "5.5"), ("shoulder", "5"), ("hip", "1")),
    2: (("ear", "4.5"), ("shoulder", "4")),
    3: (("ear", "3"), ("shoulder", "3"), ("hip", "0.5")),
}
# The landmarks of the drawing, in its units; the ear and C7 move with the head.
MARKS = {
    "ear": (341, 102), "c7": (396, 172), "shoulder": (366, 196), "hip": (363, 474), "asis": (311, 437), "psis": (414, 430),
    "knee": (352, 694), "ankle": (345, 930),
}  # fmt: skip
LEADS = {0: 50.0, 3: 14.6}


def assess(sheets: Iterable[Sheet]) -> int:
    """Write her assessments into the visits that were charted; says how many there are."""
    visits = sorted(
        (sheet.session for sheet in sheets if str(sheet.session.patient) == helen.NAME),
        key=lambda session: session.started_at,
    )
    for number, findings in FINDINGS.items():
        visit = visits[number]
        at = visit.started_at + INTO_THE_VISIT
        note = PostureNote.objects.create(
            patient=visit.patient, by=visit.therapist, assessed_at=at, saved_at=at, words=WORDS[number]
        )
        PostureFinding.objects.bulk_create(_finding(note, *row) for row in findings)
        PlumbDistance.objects.bulk_create(
            PlumbDistance(note=note, view="left", landmark=landmark, cm=Decimal(cm))
            for landmark, cm in PLUMB[number]
        )
        if number in LEADS:
            _photograph(note, LEADS[number])
    return len(FINDINGS)


def _finding(
    note: PostureNote,
    sign: str,
    side: str,
    view: str,
    measure: str,
    value: str | None,
    grade: int | None,
    words: str,
) -> PostureFinding:
    return PostureFinding(
        note=note,
        sign=PostureSign(pk=sign),
        side=side,
        view=view,
        measure=PostureMeasure(pk=f"{sign}-{measure}") if measure else None,
        value=Decimal(value) if value else None,
        grade=grade,
        words=words,
    )


def _photograph(note: PostureNote, leads: float) -> None:
    width, height = silhouettes.SIZE
    with storage.kept(silhouettes.from_the_left(leads)) as (name,):
        photo = PosturePhoto.objects.create(
            note=note,
            view="left",
            file=name,
            content_type="image/jpeg",
            width=width,
            height=height,
            added_by=note.by,
            added_at=note.assessed_at,
            agreed_by=helen.NAME,
            agreed_on=note.assessed_at.date(),
        )
    PostureLandmark.objects.bulk_create(
        PostureLandmark(
            photo=photo, name=mark, x=f"{silhouettes.shift(x, y, leads) / 500:.4f}", y=f"{y / 1000:.4f}"
        )
        for mark, (x, y) in MARKS.items()
    )

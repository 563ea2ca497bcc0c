"""What a posture note keeps, what it refuses, and when it is closed."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from clinic import audit
from patients.models import PlumbDistance, PostureFinding, PostureNote, PostureSign
from patients.posture import assessing, comparing, sheet
from patients.posture.assessing import Said
from tests import make

pytestmark = pytest.mark.django_db
found = make.posture_finding


def sign(slug):
    return PostureSign.objects.get(pk=slug)


def test_a_finding_is_kept_changed_and_taken_away(note):
    found(note, "head_tilt", "left", grade=1)
    found(note, "head_tilt", "left", grade=2, measure="line", value=6)

    kept = note.findings.get()
    assert (kept.grade, kept.value, kept.version, kept.in_words) == (2, Decimal(6), 2, "moderate, 6°")
    assert found(note, "head_tilt", "left") is None
    assert not note.findings.exists()


def test_what_is_to_one_side_moves_and_what_has_two_sides_has_two_rows(note):
    found(note, "head_tilt", "left", grade=1)
    assessing.answer(note, sign("head_tilt"), "right", "front", Said(grade=1), version=1, by=note.by)
    for side in ("left", "right"):
        found(note, "rounded_shoulders", side, grade=1)

    sides = sorted(note.findings.values_list("sign_id", "side"))
    assert sides == [("head_tilt", "right"), ("rounded_shoulders", "left"), ("rounded_shoulders", "right")]


def test_the_second_window_sees_what_the_first_saved_and_a_repeat_changes_nothing(note):
    found(note, "flat_cervical", grade=1)
    with pytest.raises(assessing.ChangedElsewhere) as meanwhile:
        assessing.answer(note, sign("flat_cervical"), "midline", "left", Said(grade=3), version=0, by=note.by)
    again = assessing.answer(
        note, sign("flat_cervical"), "midline", "left", Said(grade=1), version=0, by=note.by
    )

    assert meanwhile.value.theirs.grade == 1
    assert again.version == 1


@pytest.mark.parametrize(
    ("slug", "side", "view", "said", "reason"),
    [
        ("head_tilt", "midline", "front", Said(grade=1), "choose a side"),
        ("flat_cervical", "left", "left", Said(grade=1), "choose a side"),
        ("scapular_winging", "left", "front", Said(grade=1), "not seen in this view"),
        ("long_second_metatarsal", "left", "sole", Said(grade=2), "grades 0 to 1"),
        ("forward_head", "midline", "left", Said(value=Decimal(30)), "how the value was measured"),
    ],
)
def test_what_a_finding_cannot_have_is_refused_in_words(note, slug, side, view, said, reason):
    with pytest.raises(assessing.AnswerRefused, match=reason):
        assessing.answer(note, sign(slug), side, view, said, version=0, by=note.by)


@pytest.mark.parametrize(("value", "fits"), [("19.9", False), ("20", True), ("80", True), ("80.1", False)])
def test_a_value_lies_within_the_range_of_its_measure(note, value, fits):
    if fits:
        assert found(note, "forward_head", measure="cva", value=value).value == Decimal(value)
    else:
        with pytest.raises(assessing.AnswerRefused, match="between 20° and 80°"):
            found(note, "forward_head", measure="cva", value=value)


def row(**fields):
    return {"sign_id": "forward_head", "side": "midline", "view": "left", "grade": 1, **fields}


@pytest.mark.parametrize(
    "fields",
    [
        row(side="left"),
        row(view="front"),
        row(grade=4),
        row(grade=None),
        row(value=Decimal(45)),
        row(measure_id="forward_head-cva"),
        row(measure_id="forward_head-cva", value=Decimal(81)),
        row(measure_id="head_tilt-line", value=Decimal(5)),
        row(sign_id="long_second_metatarsal", side="left", view="sole", grade=2),
        row(sign_id="head_tilt", side="midline", view="front"),
        row(sign_id="elevated_shoulder", side="right", view="front"),
        row(sign_id="flat_cervical"),
    ],
    ids=str,
)
def test_the_database_has_the_last_word(note, fields):
    found(note, "elevated_shoulder", "left", grade=1)
    found(note, "flat_cervical", grade=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        PostureFinding.objects.create(note=note, **fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlumbDistance.objects.create(note=note, view="left", landmark="pelvis", cm=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlumbDistance.objects.create(note=note, view="left", landmark="ear", cm=41)


def test_only_its_author_writes_and_only_on_its_day(note, helen, tuesday):
    leo = make.therapist("Leo")
    make.in_care_of(leo, helen)
    with pytest.raises(assessing.NoteClosed, match="Maya Lindqvist's"):
        assessing.write(note, "Mine now", version=1, by=leo)
    tuesday.move_to("2026-11-24 23:50:00+00:00")
    assessing.write(note, "Late", version=1, by=note.by)
    tuesday.move_to("2026-11-25 00:10:00+00:00")

    for late in (
        lambda: assessing.write(note, "Too late", version=2, by=note.by),
        lambda: assessing.plumb(note, "left", {"ear": Decimal(1)}, by=note.by),
        lambda: assessing.confirm(note, by=note.by),
        lambda: found(note, "flat_cervical", grade=1),
    ):
        with pytest.raises(assessing.NoteClosed, match="closed at the end of its day"):
            late()
    assert PostureNote.objects.get().words == "Late"


def test_every_version_is_kept(note):
    assessing.write(note, "First", version=1, by=note.by)
    assessing.write(note, "Second", version=2, by=note.by)
    found(note, "flat_cervical", grade=1)
    found(note, "flat_cervical", grade=2)

    assert [event.words for event in note.events.order_by("pgh_id")][1:3] == ["First", "Second"]
    assert [event.grade for event in note.findings.get().events.order_by("pgh_id")] == [1, 2]


def later(note, tuesday, **begun):
    tuesday.shift(timedelta(days=30))
    return make.posture_note(note.patient, note.by, **begun)


def test_same_as_last_time_counts_only_once_it_is_confirmed(note, tuesday):
    for slug, side in (("forward_head", "midline"), ("rounded_shoulders", "left")):
        found(note, slug, side, "left", grade=2)
    assert [pattern.slug for pattern in sheet.suggested(note)] == ["upper_crossed"]
    now = later(note, tuesday, same=True)

    assert now.findings.filter(carried=True).count() == 2
    assert sheet.suggested(now) == []
    assert {change.words for change in comparing.changes(note, now)} == {"not noted again"}
    found(now, "forward_head", view="left", grade=2)
    assert assessing.confirm(now, by=note.by) == 1
    assert [pattern.slug for pattern in sheet.suggested(now)] == ["upper_crossed"]
    assert {change.words for change in comparing.changes(note, now)} == {"steady"}


@pytest.mark.parametrize(
    ("then", "now", "words"),
    [
        ({"measure": "cva", "value": 42}, {"measure": "cva", "value": 47}, "less marked"),
        ({"measure": "cva", "value": 42}, {"measure": "cva", "value": 46.5}, "steady"),
        ({"measure": "cva", "value": 50}, {"measure": "cva", "value": 45}, "more marked"),
        ({"measure": "ear", "value": 3}, {"measure": "ear", "value": 4}, "more marked"),
        (
            {"measure": "ear", "value": 3, "grade": 2},
            {"measure": "cva", "value": 45, "grade": 1},
            "less marked",
        ),
        ({"measure": "ear", "value": 3}, {"measure": "cva", "value": 45}, "measured otherwise"),
        ({"grade": 1}, {"grade": 1}, "steady"),
        ({"grade": 1}, {}, "not noted again"),
        ({}, {"grade": 1}, "new"),
        ({}, {"grade": 0}, "not seen"),
    ],
)
def test_a_change_is_named_from_its_least_difference_on(note, tuesday, then, now, words):
    if then:
        found(note, "forward_head", **then)
    second = later(note, tuesday)
    if now:
        found(second, "forward_head", **now)

    (change,) = comparing.changes(note, second)

    assert change.words == words


def test_a_trend_keeps_to_the_way_it_was_measured_last(note, tuesday):
    found(note, "forward_head", measure="ear", value=5)
    values = (41, 44, 48)
    notes = [note]
    for value in values:
        notes.append(later(note, tuesday))
        found(notes[-1], "forward_head", measure="cva", value=value)

    (trend,) = comparing.trends(list(reversed(notes)))

    assert [point.words for point in trend.points] == ["41°", "44°", "48°"]
    assert trend.change == "less marked"
    assert len(trend.line.split()) == 3


def past_the_verbs(note, change):
    """In a transaction of its own, with the audit event that every change needs."""
    with transaction.atomic():
        change(PostureNote.objects.filter(pk=note.pk))
        audit.record("changed", note, by=note.by)


def add_finding(notes, at=None):
    PostureFinding.objects.create(
        note=notes.get(), sign_id="forward_head", side="midline", view="left", grade=2
    )
    if at:
        notes.update(saved_at=at)


@pytest.fixture
def committed(transactional_db):
    """One with a finding, in transactions of their own."""
    note = make.posture_note(make.patient("Helen"), make.therapist("Maya"))
    make.posture_finding(note, "flat_cervical", view="left", grade=1)
    return note


LATER = datetime(2026, 11, 24, 23, tzinfo=UTC)
TOMORROW = LATER + timedelta(days=1)
CLOSED = {
    "saved the day after": lambda notes: notes.update(saved_at=TOMORROW),
    "written the day after": lambda notes: notes.update(words="x", saved_at=TOMORROW),
    "written without a save": lambda notes: notes.update(words="x"),
    "saved before it was": lambda notes: notes.update(saved_at=LATER - timedelta(days=1)),
    "moved to another day": lambda notes: notes.update(assessed_at=TOMORROW, saved_at=TOMORROW),
    "given to another author": lambda notes: notes.update(by=make.therapist("Ines")),
    "a finding without a save": add_finding,
    "a finding the day after": lambda notes: add_finding(notes, TOMORROW),
    "a finding changed": lambda notes: notes.get().findings.update(grade=3),
    "a finding taken away": lambda notes: notes.get().findings.all().delete(),
    "a distance": lambda notes: notes.get().distances.create(view="left", landmark="ear", cm=1),
    "a photo": lambda notes: notes.get().photos.create(
        view="left", file="x.jpg", content_type="image/jpeg", width=1, height=1, added_by=notes.get().by,
        added_at=LATER, agreed_by="Helen", agreed_on=LATER.date(),
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", CLOSED.values(), ids=CLOSED)
def test_a_note_is_closed_with_its_day_past_the_verbs_as_well(committed, change):
    with pytest.raises(IntegrityError, match=r"Posture note \d+ "):
        past_the_verbs(committed, change)

    note = PostureNote.objects.get()
    assert (note.words, note.findings.get().grade, note.distances.count()) == ("", 1, 0)


def test_on_its_day_a_note_is_written_past_the_verbs_and_later_it_only_changes_hands(committed, tuesday):
    past_the_verbs(committed, lambda notes: add_finding(notes, LATER))
    tuesday.shift(timedelta(days=1))
    other = make.patient("Helena")
    past_the_verbs(committed, lambda notes: notes.update(patient=other))

    assert (PostureNote.objects.get().patient, PostureFinding.objects.count()) == (other, 2)


def test_a_change_past_the_verbs_needs_an_audit_row(transactional_db):
    maya = make.therapist("Maya")
    helen = make.patient("Helen")
    note = make.posture_note(helen, maya)
    with pytest.raises(IntegrityError, match="audit event"):
        PostureNote.objects.filter(pk=note.pk).update(words="Slipped in", saved_at=LATER)
    with transaction.atomic():
        PostureNote.objects.filter(pk=note.pk).update(words="Said so", saved_at=LATER)
        audit.record("changed", note, by=maya)
    assert PostureNote.objects.get().words == "Said so"

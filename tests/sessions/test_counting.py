"""The rows that reports count by say what findings and treatments say, whatever is done to those."""

import hashlib
import uuid
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, models, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from clinic import audit, clock
from patients.merging.apply import merge
from patients.merging.undo import undo
from sessions.counting import ALL
from sessions.models import (
    CountedPoint,
    FoundReferral,
    PointFinding,
    Treatment,
    TreatmentSession,
    TriggerPoint,
)
from tests import make
from tests.patients.people import doubled

AMISS = f"""
(SELECT {ALL} FROM treatment_sessions_tocount EXCEPT ALL SELECT {ALL} FROM treatment_sessions_countedpoint)
UNION ALL
(SELECT {ALL} FROM treatment_sessions_countedpoint EXCEPT ALL SELECT {ALL} FROM treatment_sessions_tocount)
"""
MUSCLES = ("levator_scapulae", "infraspinatus")
ZONES = ("temple", "forehead", "eye")
SCORES: dict[str, Any] = {
    "tenderness_before": (None, 0, 8), "tenderness_after": (None, 3), "status": ("active", "resolved"),
    "view": ("anterior", "posterior"), "x": ("0.1249", "0.125"), "y": ("0", "1"), "chart": ("tp-a", "tp-b"),
    "ppt_before": (None, "2.1"), "ppt_after": (None, "0.4", "20"), "chart_version": (1, 2),
}  # fmt: skip
GIVEN: dict[str, Any] = {"response": ("", "partly", "released"), "hold_seconds": (None, 30, 300)}
KINDS = ["begin", "find", "find many", "score", "score all", "elsewhere", "treat", "treat many", "answer"]
KINDS += ["answer all", "of another", "untreat", "take out", "retime", "muscle", "side", "sign"]
KINDS += ["felt", "felt elsewhere", "felt of another", "felt no more"]
A_FEW = [("begin", 7), ("find many", 4), ("treat many", 5), ("felt", 1)]
DEEDS = some.lists(some.tuples(some.sampled_from(KINDS), some.integers(0, 59)), min_size=4, max_size=14)


def amiss() -> list[Any]:
    """Rows that are missing, left over or wrong."""
    with connection.cursor() as cursor:
        cursor.execute(AMISS)
        return cursor.fetchall()


def open_ones(kind: Any, path: str = "treatment_session__") -> models.QuerySet[Any]:
    return kind.objects.filter(**{f"{path}signed_at": None}).order_by("pk")


def one_of(rows: models.QuerySet[Any], pick: int) -> models.QuerySet[Any]:
    """One of them as a query, or none where there is none."""
    keys = [*rows.values_list("pk", flat=True)]
    return rows.model.objects.filter(pk__in=keys and [keys[pick % len(keys)]])


def said(words: dict[str, Any], pick: int) -> dict[str, Any]:
    return {name: values[(pick + place) % len(values)] for place, (name, values) in enumerate(words.items())}


def found(sessions: models.QuerySet[Any], pick: int, number: int) -> None:
    """So many points in each of the sessions, every other one at a point that is known."""
    rows = []
    for held in sessions:
        for place in range(held.findings.count() + 1, held.findings.count() + 1 + number):
            point = held.patient.trigger_points.exclude(findings__treatment_session=held).first()
            if point is None or pick % 2:
                point = TriggerPoint.objects.create(
                    patient=held.patient, muscle_id=MUSCLES[pick % 2], side="left", code="LS1"
                )
            made = PointFinding(
                treatment_session=held, point=point, number=100 * pick + place, placed_by="tap",
                key=uuid.uuid4(), **said(SCORES, pick),
            )  # fmt: skip
            rows.append(made)
            made.save() if number == 1 else PointFinding.objects.bulk_create([made])


def treated(findings: models.QuerySet[Any], pick: int) -> None:
    last = max(Treatment.objects.values_list("order", flat=True), default=0)
    Treatment.objects.bulk_create(
        Treatment(
            treatment_session_id=finding.treatment_session_id, finding=finding, technique="stretch",
            order=last + turn, key=uuid.uuid4(), **said(GIVEN, pick),
        )
        for turn, finding in enumerate(findings, 1)
    )  # fmt: skip


def felt(findings: models.QuerySet[Any], pick: int) -> None:
    """One zone on both sides and another on the left, or what of that is not told yet."""
    told = [(ZONES[pick % 3], "left"), (ZONES[pick % 3], "right"), (ZONES[(pick + 1) % 3], "left")]
    rows = [
        FoundReferral(finding=finding, zone_id=zone, side=side) for finding in findings for zone, side in told
    ]
    FoundReferral.objects.bulk_create(rows, ignore_conflicts=True)


def taken_out(findings: models.QuerySet[Any]) -> None:
    for kind in (Treatment, FoundReferral):
        kind.objects.filter(finding__in=[*findings]).delete()
    findings.delete()


def to_another(given: models.QuerySet[Any], pick: int) -> None:
    for one in given.select_related("finding__treatment_session"):
        others = one.finding.treatment_session.findings.all()
        if given.model is FoundReferral:
            others = others.exclude(found_referrals__zone=one.zone_id) | others.filter(pk=one.finding_id)
        given.update(finding=one_of(others.distinct(), pick).get())


def moved(findings: models.QuerySet[Any], pick: int) -> None:
    """To another point of the same person."""
    for one in findings:
        others = one.treatment_session.patient.trigger_points.exclude(
            findings__treatment_session=one.treatment_session
        )
        if point := others.order_by("pk").first():
            findings.update(point=point)


def begun(at: datetime) -> None:
    number = TreatmentSession.objects.count()
    make.treatment_session(make.therapist(f"Leo {number}"), at, room=make.room(f"Room {number}"))


def signed(sessions: models.QuerySet[Any]) -> None:
    whole = {
        "snapshot": "{}",
        "digest": hashlib.sha256(b"{}").hexdigest(),
        "ended_at": models.F("started_at"),
    }
    sessions.update(signed_at=clock.now(), signed_by=models.F("therapist"), **whole)


def where_it_is_felt(findings: models.QuerySet[Any], pick: int) -> dict[str, Any]:
    zones = one_of(open_ones(FoundReferral, "finding__treatment_session__"), pick)
    elsewhere = zones.exclude(finding__found_referrals__zone="occiput")
    return {
        "felt": lambda: felt(findings, pick),
        "felt elsewhere": lambda: elsewhere.update(zone="occiput"),
        "felt of another": lambda: to_another(zones, pick),
        "felt no more": zones.delete,
    }


def do(deed: str, pick: int) -> None:
    sessions = one_of(open_ones(TreatmentSession, ""), pick)
    findings, given = one_of(open_ones(PointFinding), pick), one_of(open_ones(Treatment), pick)
    points = TriggerPoint.objects.filter(findings__in=[*findings])
    points = points.exclude(findings__treatment_session__signed_at__isnull=False)
    at = clock.now() - timedelta(hours=3 + pick)
    deeds: dict[str, Any] = {
        "begin": lambda: begun(at),
        "find": lambda: found(sessions, pick, 1),
        "find many": lambda: found(open_ones(TreatmentSession, ""), pick, 3),
        "score": lambda: findings.update(**said(SCORES, pick)),
        "score all": lambda: open_ones(PointFinding).update(**said(SCORES, pick)),
        "elsewhere": lambda: moved(findings, pick),
        "treat": lambda: treated(findings, pick),
        "treat many": lambda: treated(open_ones(PointFinding), pick),
        "answer": lambda: given.update(**said(GIVEN, pick)),
        "answer all": lambda: open_ones(Treatment).update(**said(GIVEN, pick)),
        "of another": lambda: to_another(given, pick),
        "untreat": given.delete,
        "take out": lambda: taken_out(findings),
        "retime": lambda: sessions.update(started_at=at),
        "muscle": lambda: points.update(muscle=MUSCLES[pick % 2]),
        "side": lambda: points.update(side="right", code=""),
        # Or soon nothing could be done any more.
        "sign": lambda: signed(sessions) if pick % 3 == 0 else None,
        **where_it_is_felt(findings, pick),
    }
    deeds[deed]()


@settings(
    max_examples=8,
    derandomize=True,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(deeds=DEEDS)
def test_whatever_is_done_each_finding_has_the_row_that_it_makes(db, deeds):
    with transaction.atomic():
        for deed, pick in [*A_FEW, ("begin", 31), *deeds]:
            do(deed, pick)
            assert amiss() == []
        audit.record("changed", by=None)
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_one_thing_done_to_a_few_findings_is_counted(kind):
    for deed, pick in [*A_FEW, (kind, 2)]:
        do(deed, pick)
    assert amiss() == []


@pytest.mark.django_db
def test_the_rows_change_hands_in_a_merge_and_come_back_with_it():
    joan = make.front_desk()
    kept, absorbed = doubled(make.therapist("Maya"), joan)

    def of_each():
        return [CountedPoint.objects.filter(patient=one).count() for one in (kept, absorbed)]

    assert of_each() == [2, 2]
    done = merge(kept, absorbed, chosen={}, by=joan)
    assert (of_each(), amiss()) == ([4, 0], [])
    undo(done, by=joan)
    assert (of_each(), amiss()) == ([2, 2], [])


@pytest.mark.django_db(transaction=True)
def test_two_who_treat_one_point_at_once_are_both_counted():
    finding = make.point(make.treatment_session(make.therapist()))

    def treat(order: int) -> None:
        Treatment.objects.create(
            treatment_session_id=finding.treatment_session_id, finding=finding, technique="stretch",
            order=order, hold_seconds=30, key=uuid.uuid4(),
        )  # fmt: skip
        audit.record("changed", by=None)

    def as_well() -> None:
        try:
            with transaction.atomic():
                connection.cursor().execute("SET LOCAL lock_timeout = '60s'")
                treat(2)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as elsewhere:
        with transaction.atomic():
            treat(1)
            # Begun only when the first is in, however busy the machine; what it raises is raised here.
            other = elsewhere.submit(as_well)
            wait([other], timeout=0.3)
        other.result(timeout=60)

    assert CountedPoint.objects.values_list("holds", "held").get() == (2, 60)
    assert amiss() == []


@pytest.mark.django_db
@pytest.mark.parametrize("deed", ["create", "update", "delete"])
def test_nobody_writes_them_by_hand(deed):
    make.point(make.treatment_session(make.therapist()))
    row = CountedPoint.objects.get()
    deeds: dict[str, Any] = {
        "create": lambda: CountedPoint.objects.bulk_create([row]),
        "update": lambda: CountedPoint.objects.update(held=1),
        "delete": lambda: CountedPoint.objects.all()._raw_delete("default"),
    }
    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        deeds[deed]()


@pytest.mark.django_db
def test_nobody_has_a_row_written_by_name():
    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        connection.cursor().execute("SELECT sessions_count(ARRAY[1::bigint])")

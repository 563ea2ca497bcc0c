"""The tables by therapist, muscle, technique and day, slowly: one line each, by what its head says."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from statistics import mean, median
from typing import Any

from reports.words import change_words, percent
from sessions.models import Muscle
from sessions.treatment_models import Technique
from tests.reports.slow import asked, day_of, is_late, is_over, seen
from tests.reports.slow_treatment import TAUGHT, came_back, found, released
from tests.reports.small_clinic import Point, SmallClinic, Visit

Line = dict[str, Any]
Lines = dict[str, Line]


def groups(rows: Iterable[Any], key: Callable[[Any], str]) -> dict[str, list[Any]]:
    sorted_out: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        sorted_out[key(row)].append(row)
    return sorted_out


def therapist(visit: Visit) -> str:
    return f"T{visit.therapist}"


def muscle(pair: tuple[Visit, Point]) -> str:
    return Muscle.objects.get(pk=pair[1].muscle).name


def middle(changes: list[int]) -> str:
    return change_words(median(changes)) if changes else "–"


def lost(of: Callable[[Visit], bool], rate: str) -> Callable[[SmallClinic], Lines]:
    """Visits due, those of them that were lost in this way, and their share."""

    def lines(clinic: SmallClinic) -> Lines:
        told = {}
        for name, visits in groups(asked(clinic), therapist).items():
            due = [v for v in visits if v.took_place or v.status == "noshow" or is_late(v)]
            number = sum(map(of, due))
            told[name] = {"Due": len(due), "Of them": number, rate: percent(number, len(due))}
        return told

    return lines


def visits_by_day(clinic: SmallClinic) -> Lines:
    days = {
        f"{day_of(visit.starts_at):%-d %b}": {"Appointments": 0, "Fulfilled": 0} for visit in asked(clinic)
    }
    for visit in asked(clinic):
        line = days[f"{day_of(visit.starts_at):%-d %b}"]
        line["Appointments"] += 1
        line["Fulfilled"] += visit.took_place
    return days if clinic.period.days <= 35 else {}


def pain_by_therapist(clinic: SmallClinic) -> Lines:
    told = {}
    for name, visits in groups(seen(clinic), therapist).items():
        changes = [v.pain[0] - v.pain[1] for v in visits if None not in v.pain]
        told[name] = {"Sessions": len(visits), "Scored twice": len(changes), "Median change": middle(changes)}
    return told


def by_muscle(clinic: SmallClinic) -> Lines:
    told = {}
    treated = [pair for pair in found(clinic) if pair[1].treatments]
    for name, pairs in groups(treated, muscle).items():
        points = [point for _, point in pairs]
        answered = [point for point in points if any(response for _, response, _ in point.treatments)]
        freed = [(v, p) for v, p in pairs if released(p) and is_over(28, v.starts_at)]
        told[name] = {
            "Points": len(points),
            "People": len({visit.patient for visit, _ in pairs}),
            "Scored twice": len(changes(points)),
            "Mean before": tenth([point.before for point in twice(points)]),
            "Mean after": tenth([point.after for point in twice(points)]),
            "Median change": middle(changes(points)),
            "Released": percent(sum(map(released, points)), len(answered)),
            "Mean hold, seconds": hold([one for point in points for one in point.treatments]),
            "Back in 28 days": percent(sum(came_back(clinic, v, p) for v, p in freed), len(freed)),
        }
    return told


def by_technique(clinic: SmallClinic) -> Lines:
    told = {}
    given = [(point, one) for _, point in found(clinic) for one in point.treatments]
    for name, pairs in groups(given, lambda pair: str(Technique(pair[1][0]).label)).items():
        points, treatments = [point for point, _ in pairs], [one for _, one in pairs]
        freed = sum(response == "released" for _, response, _ in treatments)
        told[name] = {
            "Times": len(pairs),
            "Scored twice": len(changes(points)),
            "Median change": middle(changes(points)),
            "Released": percent(freed, sum(bool(response) for _, response, _ in treatments)),
            "Mean hold, seconds": hold(treatments),
        }
    return told


def back_by_muscle(clinic: SmallClinic) -> Lines:
    told = {}
    for name, pairs in groups([pair for pair in found(clinic) if released(pair[1])], muscle).items():
        old = [(v, p) for v, p in pairs if is_over(28, v.starts_at)]
        back = sum(came_back(clinic, visit, point) for visit, point in old)
        told[name] = {
            "Released": len(old), "Active again": back, "Share": percent(back, len(old)),
            "Too early": len(pairs) - len(old),
        }  # fmt: skip
    return told


def felt_by_muscle(clinic: SmallClinic) -> Lines:
    told = {}
    for name, pairs in groups([p for p in found(clinic) if p[1].status == "active"], muscle).items():
        felt = [point for _, point in pairs if point.zones]
        matched = sum(any((point.muscle, zone) in TAUGHT for zone in point.zones) for point in felt)
        told[name] = {
            "With a zone": len(felt), "In the catalogue": matched, "Share": percent(matched, len(felt)),
            "Nothing felt": len(pairs) - len(felt),
        }  # fmt: skip
    return told


def twice(points: list[Point]) -> list[Point]:
    return [point for point in points if point.before is not None and point.after is not None]


def changes(points: list[Point]) -> list[int]:
    return [point.before - point.after for point in twice(points)]


def tenth(scores: list[int | None]) -> str:
    known = [score for score in scores if score is not None]
    return f"{mean(known):.1f}" if known else "–"


def hold(treatments: list[tuple[str, str, int | None]]) -> str:
    known = [seconds for _, _, seconds in treatments if seconds is not None]
    return f"{mean(known):.0f}" if known else "–"


TABLES: dict[tuple[str, str], Callable[[SmallClinic], Lines]] = {
    ("no-shows", "by-therapist"): lost(lambda visit: visit.status == "noshow", "No-show rate"),
    ("late-cancels", "by-therapist"): lost(is_late, "Late-cancel rate"),
    ("appointments", "by-step"): visits_by_day,
    ("session-pain", "by-therapist"): pain_by_therapist,
    ("muscles", "by-muscle"): by_muscle,
    ("techniques", "by-technique"): by_technique,
    ("recurrence", "by-muscle"): back_by_muscle,
    ("referral-match", "by-muscle"): felt_by_muscle,
}

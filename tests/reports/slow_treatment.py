"""The same for treatment: pain, points, what came back, and notes that are late."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from statistics import mean, median

from reports.words import change_words, percent
from tests.reports.slow import NOW, Figures, fell, is_over, seen, within
from tests.reports.small_clinic import Point, SmallClinic, Visit

SMALL = 5
TAUGHT = {("infraspinatus", "back_neck"), ("levator_scapulae", "back_neck")}


def hidden_or(people: set[int], say: Callable[[], str]) -> str:
    return say() if len(people) >= SMALL else "Hidden" if people else "n/a"


def session_pain(clinic: SmallClinic) -> Figures:
    both = [visit for visit in seen(clinic) if None not in visit.pain]
    people = {visit.patient for visit in both}
    changes = [visit.pain[0] - visit.pain[1] for visit in both]
    better = sum(
        change >= 2 or (visit.pain[0] > 0 and change >= 0.3 * visit.pain[0])
        for visit, change in zip(both, changes, strict=True)
    )
    return {
        "Median change": hidden_or(people, lambda: change_words(median(changes))),
        "Mean change": hidden_or(people, lambda: change_words(mean(changes))),
        "2 points or 30 % better": hidden_or(people, lambda: percent(better, len(both))),
        "Not scored twice": percent(len(seen(clinic)) - len(both), len(seen(clinic))),
    }


def sessions(clinic: SmallClinic) -> Figures:
    signed = sum(visit.signed_at is not None for visit in seen(clinic))
    points = [point for visit in seen(clinic) for point in visit.points]
    missing = sum(None in {point.before, point.after} for point in points)
    people = {v.patient for v in seen(clinic) for p in v.points if None not in {p.before, p.after}}
    changes = [p.before - p.after for p in points if None not in {p.before, p.after}]
    return {
        "Sessions": f"{len(seen(clinic))}",
        "Signed": f"{signed}",
        "Not signed": f"{len(seen(clinic)) - signed}",
        "Median change in tenderness": hidden_or(people, lambda: change_words(median(changes))),
        "Points not scored twice": percent(missing, len(points)),
    }


def episode_pain(clinic: SmallClinic) -> Figures:
    changes, people = [], set()
    for patient in clinic.over:
        scored = [
            visit for visit in clinic.visits
            if visit.patient == patient and visit.took_place
            and visit.about_complaint and visit.pain[0] is not None
        ]  # fmt: skip
        if len(scored) >= 2 and fell(clinic, scored[-1].starts_at):
            changes.append(scored[0].pain[0] - scored[-1].pain[0])
            people.add(patient)
    return {"Median change": hidden_or(people, lambda: change_words(median(changes)))}


def resolution(clinic: SmallClinic) -> Figures:
    numbers = []
    for patient, over in clinic.over.items():
        visits = [v for v in clinic.visits if v.patient == patient and v.took_place and v.about_complaint]
        if over and fell(clinic, over) and visits:
            numbers.append(len(visits))
    return {"Median visits": hidden_or(set(range(len(numbers))), lambda: f"{median(numbers):.1f}")}


def found(clinic: SmallClinic) -> list[tuple[Visit, Point]]:
    return [(visit, point) for visit in seen(clinic) for point in visit.points]


def points(clinic: SmallClinic) -> Figures:
    statuses = Counter(point.status for _, point in found(clinic))
    labels = {"active": "Active", "latent": "Latent", "resolved": "Resolved"}
    return {"Points": f"{statuses.total()}", **{labels[status]: f"{statuses[status]}" for status in labels}}


def released(point: Point) -> bool:
    return any(response == "released" for _, response, _ in point.treatments)


def came_back(clinic: SmallClinic, visit: Visit, point: Point) -> bool:
    return any(
        other.patient == visit.patient and within(28, visit.starts_at, other.starts_at)
        and (again.muscle, again.side, again.status) == (point.muscle, point.side, "active")
        for other in clinic.visits for again in other.points
    )  # fmt: skip


def recurrence(clinic: SmallClinic) -> Figures:
    fates: Counter[str] = Counter()
    for visit, point in found(clinic):
        if released(point):
            early = not is_over(28, visit.starts_at)
            fates["early" if early else "back" if came_back(clinic, visit, point) else "gone"] += 1
    share = percent(fates["back"], fates["back"] + fates["gone"])
    return {"Active again": share, "Stayed away": f"{fates['gone']}", "Too early to say": f"{fates['early']}"}


def muscles(clinic: SmallClinic) -> Figures:
    treated = [(visit, point) for visit, point in found(clinic) if point.treatments]
    answered = [point for _, point in treated if any(response for _, response, _ in point.treatments)]
    freed = [(v, p) for v, p in treated if released(p) and is_over(28, v.starts_at)]
    back = sum(came_back(clinic, visit, point) for visit, point in freed)
    return {
        "Points treated": f"{len(treated)}",
        "Released": percent(sum(released(point) for _, point in treated), len(answered)),
        "Back in 28 days": percent(back, len(freed)),
    }


def techniques(clinic: SmallClinic) -> Figures:
    given = [one for _, point in found(clinic) for one in point.treatments]
    answered = sum(bool(response) for _, response, _ in given)
    freed = sum(response == "released" for _, response, _ in given)
    return {"Applied": f"{len(given)}", "Released": percent(freed, answered)}


def referral_match(clinic: SmallClinic) -> Figures:
    active = [point for _, point in found(clinic) if point.status == "active"]
    felt = [point for point in active if point.zones]
    matched = sum(any((point.muscle, zone) in TAUGHT for zone in point.zones) for point in felt)
    return {
        "In the catalogue": percent(matched, len(felt)),
        "Elsewhere": f"{len(felt) - matched}",
        "Nothing felt": f"{len(active) - len(felt)}",
    }


def compliance(clinic: SmallClinic) -> Figures:
    visits = seen(clinic)
    late = sum(v.signed_at is not None and v.signed_at > v.starts_at + timedelta(hours=24) for v in visits)
    unsigned = sum(v.signed_at is None and v.starts_at < NOW - timedelta(hours=72) for v in visits)
    return {
        "Unsigned for over 72 hours": f"{unsigned}", "Signed late": f"{late}", "With addenda": "0",
        "Health not asked about": f"{len(visits)}",
        "Sensitive area without a yes": f"{sum(_touched(visit) for visit in visits)}",
    }  # fmt: skip


def _touched(visit: Visit) -> bool:
    return any(point.muscle == "piriformis" and point.treatments for point in visit.points)


def unsigned(clinic: SmallClinic) -> Figures:
    open_ones = [visit for visit in clinic.visits if visit.took_place and visit.signed_at is None]
    late = sum(visit.starts_at < NOW - timedelta(hours=72) for visit in open_ones)
    return {"Not signed": f"{len(open_ones)}", "For over 72 hours": f"{late}"}


TREATMENT: dict[str, Callable[[SmallClinic], Figures]] = {
    "sessions": sessions,
    "session-pain": session_pain,
    "episode-pain": episode_pain,
    "resolution": resolution,
    "points": points,
    "recurrence": recurrence,
    "muscles": muscles,
    "techniques": techniques,
    "referral-match": referral_match,
    "compliance": compliance,
    "unsigned": unsigned,
}

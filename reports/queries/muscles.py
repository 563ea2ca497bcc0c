"""What the reports ask about points: by muscle and technique, what came back, and where they refer."""

from datetime import timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Avg, Case, Count, Exists, F, OuterRef, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Cast, Concat, NullIf

from clinic import clock
from reports.expressions import Median, Quartiles, days_on, lines, over
from reports.queries.outcomes import counted, of_sessions
from reports.question import Question
from sessions.models import CountedPoint, PointFinding, Referral, Treatment
from sessions.treatment_models import Response, Technique

# Clinic days: an hour later in the day four weeks on is among them.
BACK_WITHIN = 28
SCORED_TWICE = Q(tenderness_before__isnull=False, tenderness_after__isnull=False)
SESSION = "treatment_session"
PEOPLE = Count("patient", distinct=True)
# Person by person first: to count different people among all points, every point would be sorted.
BY_VIEW = """
SELECT chart, view, sum(points)::int AS points, count(*) AS people, sum(score)::float / sum(points) AS mean
FROM one_each GROUP BY chart, view ORDER BY chart, points DESC, view
"""
FELT_BY_MUSCLE = """
SELECT muscle.name AS by, muscle.slug, sum(points)::int AS all,
    coalesce(sum(points) FILTER (WHERE one_each.zones = '{}'), 0)::int AS none,
    coalesce(sum(points) FILTER (WHERE one_each.zones && taught.zones), 0)::int AS matched
FROM one_each
JOIN treatment_sessions_muscle AS muscle ON muscle.slug = one_each.muscle_id
LEFT JOIN (
    SELECT muscle_id, array_agg(zone_id) AS zones FROM treatment_sessions_referral GROUP BY muscle_id
) AS taught ON taught.muscle_id = muscle.slug
GROUP BY muscle.name, muscle.slug ORDER BY muscle.name
"""
# Named when they are few: every point would be sorted with its muscle's name.
NAMED = """
SELECT muscle.name, one_each.* FROM one_each JOIN treatment_sessions_muscle AS muscle USING (slug)
ORDER BY points DESC, name
"""
PEOPLE_BY_MUSCLE = "SELECT muscle_id, count(*) AS people FROM one_each GROUP BY muscle_id"
TREATED = Exists(Treatment.objects.filter(finding=OuterRef("pk")))


def points(question: Question) -> QuerySet[PointFinding]:
    """Points found in sessions begun in the period. muscle: of that one alone. part: a status, or treated."""
    rows: QuerySet[Any] = PointFinding.objects.filter(**question.period.within(f"{SESSION}__started_at"))
    rows = of_sessions(question, rows, f"{SESSION}__")
    if muscle := question.more.get("muscle"):
        rows = rows.filter(point__muscle=muscle)
    if question.part == "treated":
        return rows.filter(TREATED)
    return rows.filter(status=question.part) if question.part else rows


def scored(question: Question) -> QuerySet[PointFinding]:
    """Points found. part: before, those scored then; scored, those scored both times; missing, the rest."""
    before = Q(tenderness_before__isnull=False)
    twice = before & Q(tenderness_after__isnull=False)
    wanted = {"before": before, "scored": twice, "missing": ~twice}
    return points(question.without_part).filter(wanted[question.part])


def placed(question: Question) -> QuerySet[PointFinding]:
    """The same; place: the figure and the view that the point is charted in."""
    return scored(question).annotate(place=Concat("chart", Value(" "), "view"))


def treated(question: Question) -> QuerySet[PointFinding]:
    """Points at which a technique was applied. part: released there, or back within the 28 days after."""
    if question.part in {"released", "back"}:
        return released(question if question.part == "back" else question.without_part)
    return points(question.without_part).filter(TREATED)


def _counted(question: Question) -> QuerySet[Any]:
    """Of that one muscle alone where it is asked for, like points()."""
    muscle = question.more.get("muscle")
    rows: QuerySet[Any] = counted(question).order_by()
    return rows.filter(muscle=muscle) if muscle else rows


def point_counts(question: Question) -> list[dict[str, Any]]:
    rows = _counted(question)
    counts = {"number": Count("pk"), "treated": Count("pk", filter=Q(treated=True)), "people": PEOPLE}
    return lines(rows.values("status").annotate(**counts).order_by("status"))


def by_muscle(question: Question) -> list[dict[str, Any]]:
    """A line a muscle: points treated, people, medians of change, released, mean hold, what came back.

    change: tenderness before - after; ppt: algometer after - before, kgf/cm2; better is positive in both.
    hold: seconds, mean of those that say it. back, gone: see released(). scored, ppt_points: of so many.
    """
    # In this order: what came back is the dearest to know, and asked only of the few where it counts.
    gone = ~_early() & Q(released=True)
    rows: QuerySet[Any] = counted(question).filter(treated=True).order_by().values(slug=F("muscle_id"))
    return over(
        rows.annotate(
            points=Count("pk"),
            people=PEOPLE,
            quartiles=Quartiles(F("tenderness_before") - F("tenderness_after")),
            before=Avg("tenderness_before", filter=SCORED_TWICE, output_field=models.FloatField()),
            after=Avg("tenderness_after", filter=SCORED_TWICE, output_field=models.FloatField()),
            scored=Count("pk", filter=SCORED_TWICE),
            ppt=Median(_float("ppt_change") / 10.0),
            ppt_points=Count("ppt_change"),
            released_points=Count("pk", filter=Q(released=True)),
            answered_points=Count("pk", filter=Q(answered=True)),
            hold=_float(Sum("held")) / NullIf(_float(Sum("holds")), 0.0),
            gone=Count("pk", filter=gone),
            back_again=Count("pk", filter=gone & Q(came_back())),
        ),
        NAMED,
    )


def _float(value: Any) -> Any:
    return Cast(value, models.FloatField())


def came_back(point: str = "", visit: str = "") -> Exists:
    """The same person's muscle, side and code is active again within 28 days after the session's.

    point, visit: the paths to both. Found by the person's few points of those days, not by every visit to the
    point that there ever was; and the clinic's clock is asked of those alone that stand at the very end.
    """
    began = OuterRef(f"{visit}started_at")
    in_time = Q(started_at__lte=began + timedelta(days=BACK_WITHIN - 1))
    again = CountedPoint.objects.filter(
        status=PointFinding.Status.ACTIVE,
        patient=OuterRef(f"{visit}patient"),
        muscle=OuterRef(f"{point}muscle"),
        side=OuterRef(f"{point}side"),
        code=OuterRef(f"{point}code"),
        started_at__gt=began,
        started_at__lte=began + timedelta(days=BACK_WITHIN + 2),
    )
    return Exists(again.filter(in_time | Q(started_at__lt=days_on(began, BACK_WITHIN + 1))))


def released(question: Question) -> QuerySet[PointFinding]:
    """Points released in the period. fate: back (active within 28 days), gone, or early (not over yet)."""
    # Found by the treatments that released them, and not by looking through those of every point.
    by = Treatment.objects.filter(finding=OuterRef("pk"), response=Response.RELEASED)
    rows: QuerySet[Any] = points(question.without_part).filter(Exists(by))
    rows = rows.annotate(
        fate=Case(
            When(_early(f"{SESSION}__"), then=Value("early")),
            When(came_back("point__", f"{SESSION}__"), then=Value("back")),
            default=Value("gone"),
            output_field=models.CharField(),
        )
    )
    return rows.filter(fate=question.part) if question.part else rows


def _early(visit: str = "") -> Q:
    """The days after it are not over."""
    return Q(**{f"{visit}started_at__gte": clock.clinic_day(clock.today() - timedelta(days=BACK_WITHIN))[0]})


def recurrence(question: Question) -> list[dict[str, Any]]:
    """How many came back, stayed away or are too fresh to say, for each muscle."""
    rows = _counted(question).filter(released=True).values(by=F("muscle__name"), slug=F("muscle"))
    found = rows.annotate(
        all=Count("pk"),
        early=Count("pk", filter=_early()),
        back=Count("pk", filter=~_early() & Q(came_back())),
        people=PEOPLE,
    )
    return [line | {"gone": line["all"] - line["early"] - line["back"]} for line in found.order_by("by")]


def applied(question: Question) -> QuerySet[Treatment]:
    """Techniques applied in the period, once a point. part: released, those that got this response."""
    rows: QuerySet[Any] = Treatment.objects.filter(**question.period.within(f"{SESSION}__started_at"))
    rows = of_sessions(question, rows, f"{SESSION}__")
    return rows.filter(response=Response.RELEASED) if question.part == "released" else rows


def by_technique(question: Question) -> list[dict[str, Any]]:
    """A line a technique: times applied, people, change at its points, released, mean hold.

    scored: of how many points the change is.
    """
    rows: QuerySet[Any] = applied(question.without_part).order_by()
    twice = Q(finding__tenderness_before__isnull=False, finding__tenderness_after__isnull=False)
    found = rows.values(slug=F("technique")).annotate(
        times=Count("pk"),
        people=Count(f"{SESSION}__patient", distinct=True),
        quartiles=Quartiles(F("finding__tenderness_before") - F("finding__tenderness_after")),
        scored=Count("pk", filter=twice),
        released_times=Count("pk", filter=Q(response=Response.RELEASED)),
        answered=Count("pk", filter=~Q(response="")),
        hold=Avg("hold_seconds", output_field=models.FloatField()),
    )
    named = [{"name": str(Technique(line["slug"]).label), **line} for line in found]
    return sorted(named, key=lambda line: (-line["times"], line["name"]))


def referral_match(question: Question) -> QuerySet[PointFinding]:
    """Active points. fate: matched (a zone it was felt in is one of the catalogue's), other, or none felt."""
    taught = ArraySubquery(Referral.objects.filter(muscle=OuterRef("counted__muscle")).values("zone"))
    rows: QuerySet[Any] = points(question.without_part).filter(status=PointFinding.Status.ACTIVE)
    rows = rows.annotate(
        fate=Case(
            When(counted__zones=[], then=Value("none")),
            When(counted__zones__overlap=taught, then=Value("matched")),
            default=Value("other"),
            output_field=models.CharField(),
        )
    )
    return rows.filter(fate=question.part) if question.part else rows


def matches(question: Question) -> list[dict[str, Any]]:
    """matched, other and none for each muscle, and of how many people."""
    rows = _counted(question).filter(status=PointFinding.Status.ACTIVE)
    # Asked twice, for each answer has few lines: by muscle, person and zones it would be every point again.
    found = over(rows.values("muscle_id", "zones").annotate(points=Count("pk")), FELT_BY_MUSCLE)
    whom = over(rows.values("muscle_id", "patient_id").distinct(), PEOPLE_BY_MUSCLE)
    people = {each["muscle_id"]: each["people"] for each in whom}
    return [
        line | {"other": line["all"] - line["none"] - line["matched"], "people": people.get(line["slug"], 0)}
        for line in found
    ]


def spots(question: Question) -> list[dict[str, Any]]:
    """Scores before treatment summed at each hundredth of each drawing, for the map of the whole clinic."""
    rows: QuerySet[Any] = counted(question).filter(tenderness_before__gt=0).order_by()
    placed = rows.values("chart", "chart_version", "view", "across", "down")
    return lines(placed.annotate(weight=Sum("tenderness_before")))


def views(question: Question) -> list[dict[str, Any]]:
    """A line for each view of each figure: points scored before treatment, people, their mean score."""
    known: QuerySet[Any] = counted(question).filter(tenderness_before__isnull=False).order_by()
    rows = known.values("chart", "view", "patient")
    return over(rows.annotate(points=Count("pk"), score=Sum("tenderness_before")), BY_VIEW)

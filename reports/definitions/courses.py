"""Reports about courses of treatment: episodes, how long they took, plans, and outcome measures."""

from dataclasses import replace
from typing import Any

from reports.answers import SMALL_GROUP, Answer, Figure, Line, Table
from reports.columns.treatment import (
    FOLLOWED,
    of_episodes,
    of_goals,
    of_home_care,
    of_outcomes,
    of_plans,
    of_resolved,
)
from reports.definitions.outcomes import SMALL, TOO_SMALL, changed, spread
from reports.queries import courses
from reports.question import Question
from reports.report import Listing, Report
from reports.words import NOT_KNOWN, counted, number, out_of, people, percent


def episodes(question: Question) -> Answer:
    found = courses.episode_change(question)
    whole = found | {"scored": found["all"]}
    better = (percent(found["better"], found["all"]), out_of(found["better"], found["all"]))
    if 0 < found["people"] < SMALL_GROUP:
        better = ("Hidden", TOO_SMALL)
    figures = [
        *(replace(each, opens="all") for each in changed(whole, "episode")),
        Figure("Less pain than at the first", *better, "better", found["people"]),
    ]
    return Answer(figures, (), {"": found["all"], "better": found["better"]})


def resolution(question: Question) -> Answer:
    found = courses.resolution(question)
    n = f"{counted(found['all'], 'complaint')}, {people(found['people'])}"
    if not found["all"]:
        nothing = Figure("Median visits", "n/a", "No complaint ended in these days", "all")
        return Answer([nothing], (), {"": 0})
    if found["people"] < SMALL_GROUP:
        return Answer([Figure("Median visits", "Hidden", TOO_SMALL, "all")], (), {"": found["all"]})
    low, middle, high = found["visits"]
    figures = [
        Figure("Median visits", number(middle), n, "all", found["people"]),
        Figure("Middle half", f"{low:.1f} to {high:.1f}", "visits", "all", found["people"]),
        Figure("Median time", number(found["days"], 0), "days from the first visit", "all", found["people"]),
    ]
    return Answer(figures, (), {"": found["all"]})


def plans(question: Question) -> Answer:
    planned, goals, home = (
        courses.planned(question),
        courses.reached(question),
        courses.done_at_home(question),
    )
    mean = "n/a" if home["mean"] is None else f"{home['mean']:.0f}%"
    attended = percent(planned["attended"], planned["planned"])
    figures = [
        Figure("Visits attended", attended, out_of(planned["attended"], planned["planned"]), "all"),
        Figure("Plans begun", f"{planned['all']:,}", people(planned["people"]), "all", planned["people"]),
        Figure(
            "Goals met",
            percent(goals["met"], goals["due"]),
            out_of(goals["met"], goals["due"], "None due"),
            "met",
        ),
        Figure(
            "Home care done", mean, f"mean of {counted(home['answers'], 'answer')}", "home", home["people"]
        ),
    ]
    running = (
        "" if question.period.is_over else "Plans of these days are still running: their visits are to come."
    )
    counts = {"": planned["all"], "met": goals["met"], "home": home["answers"]}
    return Answer(figures, (), counts, partial=running)


def responders(question: Question) -> Answer:
    found = courses.responders(question)
    whole, followed = (sum(each[kind] for each in found) for kind in ("all", "followed"))
    figures = [
        Figure("Answered", f"{whole:,}", "newest scores, one a person and measure", "all"),
        Figure("Followed up", percent(followed, whole), out_of(followed, whole), "followed"),
        Figure("Not followed up", f"{whole - followed:,}", "a first score alone", "baseline"),
    ]
    heads = (
        "Measure", "Asked", "Followed up", "Completion", "Responded", "Share",
        "People", "Median change", "Middle half",
    )  # fmt: skip
    lines = [Line(_measure(each), each["people"], {"line": each["slug"]}) for each in found]
    table = Table("By measure", heads, lines, slug="by-measure")
    return Answer(figures, [table], {"": whole, "followed": followed, "baseline": whole - followed})


def _measure(each: dict[str, Any]) -> list[Any]:
    small = 0 < each["people"] < SMALL_GROUP
    share = NOT_KNOWN if small else percent(each["responded"], each["followed"])
    completion = percent(each["followed"], each["all"])
    responded = NOT_KNOWN if small else each["responded"]
    middle = spread(each)
    if each["quartiles"] and not small:
        middle[1] = number(each["quartiles"][1])
    return [each["by"], each["all"], each["followed"], completion, responded, share, *middle]


GOALS = Listing(courses.met, of_goals, "due_on", "plan__complaint__patient_id")
HOME_CARE = Listing(courses.home_care, of_home_care, "asked_on", "home_care__complaint__patient_id")
REPORTS = (
    Report(
        slug="episode-pain",
        title="Pain change over a complaint",
        group="outcomes",
        about="Pain at the first visit of a complaint less pain at the last",
        counted=(
            "Counted: complaints whose last scored visit so far began in these days by the clinic's clock. "
            "The change is pain before treatment at the first visit less pain before treatment, not after, "
            "at the last, so that more is better; a session about several complaints has one score for "
            "all. Not counted: complaints with fewer than two scored visits. Therapist, place and service "
            f"keep complaints with such a visit in these days. {SMALL}"
        ),
        rows=courses.episodes,
        columns=of_episodes,
        answer=episodes,
        parts={"better": "Less pain than at the first"},
        at="last_at",
    ),
    Report(
        slug="resolution",
        title="Visits until it was over",
        group="outcomes",
        about="How many visits complaints took that ended",
        counted=(
            "Counted: complaints that a therapist ended in these days, with at least one visit, whatever "
            "the reason; visits are all treatment sessions about it. Therapist, place and service keep "
            f"complaints with such a visit. {SMALL}"
        ),
        rows=courses.resolved,
        columns=of_resolved,
        answer=resolution,
        at="over_at",
    ),
    Report(
        slug="responders",
        title="Outcome measures",
        group="outcomes",
        about="Who changed by as much as matters, measure by measure",
        counted=(
            "Counted: for each person and measure the newest score, if it was taken in these days, against "
            "the first one of the same complaint. Responded is better by the important change and by no "
            "less than can be told from chance, as stored with the score. A person with several complaints "
            "counts by the one answered last. Therapist is who took the newest score. Not counted: answers "
            f"taken back or without a score. Measures are never blended. {SMALL}"
        ),
        rows=courses.answered,
        columns=of_outcomes,
        answer=responders,
        takes=("period", "therapist", "tag"),
        parts={"followed": "Followed up", **FOLLOWED},
        at="taken_on",
        line="measure_id",
        person="complaint__patient_id",
    ),
    Report(
        slug="plans",
        title="Plans kept",
        group="outcomes",
        about="Visits attended of those planned, goals met, home care done",
        counted=(
            "Counted: plans begun in these days, with the treatment sessions about their complaint from the "
            "plan's first day to its last, out of the visits planned; goals due in these days and not "
            "cancelled; and what people said in these days of how much home care they did. Therapist is who "
            "wrote the plan, or who asked."
        ),
        rows=courses.plans,
        columns=of_plans,
        answer=plans,
        parts={"met": "Goals met", "home": "Home care done"},
        listings={"met": GOALS, "home": HOME_CARE},
        takes=("period", "therapist", "tag"),
        at="begun_on",
        person="complaint__patient_id",
    ),
)

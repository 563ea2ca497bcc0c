"""Reports about people: who there is, who came back, who stays, who waits."""

from django.db.models import F

from patients.models import Patient
from reports import therapists
from reports.answers import Answer, Figure, Line, Table
from reports.columns.people import of_patients, of_people_seen, of_people_seen_by_then, of_waiting
from reports.columns.visits import of_first_visits, of_rebooking
from reports.queries import people, visits
from reports.question import Question
from reports.report import Report
from reports.words import counted, number, out_of, percent


def rebooking(question: Question) -> Answer:
    found = visits.rebooked_by(F("therapist"), question)
    rebooked, whole = (sum(each[kind] for each in found) for kind in ("rebooked", "all"))
    figures = [
        Figure("Rebooking rate", percent(rebooked, whole), out_of(rebooked, whole), "rebooked"),
        Figure("Left without", f"{whole - rebooked:,}", "with no later visit that evening", "left"),
    ]
    lines = [
        Line(
            [each["name"], each["all"], each["rebooked"], percent(each["rebooked"], each["all"])],
            each["people"],
            each["opens"],
        )
        for each in therapists.named(found, question)
    ]
    table = Table("By therapist", ("Therapist", "Visits", "Rebooked", "Rate"), lines, slug="by-therapist")
    return Answer(figures, [table], {"": whole, "rebooked": rebooked, "left": whole - rebooked})


def first_visits(question: Question) -> Answer:
    found = people.fates(people.first_visits(question.without_part), F("therapist"))
    sums = {fate: sum(each[fate] for each in found) for fate in ("returned", "stayed_away", "waiting")}
    whole = sums["returned"] + sums["stayed_away"]
    figures = [
        Figure("Came again", percent(sums["returned"], whole), out_of(sums["returned"], whole), "returned"),
        Figure("Stayed away", f"{sums['stayed_away']:,}", "60 days gone by", "stayed_away"),
        Figure("Too early to say", f"{sums['waiting']:,}", "60 days not yet over, left out", "waiting"),
    ]
    lines = []
    for each in therapists.named(found, question):
        known = each["returned"] + each["stayed_away"]
        cells = [each["name"], known, each["returned"], percent(each["returned"], known), each["waiting"]]
        lines.append(Line(cells, each["people"], each["opens"]))
    heads = ("First seen by", "People", "Came again", "Share", "Too early")
    table = Table("By therapist", heads, lines, slug="by-therapist")
    early = (
        f"{counted(sums['waiting'], 'person', 'people')} came first less than 60 days ago and are left out."
    )
    return Answer(
        figures, [table], {"": whole + sums["waiting"], **sums}, partial=early if sums["waiting"] else ""
    )


def retention(question: Question) -> Answer:
    found = people.retained(question)
    seen, stayed = found["seen"], found["stayed"]
    after = question.period.next
    share = percent(stayed, seen) if after.has_begun else "n/a"
    figures = [
        Figure("Stayed", share, out_of(stayed, seen), "stayed", seen),
        Figure("Not seen after", f"{seen - stayed:,}", f"from {after.words}", "left", seen),
    ]
    partial = ""
    if not after.has_begun:
        partial = f"The period after, {after.words}, has not begun: nobody can have been seen in it."
    elif not after.is_over:
        partial = f"The period after, {after.words}, is not over: the share can only grow."
    return Answer(figures, (), {"": seen, "stayed": stayed, "left": seen - stayed}, partial=partial)


def active(question: Question) -> Answer:
    found = people.activity(question)
    day = f"on {question.period.last:%-d %B %Y}"
    figures = [
        Figure(
            "Active",
            f"{found['active']:,}",
            f"seen in the 180 days before the end of the day {day}",
            "active",
        ),
        Figure("Lapsed", f"{found['lapsed']:,}", "last seen 180 to 540 days before", "lapsed"),
        Figure("Longer ago", f"{found['longer']:,}", "neither active nor lapsed", "longer"),
    ]
    return Answer(figures, (), {"": sum(found.values()), **found})


def wait_list(question: Question) -> Answer:
    found = people.wait_list(question)
    settled = found["booked"] + found["withdrawn"]
    figures = [
        Figure("Booked", percent(found["booked"], settled), out_of(found["booked"], settled), "booked"),
        Figure("Waits no more", f"{found['withdrawn']:,}", "taken off without a visit", "withdrawn"),
        Figure("Still waiting", f"{found['open']:,}", "left out of the share", "open"),
        Figure("Median wait", number(found["days"]), "days from the wish to the booking", "booked"),
    ]
    kinds = ("booked", "withdrawn", "open")
    return Answer(figures, (), {"": found["all"], **{kind: found[kind] for kind in kinds}})


def register(question: Question) -> Answer:
    found = dict.fromkeys(Patient.Standing.values, 0)
    found |= {each["standing"]: each["number"] for each in people.standings(question)}
    figures = [Figure(label, f"{found[slug]:,}", "records", slug) for slug, label in Patient.Standing.choices]
    return Answer(figures, (), {"": sum(found.values()), **found})


SEEN = "Seen means a fulfilled visit that began in the days named, by the clinic's clock. "
REPORTS = (
    Report(
        slug="patients",
        title="Patients",
        group="people",
        about="Everybody in the register, with how to reach them",
        counted=(
            "Counted: every record as it stands now. Not counted: records merged into another. Nothing of "
            "their health is shown or exported."
        ),
        rows=people.people,
        columns=of_patients,
        answer=register,
        takes=("tag",),
        parts=dict(Patient.Standing.choices),
        at="number",
        person="pk",
    ),
    Report(
        slug="first-visits",
        title="New people who came again",
        group="people",
        about="How many came a second time within 60 days of the first",
        counted=(
            "Counted: people whose first fulfilled visit fell in these days by the clinic's clock; came "
            "again is another fulfilled visit within 60 days of it. Those whose 60 days are not over are "
            "left out of the share and counted apart."
        ),
        rows=people.first_visits,
        columns=of_first_visits,
        answer=first_visits,
        parts={"returned": "Came again", "stayed_away": "Stayed away", "waiting": "Too early to say"},
        opens="scheduling:appointment",
    ),
    Report(
        slug="rebooking",
        title="Rebooking",
        group="people",
        about="How many left a visit with the next one booked",
        counted=(
            "Counted: fulfilled visits that begin in these days; rebooked is one whose patient, when that "
            "day ended by the clinic's clock, held a later visit. Left out: patients discharged by then, "
            "which means that they had complaints and all of them were over."
        ),
        rows=visits.rebooking,
        columns=of_rebooking,
        answer=rebooking,
        parts={"rebooked": "Rebooked", "left": "Left without"},
        opens="scheduling:appointment",
    ),
    Report(
        slug="retention",
        title="Retention",
        group="people",
        about="Who was seen in a period and in the next one of the same length",
        counted=(
            "Counted: people seen in these days, and of them those seen in as many days just after. "
            f"{SEEN}Therapist, place and service narrow both periods alike."
        ),
        rows=people.retention,
        columns=of_people_seen,
        answer=retention,
        parts={"stayed": "Seen again", "left": "Not seen after"},
        at="number",
        person="pk",
    ),
    Report(
        slug="active-patients",
        title="Active patients",
        group="people",
        about="Who was seen in the last 180 days, and who has lapsed",
        counted=(
            "Counted at the end of the last of these days: people last seen in the 180 days before are "
            f"active, 180 to 540 days before lapsed. {SEEN}Not counted: people never seen, and records "
            "merged into another."
        ),
        rows=people.active,
        columns=of_people_seen_by_then,
        answer=active,
        parts={"active": "Active", "lapsed": "Lapsed", "longer": "Longer ago"},
        at="number",
        person="pk",
    ),
    Report(
        slug="wait-list",
        title="Wait list",
        group="people",
        about="How many of those who waited got a visit, and how long it took",
        counted=(
            "Counted: wishes put on the wait list in these days by the clinic's clock. The share is those "
            "booked out of those settled; who still waits is left out of it. The median wait is of those "
            "booked. Therapist is the one wished for."
        ),
        rows=people.waiting,
        columns=of_waiting,
        answer=wait_list,
        takes=("period", "therapist", "service", "tag"),
        parts={"booked": "Booked", "withdrawn": "Waits no more", "open": "Still waiting"},
        at="added_at",
    ),
)

"""Reports about safety and duties: what went wrong, what is unsigned, missing or ending, and who looked."""

from clinic import audit_log
from clinic.mailing import KINDS
from patients.models import ConsentText
from reports import therapists
from reports.answers import Answer, Figure, Line, Table
from reports.columns.duties import (
    of_access_log,
    of_cautions,
    of_consents,
    of_decisions,
    of_duties,
    of_incidents,
    of_messages,
    of_unsigned,
)
from reports.forms import AccessFilter
from reports.queries import access, compliance
from reports.queries import safety as asked
from reports.question import Question
from reports.report import VISITS, Listing, Report
from reports.words import counted, number, percent
from sessions.visit.models import Incident


def safety(question: Question) -> Answer:
    found, sums = asked.incident_counts(question), asked.counts(question)
    whole, visits = sum(each["number"] for each in found), sums["all"]
    notes = {
        "unwritten": "sessions with something adverse at a point",
        "over_cap": "sessions, each with its reason",
        "raised": f"{sums['open']:,} still open",
        "overridden": "with a reason each",
        "referred": "or rebooked",
    }
    figures = [
        Figure(
            "Incidents", _per_thousand(whole, visits), f"per 1,000 sessions; {whole:,} in {visits:,}", "all"
        ),
        *(Figure(label, f"{sums[part]:,}", notes[part], part) for part, label in BESIDE.items()),
    ]
    kinds = dict(Incident.Kind.choices)
    lines = [
        Line(
            [kinds[each["kind"]], each["number"], _per_thousand(each["number"], visits)],
            each["people"],
            {"status": each["kind"]},
        )
        for each in found
    ]
    table = Table("By kind", ("Kind", "Incidents", "Per 1,000 sessions"), lines, slug="by-kind")
    counts = {"": whole, **{each["kind"]: each["number"] for each in found}}
    return Answer(figures, [table], counts | {part: sums[part] for part in BESIDE})


def _per_thousand(part: int, whole: int) -> str:
    return number(1000 * part / whole) if whole else "n/a"


def duties(question: Question) -> Answer:
    found = compliance.duties(question)
    consents = sum(each["over"] for each in compliance.consent_counts(question))
    figures = [
        Figure(label, f"{found[part]:,}", percent(found[part], found["all"]), part)
        for part, label in compliance.PARTS.items()
    ]
    figures.append(Figure("Consents that ended", f"{consents:,}", "in these days, not given again", "ended"))
    return Answer(figures, (), {"": found["all"], **found, "ended": consents})


def unsigned(question: Question) -> Answer:
    found = compliance.unsigned_by_therapist(question)
    whole, late = (sum(each[kind] for each in found) for kind in ("all", "late"))
    figures = [
        Figure("Not signed", f"{whole:,}", counted(len(found), "therapist"), "all"),
        Figure("For over 72 hours", f"{late:,}", percent(late, whole), "late"),
        Figure("Within 72 hours", f"{whole - late:,}", "still in time", "in_time"),
    ]
    lines = [
        Line([each["name"], each["all"], each["late"]], each["people"], each["opens"])
        for each in therapists.named(found, question)
    ]
    table = Table("By therapist", ("Therapist", "Not signed", "Over 72 hours"), lines, slug="by-therapist")
    return Answer(figures, [table], {"": whole, "late": late, "in_time": whole - late})


def consents(question: Question) -> Answer:
    found = compliance.consent_counts(question)
    whole, over = (sum(each[kind] for each in found) for kind in ("all", "over"))
    figures = [
        Figure("Over", f"{over:,}", "and not given again", "over"),
        Figure("Still to end", f"{whole - over:,}", "in these days", "ahead"),
    ]
    kinds = dict(ConsentText.Kind.choices)
    lines = [
        Line(
            [kinds[each["by"]], each["over"], each["all"] - each["over"]],
            each["people"],
            {"line": each["by"]},
        )
        for each in found
    ]
    table = Table("By consent", ("Consent", "Over", "Still to end"), lines, slug="by-consent")
    return Answer(figures, [table], {"": whole, "over": over, "ahead": whole - over})


def looked(question: Question) -> Answer:
    found, sums = access.by_action(question), access.sums(question)
    figures = [
        Figure("Lines", f"{sums['all']:,}", "in these days", "all"),
        Figure("People", f"{sums['who']:,}", "did something", "who"),
        Figure("Records", f"{sums['records']:,}", "were concerned, one by one", "records"),
    ]
    lines = [
        Line(
            [
                audit_log.ACTIONS.get(each["action"], each["action"]),
                each["number"],
                each["who"],
                each["records"],
            ],
            each["records"],
            {"what": each["action"]} if each["action"] in audit_log.ACTIONS else {},
        )
        for each in found
    ]
    table = Table("By what was done", ("What", "Lines", "By people", "Records"), lines, slug="by-action")
    return Answer(figures, [table], {"": sums["all"], "who": sums["who"], "records": sums["records"]})


def messages(question: Question) -> Answer:
    found = access.messages_by_kind(question)
    whole, failed = (sum(each[kind] for each in found) for kind in ("all", "failed"))
    figures = [
        Figure("Sent", f"{whole - failed:,}", "handed to the mail server", "sent"),
        Figure("Failed", f"{failed:,}", "each try that did not go", "failed"),
    ]
    lines = [
        Line(
            [KINDS.get(each["kind"], each["kind"]), each["all"] - each["failed"], each["failed"]],
            each["people"],
            {"line": each["kind"]},
        )
        for each in found
    ]
    table = Table("By kind", ("Mail", "Sent", "Failed"), lines, slug="by-kind")
    return Answer(figures, [table], {"": whole, "sent": whole - failed, "failed": failed})


BESIDE = {
    "unwritten": "No incident written",
    "over_cap": "Over the pressure cap",
    "raised": "Cautions raised",
    "overridden": "Overridden",
    "referred": "Red flags referred",
}
OF_PEOPLE = "are the person's, whichever therapist, place or service is chosen."
SESSIONS = Listing(asked.sessions, of_duties, "started_at")
CAUTIONS = Listing(asked.flags, of_cautions, "history__answered_at", "history__patient_id")
DECISIONS = Listing(asked.decisions, of_decisions, "at")
ENDED = Listing(compliance.ended, of_consents, "expires_on")
REPORTS = (
    Report(
        slug="safety",
        title="Safety",
        group="safety",
        about="Incidents per 1,000 sessions, cautions, and pressure over the cap",
        counted=(
            "Counted: incidents by the day they happened, out of treatment sessions begun in these days; "
            "sessions with something adverse marked at a point and no incident written; sessions in which a "
            "pressure went past a caution's cap; answers of yes or unsure in histories of these days, each a "
            "caution raised, and open where the newest history says so too and nobody closed it since; "
            "overrides, and red flags referred or rebooked, decided in these days and not withdrawn. "
            f"Cautions and decisions {OF_PEOPLE} Neither what was written of an incident nor what a caution "
            "is about is shown."
        ),
        rows=asked.incidents,
        columns=of_incidents,
        answer=safety,
        parts=dict(Incident.Kind.choices) | BESIDE,
        listings={
            **dict.fromkeys(("unwritten", "over_cap"), SESSIONS),
            "raised": CAUTIONS,
            **dict.fromkeys(("overridden", "referred"), DECISIONS),
        },
        at="happened_at",
        person="treatment_session__patient_id",
    ),
    Report(
        slug="compliance",
        title="Duties",
        group="safety",
        about="Notes late or unsigned, health not asked about, consents missing",
        counted=(
            "Counted: treatment sessions begun in these days, and of them those that fall short of a duty. "
            "Unsigned is not signed yet, or not by a student's supervisor, over 72 hours after the start; "
            "signed late is over {entry_hours} hours after it. Health not asked about is a session begun "
            "without any history. A sensitive area without a yes is one treated without the patient's "
            "spoken yes that day. Counted beside them: consents that ended in these days and were not given "
            f"again for longer; they {OF_PEOPLE} Credentials that end and records past their time have "
            "reports of their own. Not counted, for the clinic keeps no such list here: equipment due."
        ),
        rows=compliance.sessions,
        columns=of_duties,
        answer=duties,
        parts=compliance.PARTS | {"ended": "Consents that ended"},
        listings={"ended": ENDED},
        at="started_at",
    ),
    Report(
        slug="unsigned",
        title="Unsigned notes",
        group="safety",
        about="Every session that nobody has signed yet",
        counted=(
            "Counted: treatment sessions not signed as of now, whenever they were; a student's note counts "
            "as signed once the supervisor has signed too."
        ),
        rows=compliance.unsigned,
        columns=of_unsigned,
        answer=unsigned,
        takes=VISITS[1:],
        parts={"late": "For over 72 hours", "in_time": "Within 72 hours"},
        at="started_at",
    ),
    Report(
        slug="consents",
        title="Consents ending",
        group="safety",
        about="What people agreed to that ends or has ended",
        counted=(
            "Counted: consents whose last day falls in these days, unless they were taken back, or the same "
            "was agreed to again for longer."
        ),
        rows=compliance.consents,
        columns=of_consents,
        answer=consents,
        takes=("period", "tag"),
        parts={"over": "Over", "ahead": "Still to end"},
        at="expires_on",
        line="text__kind",
        usual=(-30, 60),
    ),
    Report(
        slug="messages",
        title="Messages",
        group="safety",
        about="Mails that the clinic sent, to whom, and whether they went",
        counted=(
            "Counted: mails handed to the mail server in these days by the clinic's clock, a line for each "
            "person, and tries that failed. What was written is not kept. Whether a mail arrived or was "
            "read is not known."
        ),
        rows=access.messages,
        columns=of_messages,
        answer=messages,
        takes=("period",),
        parts={"sent": "Sent", "failed": "Failed"},
        at="at",
        line="kind",
    ),
    Report(
        slug="access-log",
        title="Access log",
        group="safety",
        about="Who opened which record, when and why",
        counted=(
            "Counted: every line of the log in these days by the clinic's clock. A line that lists many "
            "records at once concerns none by itself. Looking here adds a line too. Time is by the clinic's "
            "clock; the exact time, in UTC, is what the hash of the line was made of."
        ),
        rows=access.events,
        columns=of_access_log,
        answer=looked,
        takes=("period",),
        parts={"who": "Newest line of each person", "records": "Newest line of each record"},
        at="at",
        form=AccessFilter,
    ),
)

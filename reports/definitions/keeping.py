"""Reports about what ends by its date: papers of the staff, and the years that a record is kept."""

from clinic.models import Credential
from reports.answers import Answer, Figure, Line, Table
from reports.columns.duties import of_credentials, of_past_their_time
from reports.queries import keeping
from reports.question import Question
from reports.report import Report


def credentials(question: Question) -> Answer:
    found = keeping.credential_counts(question)
    whole, over = (sum(each[kind] for each in found) for kind in ("all", "over"))
    figures = [
        Figure("Over", f"{over:,}", "and nothing in their place", "over"),
        Figure("Still to end", f"{whole - over:,}", "in these days", "ahead"),
    ]
    kinds = dict(Credential.Kind.choices)
    lines = [
        Line([kinds[each["by"]], each["over"], each["all"] - each["over"]], opens={"line": each["by"]})
        for each in found
    ]
    table = Table("By kind", ("Kind", "Over", "Still to end"), lines, slug="by-kind")
    return Answer(figures, [table], {"": whole, "over": over, "ahead": whole - over})


def past_their_time(question: Question) -> Answer:
    found = keeping.past_their_time_counts(question)
    figures = [
        Figure("Past their time", f"{found['due']:,}", "records", "due", found["due"]),
        Figure("Birth date not known", f"{found['unknown']:,}", "by the last entry alone", "unknown"),
    ]
    return Answer(figures, (), {"": sum(found.values()), **found})


REPORTS = (
    Report(
        slug="credentials",
        title="Credentials ending",
        group="safety",
        about="Licences, insurance and training that end or have ended",
        counted=(
            "Counted: credentials of staff at work whose last day falls in these days, unless another of "
            "the same kind, and for training of the same name, goes on where it ends or stands today. Not "
            "counted: credentials withdrawn."
        ),
        rows=keeping.credentials,
        columns=of_credentials,
        answer=credentials,
        takes=("period", "therapist"),
        parts={"over": "Over", "ahead": "Still to end"},
        at="expires_on",
        person="",
        usual=(-30, 60),
        line="kind",
    ),
    Report(
        slug="past-their-time",
        title="Records past their time",
        group="safety",
        about="Records that have been kept as long as the longest rule asks",
        counted=(
            f"Counted: records whose last entry is {keeping.KEPT_YEARS} years old and whose person came of "
            f"age, at {keeping.OF_AGE}, as many years ago: the longest rule known here, that of British "
            "Columbia. An entry is being registered, a questionnaire, an appointment, a treatment session or "
            "a note brought in. Records without a birth date go by the last entry and are counted apart. "
            "Your own law may ask for less or for more; nothing is deleted by this list."
        ),
        rows=keeping.past_their_time,
        columns=of_past_their_time,
        answer=past_their_time,
        takes=("tag",),
        parts={"due": "Past their time", "unknown": "Birth date not known"},
        at="number",
        person="pk",
    ),
)

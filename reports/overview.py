"""Where an admin's day begins: what needs somebody first, then how the month goes."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from clinic import audit, audit_log, clock
from clinic.access import StaffRequest, allow
from clinic.asking import together
from clinic.models import Role
from reports.answers import Figure
from reports.definitions import REPORTS
from reports.models import SavedReport
from reports.periods import Period
from reports.queries import waiting_for_you
from reports.question import Question
from scheduling.our_clinic import opening

LISTED = 8
ENDING = ("unsigned", "consents", "credentials")
MONTH = (("appointments", (1, 2)), ("utilisation", (0,)), ("new-and-returning", (0,)))
# The gravest first: what is said of one, and of several.
NEEDS = {
    "glasses": (
        "siren",
        "record opened without care team in 7 days",
        "records opened without care team in 7 days",
    ),
    "late": ("file-pen", "note unsigned for over 72 hours", "notes unsigned for over 72 hours"),
    "lapsed": ("file-x", "credential of staff that is over", "credentials of staff that are over"),
    "over": ("file-x", "consent over and not given again", "consents over and not given again"),
    "jobs": ("triangle-alert", "job of the night that failed", "jobs of the night that failed"),
    "calls": ("phone", "person to ring", "people to ring"),
    "waiting": ("hourglass", "person on the wait list", "people on the wait list"),
    "in_time": ("file-pen", "note to sign within 72 hours", "notes to sign within 72 hours"),
    "lapsing": ("file-clock", "credential that ends within 30 days", "credentials that end within 30 days"),
    "ending": ("file-clock", "consent that ends within 30 days", "consents that end within 30 days"),
}
PRESSING = {"glasses", "late", "lapsed", "over", "jobs"}

# What each card counts and what not, as each report says of itself.
COUNTED = {
    "needs": "Counted: the whole clinic as it stands now. What comes to nothing is not shown.",
    "gaps": (
        "Counted: cancelled times that begin from now on and that nobody else holds with the same therapist. "
        "Not counted: those in the therapist's time off, or on which the clinic is closed."
    ),
    "missed": (
        "Counted: no-shows whose patient has no appointment since. Not counted: whom somebody rang about it, "
        "or put on the list of people to ring."
    ),
    "month": "From the 1st to today, by the clinic's clock. Each opens its report, and what that counts.",
}


@dataclass(frozen=True)
class Need:
    """One thing that waits; pressing: it has waited too long."""

    icon: str
    number: int
    words: str
    url: str
    pressing: bool = False


@allow(Role.ADMIN)
@require_GET
def overview(request: StaffRequest) -> HttpResponse:
    gaps, missed = waiting_for_you.gaps()[: LISTED + 1], waiting_for_you.no_shows()[: LISTED + 1]
    saved = SavedReport.objects.visible_to(request.user).select_related("by")
    together(gaps, missed, saved)
    people = sorted({row.patient_id for row in (*gaps[:LISTED], *missed[:LISTED])})
    audit.record("listed", by=request.user, ids=people, fields=["overview"])
    context = {
        "needs": [need for need in needs(waiting_for_you.counts()) if need.number],
        "gaps": gaps[:LISTED],
        "missed": missed[:LISTED],
        "more": {"gaps": len(gaps) > LISTED, "missed": len(missed) > LISTED},
        "opening": opening.steps(),
        "saved": saved,
        "figures": how_it_goes(),
        "counted": COUNTED,
    }
    return render(request, "reports/overview.html", context)


def needs(found: dict[str, int]) -> list[Need]:
    """In the order of NEEDS; urls lead to the rows that were counted."""
    unsigned, consents, papers = (f"{REPORTS[slug].address}?status=" for slug in ENDING)
    days = f"&from={waiting_for_you.around().first}&to={waiting_for_you.around().last}"
    urls = {
        "glasses": _log(),
        "late": f"{unsigned}late",
        "lapsed": f"{papers}over{days}",
        "over": f"{consents}over{days}",
        "jobs": reverse("clinic:audit"),
        "calls": reverse("scheduling:to_call"),
        "waiting": reverse("scheduling:waiting"),
        "in_time": f"{unsigned}in_time",
        "lapsing": f"{papers}ahead{days}",
        "ending": f"{consents}ahead{days}",
    }
    return [
        Need(icon, found[name], said[found[name] != 1], urls[name], pressing=name in PRESSING)
        for name, (icon, *said) in NEEDS.items()
    ]


def _log() -> str:
    asked = {"what": audit_log.OPENED_BY_GLASS, "from": waiting_for_you.glasses_since()}
    return f"{reverse('clinic:audit')}?{urlencode(asked)}"


def how_it_goes() -> list[tuple[Figure, str]]:
    """A few figures of the month so far, each with the report that it stands in."""
    today = clock.today()
    month = Period(today.replace(day=1), today)
    found: list[tuple[Figure, str]] = []
    for slug, places in MONTH:
        answer = REPORTS[slug].answer(Question(month))
        found += [(answer.figures[place], REPORTS[slug].address) for place in places]
    return found

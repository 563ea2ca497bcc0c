"""What a patient does at home: given from the library with a dose, asked about, ended."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from clinic import audit, clock
from clinic.asking import deal, together
from clinic.models import Staff
from clinic.transactions import verb
from patients.models import Patient
from sessions.courses import complaints, safety
from sessions.courses.models import Complaint, HomeCare, HomeCareItem, HomeCareReport
from sessions.courses.refusals import CourseRefused
from sessions.models import TreatmentSession
from sessions.open_session import hold_open


@verb
def give(
    complaint: Complaint,
    item: HomeCareItem,
    *,
    side: str,
    dose: dict[str, Any],
    demonstrated: bool | None,
    treatment_session: TreatmentSession | None = None,
    key: UUID,
    by: Staff,
) -> HomeCare:
    """Give it with this dose; dose: seconds, repetitions, times_a_day, days_a_week, pressure.

    treatment_session: the visit it is given in, held open. Raises CourseRefused where a caution forbids it.
    """
    # The session first, as everywhere: whoever signs it holds it before anything that hangs from it.
    session = hold_open(treatment_session, by) if treatment_session else None
    held = complaints.hold(complaint)
    if known := HomeCare.objects.filter(key=key, complaint=held).first():
        return known
    safety.refuse(held, item, side, dose)
    as_it_is = {name: getattr(item, name) for name in ("name", "words", "stop_rules")}
    given = HomeCare.objects.create(
        complaint=held, item=item, treatment_session=session, side=side, demonstrated=demonstrated,
        given_on=clock.today(), given_by=by, key=key, **as_it_is, **dose,
    )  # fmt: skip
    audit.record("gave home care", held, by=by, fields=["item", "dose"], ids=[given.pk])
    return given


@verb
def report(
    given: HomeCare,
    *,
    adherence: int | None,
    soreness: int | None,
    words: str = "",
    ends: bool = False,
    by: Staff,
) -> HomeCareReport:
    """How it went since last time; ends: it is not to be done any longer."""
    complaint = complaints.hold(given.complaint)
    if given.reports.filter(ends=True).exists():
        raise CourseRefused("This was ended already.")
    told = HomeCareReport.objects.create(
        home_care=given, asked_on=clock.today(), asked_by=by, adherence=adherence, soreness=soreness,
        words=words, ends=ends,
    )  # fmt: skip
    audit.record("asked about home care", complaint, by=by, fields=["adherence", "soreness"], ids=[told.pk])
    return told


def in_hand(patient: Patient) -> list[HomeCare]:
    """What is to be done at home now, with what was told about each, newest last."""
    given, reports = rows_in_hand(patient)
    together(given, reports)
    deal(given, "reports", reports, by="home_care")
    return [*given]


def rows_in_hand(patient: Patient) -> tuple[QuerySet[HomeCare], QuerySet[HomeCareReport]]:
    """The same and the reports on it, for whoever reads them together with more."""
    ended = HomeCareReport.objects.filter(home_care=OuterRef("pk"), ends=True)
    rows = HomeCare.objects.of(patient).exclude(complaint__state=Complaint.State.OVER)
    rows = rows.filter(~Exists(ended)).select_related("item__muscle", "complaint", "given_by")
    reports = HomeCareReport.objects.filter(home_care__in=rows.values("pk")).select_related("asked_by")
    return rows, reports


def to_ask(patient: Patient) -> list[HomeCare]:
    """Given on an earlier day, and not asked about today."""
    return unasked(in_hand(patient))


def unasked(in_hand: Iterable[HomeCare]) -> list[HomeCare]:
    """The same of those that are at hand."""
    today = clock.today()
    return [
        given
        for given in in_hand
        if given.given_on < today and all(told.asked_on < today for told in given.reports.all())
    ]


def given_in(treatment_session: TreatmentSession) -> list[HomeCare]:
    """For the note and the sheet that is signed."""
    return list(treatment_session.home_care.order_by("pk"))

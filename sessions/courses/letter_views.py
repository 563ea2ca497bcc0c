"""The letter to the referrer: drafted for a period, edited, made."""

from datetime import date, timedelta
from uuid import uuid4

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect

from clinic import audit, clock
from clinic.access import StaffRequest, allow
from clinic.forms import AddressForm, DayField
from clinic.models import Role
from clinic.refusals import Refused
from clinic.toasts import toast
from sessions.courses import letters, summary
from sessions.courses.forms import LetterForm
from sessions.courses.pages import complaint_for, key_of, page, reads_or_sends, status_of

USUAL = timedelta(days=90)


class PeriodForm(AddressForm):
    since = DayField(label="From", required=False)
    until = DayField(label="To", required=False)


@allow(Role.THERAPIST, Role.ADMIN)
@reads_or_sends
def letter(request: StaffRequest, number: int, complaint: int) -> HttpResponse:
    """?from=&to= drafts it; sent back it becomes a document of the record."""
    found = complaint_for(request, number, complaint)
    course = summary.course(found, found.patient)
    course.complaint.patient = found.patient
    period = PeriodForm(request.GET)
    since, until = _period(period, course)
    sent = request.POST if request.method == "POST" else None
    form = LetterForm(sent, initial=letters.draft(course, since, until, by=request.user))
    if form.is_valid():
        try:
            made = letters.make(found, form.cleaned_data, key=key_of(request), by=request.user)
            toast(request, "The letter is among the documents, ready to print or to send.")
            return redirect("patients:document", number, made.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    audit.record("opened", found, by=request.user, fields=["points", "outcomes", "plan"])
    shown = PeriodForm(initial={"since": since, "until": until})
    context = {"complaint": found, "form": form, "period": shown, "key": key_of(request) if sent else uuid4()}
    return page(request, "letter", found.patient, context, status=status_of(request))


def _period(asked: forms.Form, course: summary.Course) -> tuple[date, date]:
    """What was asked for, else the whole course up to three months back."""
    said = asked.cleaned_data if asked.is_valid() else {}
    until = said.get("until") or clock.today()
    begun = course.complaint.since.date()
    return said.get("since") or max(min(begun, until), until - USUAL), until

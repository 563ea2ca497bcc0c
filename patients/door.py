"""The way to one patient's record: found by number, or answered as if it were not there."""

from typing import Any, NoReturn

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.urls import reverse

from clinic import audit
from clinic.access import StaffRequest
from clinic.refusals import Elsewhere
from patients.holding import MergedAway
from patients.merging import numbers
from patients.models import Patient


def patient_for(request: StaffRequest, number: int, **also: Any) -> Patient:
    """With chart_open: whether whoever asks may read the clinical record; in_team: and belongs to it.

    has_absorbed: whether another record was merged into it. has_earlier_notes: whether some came from another
    program. An old number leads on to where it was merged.
    also: more to ask for in the same query.
    """
    same = {"pk": OuterRef("pk")}
    rows = (
        Patient.objects.visible_to(request.user)
        .select_related("referral")
        .annotate(
            may_read=Exists(Patient.objects.chart_open_to(request.user).filter(**same)),
            belongs=Exists(Patient.objects.in_care_of(request.user).filter(**same)),
            took_in=Exists(Patient.objects.filter(merged_into=OuterRef("pk"))),
            brought_notes=Exists(Patient.objects.filter(**same, earlier_notes__isnull=False)),
            **also,
        )
    )
    patient = rows.filter(number=number).first() or _elsewhere(request, number)
    patient.chart_open = patient.may_read  # type: ignore[attr-defined]
    patient.in_team = patient.belongs  # type: ignore[attr-defined]
    patient.has_absorbed = patient.took_in  # type: ignore[attr-defined]
    patient.has_earlier_notes = patient.brought_notes  # type: ignore[attr-defined]
    return patient


def _elsewhere(request: StaffRequest, number: int) -> NoReturn:
    """An old number leads on to the record it was merged into; any other is nobody's."""
    into = numbers.read_as(number, request.user)
    if into is None:
        raise Http404
    found = Patient.objects.get(number=number)
    here = request.resolver_match
    url = reverse(here.view_name, kwargs={**here.kwargs, "number": into.number}) if here else ""
    raise Elsewhere(str(MergedAway(found, into)), url)


def refuse(request: StaffRequest, patient: Patient) -> NoReturn:
    """The same answer as for a record that does not exist, and a line in the log."""
    audit.record("refused", patient, by=request.user, reason="not in the care team", outcome="refused")
    raise Http404

"""The versions of a medical history: the list of them, and two side by side."""

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from clinic import audit
from clinic.access import StaffRequest, allow
from clinic.models import Role
from patients import comparing, header
from patients.door import patient_for, refuse
from patients.models import MedicalHistory, Patient

MOST = 100


@allow(Role.THERAPIST, Role.ADMIN)
@require_GET
def versions(request: StaffRequest, number: int) -> HttpResponse:
    """Every version, the latest first: when, from whom, how much was answered."""
    patient = _open_chart(request, number)
    said = Count("answers", filter=~Q(answers__answer="no"))
    rows = patient.histories.select_related("recorded_by").annotate(answered=Count("answers"), said=said)
    audit.record("opened", patient, by=request.user, fields=["history versions"])
    context = {**_header(request, patient), "versions": rows.order_by("-version")[:MOST]}
    return render(request, "patients/versions.html", context)


@allow(Role.THERAPIST, Role.ADMIN)
@require_GET
def compare(request: StaffRequest, number: int) -> HttpResponse:
    """Two versions, answer by answer; without a choice, the latest and the one before it."""
    patient = _open_chart(request, number)
    known = list(patient.histories.order_by("-version").values_list("version", flat=True)[:MOST])
    pair = _pair(known, request.GET.get("a", ""), request.GET.get("b", ""))
    found: dict[int, MedicalHistory] = {
        history.version: history for history in comparing.versions(patient).filter(version__in=pair)
    }
    audit.record("opened", patient, by=request.user, fields=["history versions"], ids=pair)
    comparison = comparing.compare(*(found[version] for version in pair)) if pair else None
    context = {**_header(request, patient), "known": known, "comparison": comparison}
    return render(request, "patients/compare.html", context)


def _pair(known: list[int], a: str, b: str) -> list[int]:
    """The older and the newer of two versions there are; empty where there are not two."""
    by_name = {str(version): version for version in known}
    if len(known) < 2:
        return []
    later = by_name.get(b, known[0])
    others = [version for version in known if version != later]
    before = [version for version in others if version < later] or others
    earlier = by_name.get(a, before[0])
    return sorted((earlier if earlier != later else before[0], later))


def _open_chart(request: StaffRequest, number: int) -> Patient:
    patient = patient_for(request, number)
    if not patient.chart_open:
        refuse(request, patient)
    return patient


def _header(request: StaffRequest, patient: Patient) -> dict[str, object]:
    return header.of_record(patient, request.user, header.cautions_for(patient))

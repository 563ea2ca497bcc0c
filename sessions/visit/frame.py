"""What the charting page shows around map and note: the door, a stop, words left behind, incidents."""

from typing import Any

from django.urls import reverse

from clinic import clock
from patients.models import Patient
from sessions.models import TreatmentSession
from sessions.visit import areas, consenting, gate, hanging, incidents
from sessions.visit.forms import LiftForm, StopForm
from sessions.visit.models import AreaConsent


def context(treatment_session: TreatmentSession, page: dict[str, Any]) -> dict[str, Any]:
    """For chart.html; the page's own data get what its script needs."""
    said = consenting.standing(treatment_session)
    muscles = {finding.point.muscle_id for finding in page["findings"]}
    unasked = {area.slug: area for area in consenting.unasked(muscles, said)}
    stop = getattr(treatment_session, "stop", None)
    page["data"]["left"] = left_data(treatment_session)
    page["data"]["stopped"] = bool(stop and stop.stands)
    page["data"]["areas"] = open_areas = area_data(treatment_session.patient, said)
    page["data"]["urls"] |= {
        name: reverse(f"sessions:{view}", args=[treatment_session.pk])
        for name, view in (("missing", "missing"), ("incident", "incident"), ("consent", "area_consent"))
    }
    return {
        "check": getattr(treatment_session, "start_check", None),
        "stop": stop,
        "said": [row for slug, row in said.items() if slug not in unasked],
        "without_consent": [
            (unasked[one["slug"]], said.get(one["slug"]), one["may_agree"])
            for one in open_areas
            if one["slug"] in unasked
        ],
        "left": page["data"]["left"],
        "incidents": hanging.rows(treatment_session, "incidents"),
        "untold": incidents.untold(treatment_session, page["findings"]),
        "letters": hanging.rows(treatment_session, "letters"),
        "stop_form": StopForm.offered(page["cautions"].rules.values()),
        "lift_form": LiftForm(auto_id="lift-%s"),
    }


def area_data(patient: Patient, said: dict[str, AreaConsent]) -> list[dict[str, Any]]:
    """Sensitive areas that have to be asked about before hands are laid on there.

    may_agree: False where the signed consent that the area needs is missing or has ended.
    """
    consents = [*gate.consents_in_force(patient)]
    return [
        {
            "slug": area.slug,
            "label": area.label,
            "said": said[area.slug].said if area.slug in said else "",
            "may_agree": gate.Asked(area, gate.covering(consents, area)).may_agree,
            "muscles": sorted(area.muscles),
        }
        for area in consenting.unasked(areas.muscles(), said)
    ]


def left_data(treatment_session: TreatmentSession) -> list[dict[str, Any]]:
    """Words of closed pages among which nobody has chosen yet."""
    pk = treatment_session.pk
    return [
        {
            "url": reverse("sessions:settle_left", args=[pk, row.pk]),
            "at": f"{clock.local(row.at):%H:%M}",
            "texts": row.texts,
        }
        for row in hanging.left_open(treatment_session)
    ]

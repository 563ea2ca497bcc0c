"""What the charting page shows around map and note: the door, a stop, words left behind, incidents."""

from typing import Any

from django.urls import reverse

from clinic import clock
from sessions.models import TreatmentSession
from sessions.visit import areas, consenting, hanging, incidents
from sessions.visit.areas import Area
from sessions.visit.forms import LiftForm, StopForm
from sessions.visit.models import AreaConsent


def context(treatment_session: TreatmentSession, page: dict[str, Any]) -> dict[str, Any]:
    """For chart.html; the page's own data get what its script needs."""
    said = consenting.standing(treatment_session)
    muscles = {finding.point.muscle_id for finding in page["findings"]}
    without = consenting.unasked(muscles, said)
    stop = getattr(treatment_session, "stop", None)
    page["data"]["left"] = left_data(treatment_session)
    page["data"]["stopped"] = bool(stop and stop.stands)
    page["data"]["areas"] = area_data(said)
    page["data"]["urls"] |= {
        name: reverse(f"sessions:{view}", args=[treatment_session.pk])
        for name, view in (("missing", "missing"), ("incident", "incident"), ("consent", "area_consent"))
    }
    return {
        "check": getattr(treatment_session, "start_check", None),
        "stop": stop,
        "said": said.values(),
        "without_consent": without,
        "left": page["data"]["left"],
        "incidents": hanging.rows(treatment_session, "incidents"),
        "untold": incidents.untold(treatment_session, page["findings"]),
        "letters": hanging.rows(treatment_session, "letters"),
        "stop_form": StopForm.offered(page["cautions"].rules.values()),
        "lift_form": LiftForm(auto_id="lift-%s"),
    }


def area_data(said: dict[str, AreaConsent]) -> list[dict[str, Any]]:
    """Sensitive areas that have to be asked about as soon as hands are laid on there."""
    without = consenting.unasked(areas.muscles(), said)
    return [{**_area(area, said.get(area.slug)), "muscles": sorted(area.muscles)} for area in without]


def _area(area: Area, row: AreaConsent | None) -> dict[str, Any]:
    """unsigned: the signed consent it needs was not there when they were asked."""
    unsigned = row is not None and area.written and row.consent_id is None
    return {"slug": area.slug, "label": area.label, "said": row.said if row else "", "unsigned": unsigned}


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

"""What the charting page shows around map and note: the door, a stop, words left behind, incidents."""

from typing import Any

from django.urls import reverse

from clinic import clock
from sessions.models import TreatmentSession
from sessions.visit import areas, consenting, hanging
from sessions.visit.forms import LiftForm, StopForm


def context(treatment_session: TreatmentSession, page: dict[str, Any]) -> dict[str, Any]:
    """For chart.html; the page's own data get what its script needs."""
    said = consenting.standing(treatment_session)
    muscles = {finding.point.muscle_id for finding in page["findings"]}
    without = consenting.unasked(muscles, said)
    stop = getattr(treatment_session, "stop", None)
    page["data"]["left"] = left_data(treatment_session)
    page["data"]["stopped"] = bool(stop and stop.stands)
    page["data"]["unasked"] = {
        muscle: area.label
        for area in consenting.unasked(areas.muscles(), said)
        for muscle in sorted(area.muscles)
    }
    page["data"]["urls"]["missing"] = reverse("sessions:missing", args=[treatment_session.pk])
    return {
        "check": getattr(treatment_session, "start_check", None),
        "stop": stop,
        "said": said.values(),
        "without_consent": without,
        "left": page["data"]["left"],
        "incidents": hanging.rows(treatment_session, "incidents"),
        "letters": hanging.rows(treatment_session, "letters"),
        "stop_form": StopForm.offered(page["cautions"].rules.values()),
        "lift_form": LiftForm(auto_id="lift-%s"),
    }


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

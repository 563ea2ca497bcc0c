"""The alert over every page of those who keep watch, and what a call-out costs."""

from decimal import Decimal
from typing import Any

from django import template

from clinic import clock
from clinic.models import Role
from scheduling import wording
from scheduling.mobile import overdue

register = template.Library()
# Seconds until an open page asks again. From its booking until it is overdue any visit takes longer than the
# second, so that a page learns in time that there is one.
OFTEN, SELDOM = 30, 600


@register.inclusion_tag("scheduling/mobile/_missed.html", takes_context=True)
def missed(context: dict[str, Any]) -> dict[str, Any]:
    """One question to the database, and none for a therapist alone."""
    staff = context["request"].user
    watches = staff.is_authenticated and (staff.has(Role.FRONT_DESK) or staff.has(Role.ADMIN))
    rows, due = overdue.watched() if watches else [], overdue.due()
    late = [(one, _late(one)) for one in rows if one.appointment.ends_at <= due]
    return {"watches": watches, "alerts": late, "every": OFTEN if rows else SELDOM}


@register.filter
def money(amount: Decimal | None) -> str:
    return "" if amount is None else wording.money(amount)


def _late(visit: Any) -> str:
    return wording.length(int((clock.now() - visit.appointment.ends_at).total_seconds() // 60))

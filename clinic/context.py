"""What the frame round every page needs: the clinic, this person's places, how they like to see them."""

from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from clinic.models import Clinic, Role, Staff
from clinic.toasts import left

THEMES = ("light", "dark", "auto")
DENSITIES = ("compact", "comfortable")
ZOOMS = ("far", "usual", "near")  # how high the board's hours are
NAMES = ("shown", "blurred")  # of patients on the schedule, where others see the screen


@dataclass(frozen=True)
class Place:
    """A page of the side bar: who may go there, and the URL names (or whole namespaces) it stands for.

    leads: clinical leads may go there too, whatever their roles.
    """

    label: str
    icon: str
    to: str
    roles: frozenset[Role]
    holds: frozenset[str]
    inner: tuple["Place", ...] = ()
    leads: bool = False

    def is_for(self, staff: Staff) -> bool:
        return any(staff.has(role) for role in self.roles) or (self.leads and staff.clinical_lead)

    def shown(self, here: set[str], staff: Staff) -> dict[str, Any]:
        """It leads to the first of its inner places that they may go to."""
        active = bool(self.holds & here)
        inner = [place for place in self.inner if place.is_for(staff)]
        return {
            "label": self.label,
            "icon": self.icon,
            "url": _address(inner[0].to if inner else self.to),
            "active": active,
            "children": [place.shown(here, staff) for place in inner] if active else [],
        }


@cache
def _address(name: str) -> str:
    return reverse(name)


def _place(
    label: str,
    icon: str,
    to: str,
    *roles: Role,
    holds: str,
    inner: tuple[Place, ...] = (),
    leads: bool = False,
) -> Place:
    return Place(label, icon, to, frozenset(roles), frozenset(holds.split()), inner, leads)


BETWEEN = (
    "sessions:library sessions:library_item sessions:new_library_item sessions:protocols sessions:protocol"
    " sessions:new_protocol sessions:course_settings sessions:course_default sessions:course_measure"
    " sessions:phrases sessions:phrase"
)
QUESTIONS = "patients:questions patients:question patients:new_question"
CONSENTS = "patients:consent_texts patients:consent_text"
MINE = "scheduling:my_calendar scheduling:make_calendar"
IMPORT = "scheduling:import_calendar scheduling:review_import scheduling:bring_in"
EVENTS = "scheduling:chair_days scheduling:chair_day scheduling:plan_chair_day scheduling:slot_sheet"
CREDENTIALS = "scheduling:credentials scheduling:credentials_of scheduling:credential"
SERVICES = "scheduling:services scheduling:service scheduling:new_service scheduling:set_prices"
PREMISES = (
    "scheduling:premises scheduling:room scheduling:new_room scheduling:location scheduling:new_location"
)
STAFF = (
    "scheduling:colleagues scheduling:colleague scheduling:new_colleague scheduling:give_way_in"
    " scheduling:let_go"
)
OWN = "scheduling:own_password"  # reached from one's own name
ZONES = "scheduling:zones scheduling:zone scheduling:new_zone scheduling:set_fee scheduling:watch"
BROUGHT = "reports:imports reports:import_file reports:undo_import"
MUSCLES = "sessions:our_muscles sessions:our_muscle sessions:our_muscle_new"
PLACES = (
    _place("Overview", "gauge", "reports:overview", Role.ADMIN, holds="reports:overview"),
    _place(
        "My day", "sun", "sessions:my_day", Role.THERAPIST,
        holds="sessions:my_day sessions:chart sessions:detail",
    ),
    _place(
        "Schedule", "calendar-days", "scheduling:today", *Role, holds="scheduling",
        inner=(
            _place("Board", "", "scheduling:today", *Role, holds="scheduling:day"),
            _place(
                "Wait list", "", "scheduling:waiting", *Role,
                holds="scheduling:waiting scheduling:places scheduling:wait scheduling:who_waits",
            ),
            _place(
                "To call", "", "scheduling:to_call", Role.FRONT_DESK, Role.ADMIN, holds="scheduling:to_call"
            ),
            _place(
                "On the road", "", "scheduling:mobile", Role.FRONT_DESK, Role.ADMIN,
                holds="scheduling:mobile scheduling:settle",
            ),
            _place("Events", "", "scheduling:chair_days", *Role, holds=EVENTS),
        ),
    ),
    _place("Patients", "users", "patients:list", *Role, holds="patients reports:record"),
    _place("My figures", "chart-spline", "reports:own", Role.THERAPIST, holds="reports:own"),
    _place("Unsigned", "file-pen", "sessions:unsigned", Role.THERAPIST, holds="sessions:unsigned"),
    _place(
        "Muscles", "biceps-flexed", "sessions:muscles", Role.THERAPIST,
        holds="sessions:muscles sessions:muscle sessions:from_pain",
    ),
    _place(
        "Between visits", "house", "sessions:library", Role.THERAPIST, Role.ADMIN,
        holds=BETWEEN, inner=(
            _place("Home care", "", "sessions:library", *Role, holds="sessions:library"),
            _place("Protocols", "", "sessions:protocols", *Role, holds="sessions:protocols"),
            _place(
                "Plans and measures", "", "sessions:course_settings", *Role, holds="sessions:course_settings"
            ),
            _place(
                "Phrases", "", "sessions:phrases", *Role, holds="sessions:phrases sessions:phrase"
            ),
        ),
    ),
    _place(
        "Team", "calendar-clock", "scheduling:team", *Role,
        holds=f"scheduling:team scheduling:hours scheduling:time_off scheduling:closed_days {MINE} {IMPORT}"
        f" {CREDENTIALS}",
        inner=(
            _place("Hours", "", "scheduling:team", *Role, holds="scheduling:team scheduling:hours"),
            _place("Time off", "", "scheduling:time_off", *Role, holds="scheduling:time_off"),
            _place(
                "Closed days", "", "scheduling:closed_days", Role.FRONT_DESK, Role.ADMIN,
                holds="scheduling:closed_days",
            ),
            _place("Credentials", "", "scheduling:credentials", Role.ADMIN, holds=CREDENTIALS),
            _place("My calendar", "", "scheduling:my_calendar", Role.THERAPIST, holds=MINE),
            _place(
                "Import a calendar", "", "scheduling:import_calendar", Role.FRONT_DESK, Role.ADMIN,
                holds=IMPORT,
            ),
        ),
    ),
    _place(
        "Reports", "chart-column", "reports:index", Role.ADMIN, holds="reports", inner=(
            _place(
                "All reports", "", "reports:index", Role.ADMIN,
                holds="reports:index reports:report reports:save",
            ),
            _place("Exports", "", "reports:exports", Role.ADMIN, holds="reports:exports"),
            _place("Bring in", "", "reports:imports", Role.ADMIN, holds=BROUGHT),
        ),
    ),
    _place(
        "Rules", "book-open-check", "patients:rules", Role.THERAPIST, Role.ADMIN,
        holds="patients:rules patients:rule sessions:incidents", inner=(
            _place("Cautions", "", "patients:rules", *Role, holds="patients:rules patients:rule"),
            _place("Incidents", "", "sessions:incidents", *Role, holds="sessions:incidents"),
        ),
    ),
    _place(
        "Settings", "sliders-horizontal", "patients:questions", Role.ADMIN, leads=True,
        holds=f"{QUESTIONS} {CONSENTS} {MUSCLES} sessions:criteria clinic:registrations sessions:supervision"
        f" scheduling:our_clinic {STAFF} {SERVICES} {PREMISES} {ZONES} scheduling:house_rules",
        inner=(
            _place("Clinic", "", "scheduling:our_clinic", Role.ADMIN, holds="scheduling:our_clinic"),
            _place("Staff", "", "scheduling:colleagues", Role.ADMIN, holds=STAFF),
            _place("Services", "", "scheduling:services", Role.ADMIN, holds=SERVICES),
            _place("Rooms", "", "scheduling:premises", Role.ADMIN, holds=PREMISES),
            _place("Booking", "", "scheduling:house_rules", Role.ADMIN, holds="scheduling:house_rules"),
            _place("Travel zones", "", "scheduling:zones", Role.ADMIN, holds=ZONES),
            _place("Questionnaire", "", "patients:questions", Role.ADMIN, leads=True, holds=QUESTIONS),
            _place("Consents", "", "patients:consent_texts", Role.ADMIN, leads=True, holds=CONSENTS),
            _place("Our muscles", "", "sessions:our_muscles", Role.ADMIN, leads=True, holds=MUSCLES),
            _place("Trigger points", "", "sessions:criteria", Role.ADMIN, holds="sessions:criteria"),
            _place("Registrations", "", "clinic:registrations", Role.ADMIN, holds="clinic:registrations"),
            _place("Supervision", "", "sessions:supervision", Role.ADMIN, holds="sessions:supervision"),
        ),
    ),
    _place("Audit log", "eye", "clinic:audit", Role.ADMIN, holds="clinic:audit"),
)  # fmt: skip


def shell(request: HttpRequest) -> dict[str, Any]:
    """For base.html; what a page prints of it is found out then, and a part of a page prints nothing."""
    staff = getattr(request, "user", None)
    known = cast(Staff, staff) if staff is not None and staff.is_authenticated else None
    return {
        "shell": {
            "clinic": SimpleLazyObject(Clinic.current),
            "nav": SimpleLazyObject(lambda: _nav(known, request) if known else []),
            "theme": _choice(request, "theme", THEMES, "auto"),
            "density": _choice(
                request, "density", DENSITIES, _usual_density(known) if known else "comfortable"
            ),
            "zoom": _choice(request, "zoom", ZOOMS, "usual"),
            "names": _choice(request, "names", NAMES, "shown"),
            "undo": left(request) if known else None,
            "frame": "_panel.html" if request.headers.get("HX-Target") == "panel" else "base.html",
        },
    }


def _nav(staff: Staff, request: HttpRequest) -> list[dict[str, Any]]:
    """One joined list for someone with several roles, never a switch between them."""
    match = request.resolver_match
    here = {match.view_name, match.namespace} if match else set()
    if match and (match.view_name == OWN or any(match.view_name in place.holds for place in PLACES)):
        # A page with a place of its own, or none, does not light up the room that it happens to stand in.
        here = {match.view_name}
    return [place.shown(here, staff) for place in PLACES if place.is_for(staff)]


def _usual_density(staff: Staff) -> str:
    """Wide targets for hands at the table, more on the screen at the desk."""
    return "comfortable" if staff.has(Role.THERAPIST) else "compact"


def _choice(request: HttpRequest, cookie: str, choices: tuple[str, ...], usual: str) -> str:
    chosen = request.COOKIES.get(cookie, "")
    return chosen if chosen in choices else usual

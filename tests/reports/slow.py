"""The reports' numbers once more, slowly: loops over plain rows, and nothing of what the app asks by SQL."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from reports.words import hours, percent
from tests.reports.small_clinic import SmallClinic, Visit

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
Figures = dict[str, str]


def day_of(moment: datetime) -> date:
    return moment.astimezone(LONDON).date()


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=LONDON).astimezone(UTC)


def within(days: int, since: datetime, moment: datetime) -> bool:
    """After it, and not more than so many of the clinic's days."""
    return since < moment and (day_of(moment) - day_of(since)).days <= days


def is_over(days: int, since: datetime) -> bool:
    return (day_of(NOW) - day_of(since)).days > days


def fell(clinic: SmallClinic, moment: datetime) -> bool:
    return clinic.period.first <= day_of(moment) <= clinic.period.last


def asked(clinic: SmallClinic) -> list[Visit]:
    return [visit for visit in clinic.visits if visit.counts and fell(clinic, visit.starts_at)]


def seen(clinic: SmallClinic) -> list[Visit]:
    return [visit for visit in asked(clinic) if visit.took_place]


def is_late(visit: Visit) -> bool:
    return visit.cancelled_at is not None and visit.starts_at - visit.cancelled_at < timedelta(hours=24)


def kinds(clinic: SmallClinic) -> Counter[str]:
    found: Counter[str] = Counter()
    for visit in asked(clinic):
        late = "late" if is_late(visit) else "early"
        found[late if visit.status == "cancelled" else visit.status] += 1
    found["due"] = found["fulfilled"] + found["noshow"] + found["late"]
    return found


def appointments(clinic: SmallClinic) -> Figures:
    found = kinds(clinic)
    return {
        "Appointments": f"{len(asked(clinic))}",
        "Fulfilled": f"{found['fulfilled']}",
        "No-show rate": percent(found["noshow"], found["due"]),
        "Late cancels": percent(found["late"], found["due"]),
        "Cancelled in time": f"{found['early']}",
    }


def no_shows(clinic: SmallClinic) -> Figures:
    return {"No-show rate": percent(kinds(clinic)["noshow"], kinds(clinic)["due"])}


def late_cancels(clinic: SmallClinic) -> Figures:
    return {"Late-cancel rate": percent(kinds(clinic)["late"], kinds(clinic)["due"])}


def cancellations(clinic: SmallClinic) -> Figures:
    found = kinds(clinic)
    return {
        "Cancelled": f"{found['late'] + found['early']}",
        "Late": f"{found['late']}",
        "In time": f"{found['early']}",
    }


HOURS = {0: [("08:00", "18:00")], 1: [("22:00", "23:30")]}


def could_be_worked(clinic: SmallClinic) -> int:
    """Minute by minute: open by the wall clock, and not blocked."""
    free = 0
    for place in range((clinic.period.last - clinic.period.first).days + 1):
        day = clinic.period.first + timedelta(days=place)
        for therapist in (0, 1):
            spans = HOURS[therapist] + ([("17:00", "20:00")] if therapist == 0 and day.weekday() == 5 else [])
            open_at = {minute for span in spans for minute in _minutes(day, *span)}
            free += sum(not _blocked(clinic, therapist, minute) for minute in open_at)
    return free


def _minutes(day: date, starts: str, ends: str) -> Iterable[datetime]:
    first, last = (
        datetime.combine(day, time.fromisoformat(at), tzinfo=LONDON).astimezone(UTC) for at in (starts, ends)
    )
    return [first + timedelta(minutes=place) for place in range(int((last - first).total_seconds() // 60))]


def _blocked(clinic: SmallClinic, therapist: int, minute: datetime) -> bool:
    return any(who in {None, therapist} and since <= minute < until for who, since, until in clinic.off)


def used(clinic: SmallClinic, visits: list[Visit], label: str) -> Figures:
    whole, plain = could_be_worked(clinic), sum(visit.minutes for visit in visits)
    wide = plain + sum(15 for visit in visits if visit.minutes == 60)
    return {
        label: percent(plain, whole), "With buffers": percent(wide, whole),
        "Visits": f"{len(visits)}", "Could be worked": hours(whole),
    }  # fmt: skip


def utilisation(clinic: SmallClinic) -> Figures:
    return used(clinic, seen(clinic), "Used")


def booking_rate(clinic: SmallClinic) -> Figures:
    stood = []
    for visit in asked(clinic):
        morning = midnight(day_of(visit.starts_at))
        gone = visit.status == "cancelled" and visit.cancelled_at is not None and visit.cancelled_at < morning
        if visit.booked_at < morning and not gone:
            stood.append(visit)
    return used(clinic, stood, "Booked")


def density(clinic: SmallClinic) -> Figures:
    return {"Visits": f"{sum(visit.status != 'cancelled' for visit in asked(clinic))}"}


def rebooking(clinic: SmallClinic) -> Figures:
    rebooked = whole = 0
    for visit in seen(clinic):
        evening = midnight(day_of(visit.starts_at) + timedelta(days=1))
        # Every complaint was opened long before, so one that is over by then is a discharge.
        over = clinic.over.get(visit.patient)
        if visit.patient in clinic.over and over is not None and over < evening:
            continue
        whole += 1
        rebooked += any(
            other.patient == visit.patient and other.counts and other.starts_at >= evening
            and other.booked_at < evening
            and not (other.status == "cancelled" and other.cancelled_at < evening)
            for other in clinic.visits
        )  # fmt: skip
    return {"Rebooking rate": percent(rebooked, whole), "Left without": f"{whole - rebooked}"}


def firsts(clinic: SmallClinic) -> list[Visit]:
    first: dict[int, Visit] = {}
    for visit in clinic.visits:
        if visit.took_place:
            first.setdefault(visit.patient, visit)
    return list(first.values())


def first_visits(clinic: SmallClinic) -> Figures:
    fates: Counter[str] = Counter()
    for first in (visit for visit in firsts(clinic) if fell(clinic, visit.starts_at)):
        if not is_over(60, first.starts_at):
            fates["early"] += 1
            continue
        again = any(
            other.took_place
            and other.patient == first.patient
            and within(60, first.starts_at, other.starts_at)
            for other in clinic.visits
        )
        fates["again" if again else "away"] += 1
    share = percent(fates["again"], fates["again"] + fates["away"])
    return {"Came again": share, "Stayed away": f"{fates['away']}", "Too early to say": f"{fates['early']}"}


def new_and_returning(clinic: SmallClinic) -> Figures:
    new = sum(fell(clinic, visit.starts_at) for visit in firsts(clinic))
    return {"First visits": f"{new}", "Returning": f"{len(seen(clinic)) - new}"}


def referral_sources(clinic: SmallClinic) -> Figures:
    return {"New people": new_and_returning(clinic)["First visits"]}


def retention(clinic: SmallClinic) -> Figures:
    now = {visit.patient for visit in seen(clinic)}
    length = clinic.period.last - clinic.period.first + timedelta(days=1)
    first, last = clinic.period.first + length, clinic.period.last + length
    then = {
        visit.patient
        for visit in clinic.visits
        if visit.took_place and first <= day_of(visit.starts_at) <= last
    }
    return {"Stayed": percent(len(now & then), len(now)), "Not seen after": f"{len(now - then)}"}


def active_patients(clinic: SmallClinic) -> Figures:
    end = midnight(clinic.period.last + timedelta(days=1))
    last: dict[int, datetime] = {}
    for visit in clinic.visits:
        if visit.took_place and visit.starts_at < end:
            last[visit.patient] = visit.starts_at
    active = sum((clinic.period.last - day_of(at)).days < 180 for at in last.values())
    return {"Active": f"{active}", "Lapsed": f"{len(last) - active}"}


VISITS: dict[str, Callable[[SmallClinic], Figures]] = {
    "appointments": appointments,
    "no-shows": no_shows,
    "late-cancels": late_cancels,
    "cancellations": cancellations,
    "utilisation": utilisation,
    "booking-rate": booking_rate,
    "density": density,
    "rebooking": rebooking,
    "first-visits": first_visits,
    "new-and-returning": new_and_returning,
    "referral-sources": referral_sources,
    "retention": retention,
    "active-patients": active_patients,
}

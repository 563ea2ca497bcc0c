"""Times and days as the desk says them aloud."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal

from clinic import clock
from clinic.models import Clinic

SIGNS = {"GBP": "£", "EUR": "€", "USD": "$"}


def at(moment: datetime) -> str:
    """13:30, by the clinic's clock."""
    return f"{clock.local(moment):%H:%M}"


def day_name(day: date) -> str:
    """today, tomorrow, or Tuesday 24 November; the year only when it is another one."""
    today = clock.today()
    if day == today:
        return "today"
    if day == today + timedelta(days=1):
        return "tomorrow"
    return f"{day:%A %-d %B}" if day.year == today.year else f"{day:%A %-d %B %Y}"


def day_title(day: date) -> str:
    """Today, Tomorrow, or Tuesday 24 November, to stand at the head of something."""
    return capital(day_name(day))


def on_day(day: date) -> str:
    """today, tomorrow, or on Tuesday 24 November."""
    name = day_name(day)
    return name if name in {"today", "tomorrow"} else f"on {name}"


def moment(when: datetime) -> str:
    """today 13:30."""
    return f"{day_name(clock.local(when).date())} {at(when)}"


def briefly(when: datetime) -> str:
    """13:30, tomorrow 13:30 or Tue 24 Nov 13:30: short, but never silent about another day."""
    day, today = clock.local(when).date(), clock.today()
    if day == today:
        return at(when)
    return f"{'tomorrow' if day == today + timedelta(days=1) else f'{day:%a %-d %b}'} {at(when)}"


def which(when: datetime) -> str:
    """Of a wall time that comes twice, the one it is; empty for any other."""
    wall = clock.local(when)
    if wall.utcoffset() == wall.replace(fold=1 - wall.fold).utcoffset():
        return ""
    return ", the second time" if wall.fold else ", the first time"


def exactly(when: datetime) -> str:
    """13:30, or 01:30, the second time, and with the comma after which a sentence goes on."""
    told = which(when)
    return f"{at(when)}{told}," if told else at(when)


def sentence_start(when: datetime) -> str:
    """Today 13:30."""
    return capital(moment(when))


def days(first: date, last: date) -> str:
    """16 to 22 November, or 30 Nov to 6 Dec."""
    if first.month == last.month:
        return f"{first:%-d} to {last:%-d %B}"
    return f"{first:%-d %b} to {last:%-d %b}"


def stretch(since: datetime, until: datetime) -> str:
    """from 12:00 until 14:00, all day today, from today until Friday 4 December."""
    first, last = clock.local(since).date(), last_day(until)
    if whole_days(since, until):
        return f"all day {on_day(first)}" if first == last else f"from {day_name(first)} to {day_name(last)}"
    ends = at(until) if first == last else moment(until)
    return f"from {exactly(since)} until {ends}{which(until)}"


def dated_stretch(since: datetime, until: datetime) -> str:
    """stretch() with the day on which it begins: on Friday 4 December from 12:00 until 14:00."""
    said = stretch(since, until)
    return said if whole_days(since, until) else f"{on_day(clock.local(since).date())} {said}"


def whole_days(since: datetime, until: datetime) -> bool:
    """Whether it begins and ends with a day of the clinic's, so that people would name no times."""
    return all(clock.clinic_day(clock.local(end).date())[0] == end for end in (since, until))


def last_day(until: datetime) -> date:
    """The last day that something touches whose end is itself free again."""
    return clock.local(until - timedelta(microseconds=1)).date()


def length(minutes: int) -> str:
    """6 h 30, 6 h or 45 min."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02}" if rest else f"{hours} h"


def money(amount: Decimal) -> str:
    """£64, €64.50 or 64 CHF, in the clinic's currency."""
    currency = Clinic.current().currency
    number = f"{amount:,.2f}".removesuffix(".00")
    return f"{SIGNS[currency]}{number}" if currency in SIGNS else f"{number} {currency}"


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def listed(words: Iterable[str], joiner: str = "and") -> str:
    """a, b and c."""
    *before, last = [str(word) for word in words] or [""]
    return f"{', '.join(before)} {joiner} {last}" if before else last

"""What stands in a cell, as a day, a time, a word; whatever it cannot be is refused in words."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone

from clinic import clock
from clinic.fields import clean_text
from reports.cells import original

# What programs write where nothing is known.
BLANK = {"", "-", "--", "n/a", "na", "none", "null", "nil", "unknown", "not specified", "not provided"}
DAY, MONTH = "day", "month"
ORDERS = {DAY: "Day first: 31/12/1980", MONTH: "Month first: 12/31/1980"}
LAST = {DAY: "month", MONTH: "day"}  # what does not stand first
DAYS = 31  # of the longest month
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NUMBERS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?!\d)")
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})(?!\d)")
DAY_OF_MONTH = re.compile(
    r"(?:[a-z]+,? +)?(\d{1,2})(?:st|nd|rd|th)?[-. ]+([a-z]{3})[a-z]*[-., ]+(\d{4})", re.IGNORECASE
)
MONTH_AND_DAY = re.compile(
    r"(?:[a-z]+,? +)?([a-z]{3})[a-z]*\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})", re.IGNORECASE
)
# 03-14, 3/14, --03-14 and 0000-03-14, March 14 and 14 March: how programs write a birthday without its year.
NO_YEAR = re.compile(
    r"(?:0000-|--)?(?P<first>\d{1,2})[-/. ]+(?P<second>\d{1,2})\.?(?:T.*)?"
    r"|(?P<name>[a-z]{3})[a-z]*\.? +(?P<after>\d{1,2})(?:st|nd|rd|th)?"
    r"|(?P<before>\d{1,2})(?:st|nd|rd|th)?[-. ]+(?P<named>[a-z]{3})[a-z]*\.?",
    re.IGNORECASE,
)
TIME = re.compile(
    r"(?:[T, ]|at)*(\d{1,2})(?:[:.h](\d{2}))?(?::(\d{2})(?:\.\d+)?)? *(a\.?m\.?|p\.?m\.?)?"
    r" *(Z|UTC|GMT|[+-]\d{2}:?\d{2})?(?: +[A-Z]{3,4})?",
    re.IGNORECASE,
)
UNREADABLE = "\ufffd"
SHORT = 60  # letters of a cell that are shown where there is little room


def said(cell: str) -> str:
    """The text of a cell, without blanks around it or the apostrophe of a guarded export."""
    text = original(cell.strip().lstrip("\ufeff"))
    return "" if text.casefold() in BLANK else text


def whole(text: str) -> str:
    """As people type it; raises ValueError or ValidationError for what cannot be kept."""
    if UNREADABLE in text:
        raise ValueError("a letter cannot be read; choose in which letters the file is written")
    return clean_text(text)


def shortened(text: str, most: int = SHORT) -> str:
    """As it can be kept and shown in one line, whatever stands in it."""
    seen = "".join(letter if letter.isprintable() else " " for letter in text)
    line = " ".join(seen.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def order_of(texts: Iterable[str]) -> str:
    """Which of its numbers is the day, where these dates tell; empty where they leave it open or disagree."""
    found = orders_of(texts)
    return found.pop() if len(found) == 1 else ""


def orders_of(texts: Iterable[str]) -> set[str]:
    """Every order that one of these dates tells; both, where they disagree."""
    found = set()
    for text in texts:
        if parts := NUMBERS.match(text):
            first, second = int(parts[1]), int(parts[2])
            found |= {DAY} if first > 12 >= second else {MONTH} if second > 12 >= first else set()
    return found


def is_open(texts: Iterable[str]) -> bool:
    """Whether any of these dates needs to be told which number is the day."""
    return any(NUMBERS.match(text) for text in texts)


def day(text: str, order: str) -> date:
    """The day that a text begins with; raises ValueError."""
    return _split(text, order)[0]


def is_day(text: str) -> bool:
    """Whether a text begins with a day, in whichever order."""
    for order in ORDERS:
        try:
            return bool(day(text, order))
        except ValueError:
            continue
    return False


def has_no_year(text: str) -> bool:
    """Whether it is a day of some month, and of no year."""
    found = NO_YEAR.fullmatch(text.strip())
    if not found:
        return False
    if name := found["name"] or found["named"]:
        return _month(name) > 0 and 1 <= int(found["after"] or found["before"]) <= DAYS
    low, high = sorted((int(found["first"]), int(found["second"])))
    return 1 <= low <= len(MONTHS) and high <= DAYS


def moment(text: str, order: str) -> tuple[datetime, bool]:
    """The instant, and whether it has an hour; without one it is the day's beginning. Raises ValueError."""
    on, rest = _split(text, order)
    if not rest.strip():
        return clock.clinic_day(on)[0], False
    at, zone = clock_time(rest)
    if zone is not None:
        return datetime.combine(on, at, tzinfo=zone).astimezone(UTC), True
    return instant(on, at), True


def instant(on: date, at: time) -> datetime:
    """By the clinic's clock; of an hour that came twice the first, of one that was skipped the next."""
    try:
        return clock.instant(on, at)
    except clock.RepeatedTime as twice:
        return twice.earlier
    except clock.SkippedTime:
        later = datetime.combine(on, at) + timedelta(hours=1)
        return clock.instant(later.date(), later.time())


def clock_time(text: str) -> tuple[time, timezone | None]:
    """A time of day, and the offset if it says one; raises ValueError."""
    found = TIME.fullmatch(text.strip())
    if not found or not (found[2] or found[4]):
        raise ValueError(f"“{text.strip()[:30]}” is no time")
    hour, minute, second = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    half = (found[4] or "").replace(".", "").lower()
    if half and not 1 <= hour <= 12:
        raise ValueError(f"“{text.strip()[:30]}” is no time")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        return time(hour, minute, second), _zone(found[5])
    except ValueError as error:
        raise ValueError(f"“{text.strip()[:30]}” is no time") from error


def minutes(text: str) -> int:
    """90, 90 min, 1:30, 1h 30m or 1.5 h; raises ValueError."""
    plain = text.casefold().strip()
    if found := re.fullmatch(r"(\d{1,3})(?: *(?:m|min|mins|minutes?))?", plain):
        return int(found[1])
    if found := re.fullmatch(r"(\d{1,2}):(\d{2})(?::00)?", plain):
        return int(found[1]) * 60 + int(found[2])
    if found := re.fullmatch(r"(\d{1,2}) *h(?:r|rs|ours?)?(?: *(\d{1,2}) *(?:m|min|mins|minutes?)?)?", plain):
        return int(found[1]) * 60 + int(found[2] or 0)
    raise ValueError(f"“{text[:30]}” is no length")


def _split(text: str, order: str) -> tuple[date, str]:
    text = text.strip()
    for pattern, read in (
        (ISO, _iso),
        (PACKED, _iso),
        (DAY_OF_MONTH, _day_of_month),
        (MONTH_AND_DAY, _month_and_day),
    ):
        if found := pattern.match(text):
            return _real(*read(found), text), text[found.end() :]
    if found := NUMBERS.match(text):
        if not order:
            raise ValueError(f"“{text[:30]}” may begin with the day or the month")
        first, second, year = int(found[1]), int(found[2]), _year(found[3])
        on, month = (first, second) if order == DAY else (second, first)
        if month > len(MONTHS) >= on:
            raise ValueError(f"“{text[:30]}” has its {LAST[order]} first, unlike the other dates")
        return _real(year, month, on, text), text[found.end() :]
    raise ValueError(f"“{text[:30]}” is no date")


def _iso(found: re.Match[str]) -> tuple[int, int, int]:
    return int(found[1]), int(found[2]), int(found[3])


def _day_of_month(found: re.Match[str]) -> tuple[int, int, int]:
    return int(found[3]), _month(found[2]), int(found[1])


def _month_and_day(found: re.Match[str]) -> tuple[int, int, int]:
    return int(found[3]), _month(found[1]), int(found[2])


def _month(name: str) -> int:
    """1 to 12, or 0, which no date has."""
    return MONTHS.index(name.casefold()) + 1 if name.casefold() in MONTHS else 0


def _year(text: str) -> int:
    """Of two digits the latest year that is not to come by more than ten."""
    if len(text) == 4:
        return int(text)
    this = clock.today().year
    year = this - this % 100 + int(text)
    return year if year <= this + 10 else year - 100


def _real(year: int, month: int, on: int, text: str) -> date:
    try:
        return date(year, month, on)
    except ValueError as error:
        raise ValueError(f"“{text[:30]}” is no day of the calendar") from error


def _zone(said: str | None) -> timezone | None:
    if not said:
        return None
    if said[0] not in "+-":
        return UTC
    ahead = timedelta(hours=int(said[1:3]), minutes=int(said[-2:]))
    return timezone(-ahead if said[0] == "-" else ahead)

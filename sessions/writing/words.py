"""Small pieces of clinic English that the sections of a note share."""

from collections.abc import Iterable
from datetime import date

NOT_TAKEN = "not taken"
PRESSURE = {1: "touch", 2: "light", 3: "moderate", 4: "firm", 5: "deep"}
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def day(when: date | None) -> str:
    """12 Nov 2026."""
    return f"{when:%-d %b %Y}" if when else "an earlier visit"


def change(before: int | None, after: int | None) -> str:
    """7 to 3 of 10; 0 is a value, and what was not taken is said where the other was."""
    if before is None and after is None:
        return NOT_TAKEN
    if before is None:
        return f"{after} of 10 after treatment, before not taken"
    if after is None:
        return f"{before} of 10 before treatment, after not taken"
    if before == after:
        return f"{before} of 10 before and after"
    return f"{before} to {after} of 10"


def pressure(level: int) -> str:
    """Firm pressure (4 of 5)."""
    name = PRESSURE[level]
    return f"{name} (1 of 5)" if level == 1 else f"{name} pressure ({level} of 5)"


def listed(items: Iterable[str]) -> str:
    """One, two and three; with semicolons where an item has a comma of its own."""
    known = list(items)
    if len(known) < 2:
        return "".join(known)
    apart = "; " if any("," in item for item in known) else ", "
    return f"{apart.join(known[:-1])} and {known[-1]}"


def both_sides(points: Iterable[str]) -> list[str]:
    """Left soleus TrP1 and right soleus TrP1 as one: left and right soleus TrP1."""
    known = list(points)
    found = []
    for words in known:
        side, _, rest = words.partition(" ")
        if side == "left" and f"right {rest}" in known:
            found.append(f"left and right {rest}")
        elif side != "right" or f"left {rest}" not in known:
            found.append(words)
    return found


def count(number: int, one: str) -> str:
    """Three points; figures above ten."""
    spelt = NUMBERS[number] if number < len(NUMBERS) else str(number)
    return f"{spelt} {one}" if number == 1 else f"{spelt} {one}s"


def sentence(text: str) -> str:
    """With a capital and a full stop."""
    text = text.strip()
    if not text:
        return ""
    capital = text[0].upper() + text[1:]
    return capital if capital[-1] in ".!?:" else f"{capital}."


def paragraph(*sentences: str) -> str:
    return " ".join(sentence(each) for each in sentences if each.strip())

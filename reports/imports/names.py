"""A person's name as one text, and whether two names are the same one."""

from reports.imports.reading.headings import folded

TITLES = {"mr", "mrs", "ms", "miss", "mx", "dr"}


def parted(whole: str) -> tuple[str, str]:
    """First and last name: Byron, Ada or Ada Byron; the last name is empty where there is one word."""
    last, comma, first = whole.partition(",")
    if comma:
        return first.strip(), last.strip()
    words = whole.split()
    if len(words) > 1 and words[0].strip(".").casefold() in TITLES:
        words = words[1:]
    return (" ".join(words[:-1]), words[-1]) if len(words) > 1 else (whole.strip(), "")


def same(one: str, other: str) -> bool:
    """The same words in any order, whatever the accents."""
    return sorted(folded(one)) == sorted(folded(other))

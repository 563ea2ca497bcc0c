"""Words that no text for patients may promise with: cure, permanence, effects on organs."""

import re

# Each with what to say instead left to the writer; matched as whole words, in any case.
FORBIDDEN = (
    r"cur(?:e|es|ed|ing|ative)",
    r"permanent(?:ly)?",
    r"forever",
    r"once and for all",
    r"(?:pain|symptom)[- ]free(?: for)? (?:life|good)",
    r"guarantee(?:s|d)?",
    r"miracle(?:s)?",
    r"(?:heals|will heal) you",
    r"detox(?:es|ify|ifies|ification)?",
    r"toxins?",
    r"(?:boosts?|strengthens?|cleanses?|improves?|stimulates?|supports?|heals?) (?:your |the )?"
    r"(?:immune system|immunity|liver|kidneys?|organs?|gut|bowels?|hormones?|metabolism|lymph)",
)
_PATTERN = re.compile(rf"\b(?:{'|'.join(FORBIDDEN)})\b", re.IGNORECASE)


def found_in(text: str) -> list[str]:
    """The promises in a text, as they stand there."""
    return [match.group() for match in _PATTERN.finditer(text)]


def sentence(found: list[str]) -> str:
    """Why it is refused, and what to do."""
    words = ", ".join(f"“{one}”" for one in dict.fromkeys(found))
    return f"{words} promises more than anybody can. Say what is done and what it may ease."

"""What a guesser tries first is no password; length and common ones are looked at elsewhere."""

import re
from itertools import pairwise

from django.core.exceptions import ValidationError

from clinic.models import Clinic, Staff

SIGNS, LETTERS = 5, 8  # different signs at least; letters besides names at least
SHORTEST = 3  # of a name that is looked for
PRODUCT = "softhold"


class HardToGuess:
    """Refuses a few signs again and again, a row of neighbours, and names with little else around them."""

    def validate(self, password: str, user: Staff | None = None) -> None:
        """Raises ValidationError."""
        typed = password.casefold()
        if len({*typed} - {" "}) < SIGNS:
            raise ValidationError("This has the same few signs again and again. A few words are better.")
        if {ord(after) - ord(before) for before, after in pairwise(typed)} <= {1, -1}:
            raise ValidationError("This is a row of the alphabet. A few words are better.")
        rest = typed
        for name in names(user):
            rest = rest.replace(name, "")
        if rest != typed and len(rest.strip()) < LETTERS:
            raise ValidationError("This is little more than a name that others know. Add words of your own.")

    def get_help_text(self) -> str:
        return "A few words are easy to remember and hard to guess."


def names(user: Staff | None) -> list[str]:
    """Words of the person's, the clinic's and the program's name, the longest first."""
    said = [PRODUCT, Clinic.current().name]
    if user is not None:
        said += [user.display_name, user.legal_name, user.email.partition("@")[0]]
    words = {word for one in said for word in re.findall(r"\w+", one.casefold()) if len(word) >= SHORTEST}
    return sorted(words, key=len, reverse=True)

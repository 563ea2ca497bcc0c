"""What a writer says of the file it wrote."""

from typing import NamedTuple


class Made(NamedTuple):
    """name: for whoever saves it, without a patient's name. rows, people: how many are in it.

    missing: files that should be in it and that the store does not have.
    """

    name: str
    rows: int
    people: int
    missing: int = 0

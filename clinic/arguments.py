"""What is typed behind a command, refused in words."""

from argparse import ArgumentTypeError
from datetime import date


def day(text: str) -> date:
    """2026-11-25."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"“{text}” is no day such as 2026-11-25.") from error

"""What the worker does for this room; procrastinate looks for it here."""

from reports.imports import jobs as imports

__all__ = ["imports"]

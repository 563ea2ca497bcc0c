"""What the worker does for the reports; procrastinate looks for it here."""

from reports.exports import jobs as exports
from reports.imports import jobs as imports
from reports.saved import jobs as saved

__all__ = ["exports", "imports", "saved"]

"""What the reports keep of their own: no clinical row among it."""

from reports.exports.models import Export
from reports.saved.models import SavedReport, SentReport

__all__ = ["Export", "SavedReport", "SentReport"]

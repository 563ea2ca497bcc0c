"""What the reports keep of their own: no clinical row among it."""

from reports.saved.models import SavedReport, SentReport

__all__ = ["SavedReport", "SentReport"]

"""What the reports keep of their own: no clinical row among it."""

from reports.exports.models import Export
from reports.imports.models import Brought, Import, ImportRow
from reports.saved.models import SavedReport, SentReport

__all__ = ["Brought", "Export", "Import", "ImportRow", "SavedReport", "SentReport"]

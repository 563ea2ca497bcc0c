"""What this room keeps of its own."""

from reports.imports.models import Brought, Import, ImportRow

__all__ = ["Brought", "Import", "ImportRow"]

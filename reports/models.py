"""What the reports keep of their own: files on their way out."""

from reports.exports.models import Export

__all__ = ["Export"]

"""Who writes which kind of export."""

from collections.abc import Callable
from pathlib import Path

from reports.exports import everything, record, report, research
from reports.exports.made import Made
from reports.exports.models import Export
from reports.exports.progress import Progress

__all__ = ["WRITERS", "Made"]

Writer = Callable[[Export, Path, Progress], Made]
Kind = Export.Kind
WRITERS: dict[str, Writer] = {
    Kind.REPORT: report.write,
    Kind.EVERYTHING: everything.write,
    Kind.RECORD: record.write,
    Kind.RESEARCH: research.write,
}

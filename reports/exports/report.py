"""A report's file, written by the worker where it is too long to wait for."""

from pathlib import Path

from django.http import QueryDict

from reports.exports import tabular
from reports.exports.formats import FORMATS
from reports.exports.made import Made
from reports.exports.models import Export
from reports.exports.progress import Progress
from reports.exports.snapshot import of_one_instant


def write(export: Export, path: Path, progress: Progress) -> Made:
    form = export.question["as"]
    with of_one_instant():
        report = tabular.asked(export.question["report"], QueryDict(export.question["address"]))
        rows = FORMATS[form].write(report, path, progress)
        return Made(f"{report.name}.{form}", rows, report.people())

"""Files that the demo's admin took out before, gone by now as all of them go."""

from datetime import timedelta

from clinic.models import Staff
from demo.furnishings import ROSA, House, minutes_of, moment
from reports.exports.models import Export

TAKEN = (
    ({"report": "appointments", "as": "xlsx", "title": "Appointments, Excel"}, 1, "08:40", 412, 190),
    ({"report": "sessions", "as": "pdf", "title": "Sessions, PDF"}, 8, "17:05", 96, 61),
)


def save(house: House) -> int:
    return len(Export.objects.bulk_create(_taken(house, house.staff[ROSA])))


def _taken(house: House, admin: Staff) -> list[Export]:
    rows = []
    for question, days, when, count, people in TAKEN:
        at = moment(house.day - timedelta(days=days), minutes_of(when))
        at_once = dict.fromkeys(("asked_at", "begun_at", "beat_at", "ended_at", "told_at"), at)
        whole = dict.fromkeys(("total", "done", "rows"), count)
        gone = {"kind": Export.Kind.REPORT, "state": Export.State.EXPIRED, "tries": 1, "people": people}
        rows.append(Export(question=question, asked_by=admin, **at_once, **whole, **gone))
    return rows

"""Versions of the newer tables are added and read like all others; what a session was signed with is not emptied."""

from clinic import migrating
from clinic.guards import append_only, table_stays

VERSIONS = (
    "clinicmuscle", "complaint", "complaintzone", "coursedefault", "goal", "homecare", "homecareitem",
    "homecarereport", "measure", "outcome", "plan", "protocol", "protocolstep", "protocoluse",
    "sessioncomplaint",
)  # fmt: skip
SIGNED_WITH_IT = ("homecare", "protocoluse", "sessioncomplaint")


class Migration(migrating.Migration):
    dependencies = [("treatment_sessions", "0012_written")]

    operations = [
        append_only(*(f"treatment_sessions_{name}event" for name in VERSIONS)),
        table_stays(*(f"treatment_sessions_{name}" for name in SIGNED_WITH_IT)),
    ]

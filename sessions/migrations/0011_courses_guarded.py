"""What a session is about is signed with it, and no change of a course goes unrecorded."""

from django.db import migrations

from clinic import migrating
from clinic.guards import require_audit
from sessions.courses.guards import FREE, STONE, TABLES


class Migration(migrating.Migration):
    dependencies = [("treatment_sessions", "0010_courses")]
    operations = [
        migrations.RunSQL(STONE, FREE),
        require_audit(*TABLES),
    ]

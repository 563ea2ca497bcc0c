"""A posture note closes with its day, whichever path a change takes."""

from clinic import migrating
from patients.posture.guards import note_closes_with_its_day


class Migration(migrating.Migration):
    dependencies = [("patients", "0014_sensitive_areas_are_asked")]

    operations = [note_closes_with_its_day()]

from django.db import migrations, models

from clinic import migrating


class Migration(migrating.Migration):
    dependencies = [("patients", "0017_the_archive_has_an_index")]

    operations = [
        migrating.Unindex(
            {
                "alertevent": ["added_by", "ended_by", "patient", "pgh_context"],
                "answerevent": ["history", "pgh_context", "rule"],
                "careteamevent": ["patient", "pgh_context", "therapist"],
                "consentevent": ["history", "patient", "pgh_context", "text", "withdrawn_by"],
                "contactproposalevent": ["decided_by", "history", "patient", "pgh_context"],
                "documentevent": ["added_by", "patient", "pgh_context", "removed_by"],
                "intakelinkevent": ["made_by", "patient", "pgh_context"],
                "medicalhistoryevent": ["patient", "pgh_context", "recorded_by"],
                "notthesameevent": ["one", "other", "pgh_context", "said_by"],
                "patientcontactevent": ["patient", "pgh_context"],
                "patientevent": ["merged_into", "pgh_context", "referral"],
                "patienttagevent": ["patient", "pgh_context", "tag", "tagged_by"],
                "plumbdistanceevent": ["note", "pgh_context"],
                "posturefindingevent": ["measure", "note", "pgh_context", "sign"],
                "posturelandmarkevent": ["pgh_context", "photo"],
                "posturenoteevent": ["by", "patient", "pgh_context"],
                "posturephotoevent": ["added_by", "note", "pgh_context", "withdrawn_by"],
                "questionevent": ["pgh_context", "section", "shown_if"],
                "relationevent": ["other", "patient", "pgh_context"],
            }
        ),
        migrations.AddIndex(
            "patientcontactevent", models.Index(fields=["patient"], name="versions_of_contacts")
        ),
    ]

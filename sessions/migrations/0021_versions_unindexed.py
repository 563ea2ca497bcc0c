from django.db import migrations, models

from clinic import migrating


class Migration(migrating.Migration):
    dependencies = [("treatment_sessions", "0020_counted_zones")]

    operations = [
        migrating.Unindex(
            {
                "clinicmuscleevent": ["changed_by", "muscle", "pgh_context"],
                "complaintevent": ["history", "opened_by", "over_by", "patient", "pgh_context"],
                "complaintzoneevent": ["complaint", "pgh_context", "zone"],
                "conductevent": ["pgh_context", "treatment_session"],
                "coursedefaultevent": ["pgh_context"],
                "foundreferral": ["finding"],
                "foundreferralevent": ["finding", "pgh_context", "zone"],
                "goalevent": ["measure", "pgh_context", "plan"],
                "homecareevent": ["complaint", "given_by", "item", "pgh_context", "treatment_session"],
                "homecareitemevent": ["muscle", "pgh_context"],
                "homecarereportevent": ["asked_by", "home_care", "pgh_context"],
                "measureevent": ["pgh_context"],
                "motionevent": ["pgh_context", "treatment_session"],
                "notetemplateevent": ["owner", "pgh_context"],
                "outcomeevent": ["complaint", "measure", "pgh_context", "taken_by", "withdrawn_by"],
                "phraseevent": ["owner", "pgh_context"],
                "physicaltestevent": ["pgh_context", "treatment_session"],
                "planevent": ["complaint", "kind", "pgh_context", "written_by"],
                "pointfinding": ["point", "treatment_session"],
                "pointfindingevent": ["parent", "pgh_context", "point", "previous", "treatment_session"],
                "protocolevent": ["pgh_context"],
                "protocolstepevent": ["muscle", "pgh_context", "protocol"],
                "protocoluseevent": ["applied_by", "pgh_context", "protocol", "treatment_session"],
                "sessioncomplaintevent": ["complaint", "pgh_context", "treatment_session"],
                "stopevent": ["by", "lifted_by", "pgh_context", "rule", "treatment_session"],
                "treatment": ["treatment_session"],
                "treatmentevent": ["finding", "pgh_context", "treatment_session"],
                "treatmentsession": ["patient"],
                "treatmentsessionevent": ["appointment", "patient", "pgh_context", "signed_by", "therapist"],
                "triggerpoint": ["patient"],
                "triggerpointevent": ["muscle", "patient", "pgh_context"],
            }
        ),
        migrations.AddIndex(
            "pointfindingevent",
            models.Index(fields=["treatment_session", "pgh_created_at"], name="versions_of_findings"),
        ),
        migrations.AddIndex(
            "treatmentevent",
            models.Index(fields=["treatment_session", "pgh_created_at"], name="versions_of_treatments"),
        ),
    ]

from django.db import migrations, models

from clinic import migrating


class Migration(migrating.Migration):
    dependencies = [("scheduling", "0013_another_room")]

    operations = [
        migrating.Unindex(
            {
                "appointment": ["booked_by", "patient", "therapist"],
                "appointmentevent": [
                    "booked_by",
                    "chair_day",
                    "patient",
                    "pgh_context",
                    "room",
                    "series",
                    "service",
                    "therapist",
                ],
                "calendarfeedevent": ["pgh_context", "staff"],
                "callevent": ["added_by", "appointment", "done_by", "pgh_context"],
                "calloutfeeevent": ["pgh_context", "zone"],
                "chairdayevent": ["pgh_context", "planned_by", "service"],
                "heldplaceevent": ["appointment", "pgh_context", "waiting"],
                "importbatchevent": ["made_by", "pgh_context", "therapist", "undone_by"],
                "importedappointmentevent": ["appointment", "batch", "pgh_context"],
                "mobilevisitevent": ["address_by", "appointment", "pgh_context", "settled_by", "zone"],
                "priceevent": ["pgh_context", "service"],
                "seriesevent": ["booked_by", "pgh_context"],
                "serviceevent": ["pgh_context"],
                "settleddateevent": ["pgh_context", "series"],
                "timeoffevent": ["chair_day", "pgh_context", "room", "therapist"],
                "travelzoneevent": ["pgh_context"],
                "waitingevent": ["added_by", "patient", "pgh_context", "service", "therapist", "zone"],
                "workinghoursevent": ["location", "pgh_context", "room", "therapist"],
            }
        ),
        migrations.AddIndex(
            "appointmentevent",
            models.Index(fields=["therapist", "starts_at"], name="versions_of_a_therapist"),
        ),
        migrations.AddIndex(
            "timeoffevent", models.Index(fields=["therapist", "starts_at"], name="versions_of_time_off")
        ),
    ]

from django.db import migrations, models

from clinic import migrating


class Migration(migrating.Migration):
    dependencies = [("clinic", "0014_a_way_in_for_colleagues")]

    operations = [
        migrations.AddField("staff", "logins_ended", models.PositiveIntegerField(default=0, editable=False)),
    ]

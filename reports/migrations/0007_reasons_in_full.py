from django.db import migrations, models

from clinic import migrating


class Migration(migrating.Migration):
    dependencies = [("reports", "0006_export_missing")]

    operations = [
        migrations.AlterField("importrow", "reason", models.CharField(blank=True, max_length=1000)),
    ]

"""The archive, of which a search only tells how many it hides, is no longer looked for among everyone."""

import django.contrib.postgres.indexes
from django.db import migrations, models

from clinic import migrating
from patients import naming


class Migration(migrating.Migration):
    dependencies = [("patients", "0016_words_are_forgotten_by_index")]

    operations = [
        migrations.AddIndex(
            "patient",
            django.contrib.postgres.indexes.GinIndex(
                condition=models.Q(standing="archived", merged_into__isnull=True),
                fields=["name_tokens"],
                name="archived_by_words_of_name",
            ),
        ),
        migrations.RunSQL(naming.NAMED, migrations.RunSQL.noop),
    ]

"""What an import asks: whose a line is, and whether to follow what the other program changed since."""

from django.db import migrations, models

from clinic import migrating


class Migration(migrating.Migration):
    dependencies = [("reports", "0003_imports")]

    operations = [
        migrations.AlterField(
            model_name="importrow",
            name="verdict",
            field=models.CharField(
                choices=[
                    ("new", "New"),
                    ("here", "Here already"),
                    ("join", "Joined to a record"),
                    ("skip", "Left out"),
                    ("whose", "Nobody knows yet whose"),
                    ("change", "Changed there since"),
                    ("brought", "Brought in"),
                    ("changed", "Changed here likewise"),
                ],
                max_length=7,
            ),
        ),
    ]

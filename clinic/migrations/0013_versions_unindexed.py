from clinic import migrating


class Migration(migrating.Migration):
    dependencies = [("clinic", "0012_dead_gaps")]

    operations = [
        migrating.Unindex(
            {
                "auditevent": ["actor"],
                "credentialevent": ["pgh_context", "staff"],
            }
        ),
    ]

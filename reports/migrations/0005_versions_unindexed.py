from clinic import migrating


class Migration(migrating.Migration):
    dependencies = [("reports", "0004_imports_asked")]

    operations = [
        migrating.Unindex(
            {
                "exportevent": ["asked_by", "patient", "pgh_context"],
                "savedreportevent": ["by", "pgh_context"],
            }
        ),
    ]

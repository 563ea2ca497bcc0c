"""What only the database's owner does, between tests."""

from django.db import connection

# Loaded by migrations; no test changes them.
REFERENCE = {
    "django_migrations",
    "django_content_type",
    "auth_permission",
    "patients_cautionrule",
    "patients_posturemeasure",
    "patients_posturesign",
    "patients_referralsource",
    "patients_section",
    "patients_question",
    "patients_option",
    "patients_raises",
    "patients_painzone",
    "patients_consenttext",
    "treatment_sessions_muscle",
    "treatment_sessions_musclesite",
    "treatment_sessions_zone",
    "treatment_sessions_referral",
    "clinic_auditchain",
    "treatment_sessions_measure",
    "treatment_sessions_coursedefault",
    "treatment_sessions_homecareitem",
}
NO_TRUNCATE = """
SELECT relname, tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
WHERE NOT tgisinternal AND (tgtype & 32) > 0 AND pg_class.relnamespace = 'public'::regnamespace
"""


def connected_as(login: dict[str, str]) -> None:
    """From the next statement on, speak to the database as this role."""
    connection.close()
    connection.settings_dict.update(login)


def empty_tables() -> None:
    """Truncate all but the reference tables, past the triggers that refuse it to everyone else."""
    with connection.cursor() as cursor:
        cursor.execute(NO_TRUNCATE)
        guards = cursor.fetchall()
        tables = [name for name in connection.introspection.table_names(cursor) if name not in REFERENCE]
        for table, guard in guards:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {guard}")
        cursor.execute(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY CASCADE")
        for table, guard in guards:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {guard}")
        cursor.execute("ALTER SEQUENCE patient_numbers RESTART")
        cursor.execute("UPDATE clinic_auditchain SET number = 0, hash = ''")

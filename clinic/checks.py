"""What a real clinic must not start with; python manage.py check --deploy names each."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import connection


@register(Tags.security, deploy=True)
def real_settings(app_configs: Any, **kwargs: Any) -> list[Error]:
    wrong = []
    if settings.DEMO:
        wrong.append(Error("CLINIC_DEMO is on: anyone could sign in with a button.", id="clinic.E001"))
    if not settings.HTTPS:
        wrong.append(Error("BASE_URL must begin with https://.", id="clinic.E002"))
    if "*" in settings.ALLOWED_HOSTS:
        wrong.append(Error("ALLOWED_HOSTS must name the clinic's own hosts.", id="clinic.E003"))
    if settings.AUDIT_SEAL_KEY == settings.SECRET_KEY:
        wrong.append(Error("AUDIT_SEAL_KEY must be a key of its own.", id="clinic.E004"))
    return wrong


@register(Tags.database, deploy=True)
def owns_nothing(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[Error]:
    """The running clinic must not be able to drop the rules it is held to."""
    if not databases:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user"
        )
        owned = cursor.fetchone()[0]
    return (
        [Error("DATABASE_URL is the owner's role; run as one that owns nothing.", id="clinic.E005")]
        if owned
        else []
    )

from django.apps import AppConfig


class SessionsConfig(AppConfig):
    """Treatment sessions; the label differs from the folder because Django's logins own "sessions"."""

    name = "sessions"
    label = "treatment_sessions"
    verbose_name = "Treatment sessions"

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The invented clinic that shows what Softhold does; nothing else imports it."""

    name = "demo"
    verbose_name = "Demo clinic"

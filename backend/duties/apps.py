"""The duties app (履职台账)."""

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    """What an office owes by law, what it did, and the files that prove it."""

    name = "backend.duties"
    label = "duties"
    default_auto_field = "django.db.models.BigAutoField"

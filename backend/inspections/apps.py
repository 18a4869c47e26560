"""The inspections app (检查)."""

from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    """Visits of every nature, from the plan to the conclusion (检查)."""

    name = "backend.inspections"
    label = "inspections"
    default_auto_field = "django.db.models.BigAutoField"

"""The ratings app (等级评定)."""

from django.apps import AppConfig


class RatingsConfig(AppConfig):
    """From the notice of a round to the end of a level (等级评定)."""

    name = "backend.ratings"
    label = "ratings"
    default_auto_field = "django.db.models.BigAutoField"

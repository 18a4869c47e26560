"""Registers the app."""

from django.apps import AppConfig


class RectificationsConfig(AppConfig):
    """责令改正与整改."""

    name = "backend.rectifications"
    label = "rectifications"
    verbose_name = "责令改正与整改"

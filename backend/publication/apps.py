"""Registers the app."""

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    """公示."""

    name = "backend.publication"
    label = "publication"
    verbose_name = "公示"

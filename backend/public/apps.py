"""Registers the app."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """公众端."""

    name = "backend.public"
    label = "public"
    verbose_name = "公众端"

"""Registers the app."""

from django.apps import AppConfig


class LookConfig(AppConfig):
    """页面外观."""

    name = "backend.look"
    label = "look"
    verbose_name = "页面外观"

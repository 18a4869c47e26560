"""Registers the app."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """管理端."""

    name = "backend.office"
    label = "office"
    verbose_name = "管理端"

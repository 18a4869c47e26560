"""Registers the app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """机构端."""

    name = "backend.portal"
    label = "portal"
    verbose_name = "机构端"

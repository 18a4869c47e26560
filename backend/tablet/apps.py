"""Registers the app."""

from django.apps import AppConfig


class TabletConfig(AppConfig):
    """检查端."""

    name = "backend.tablet"
    label = "tablet"
    verbose_name = "检查端"

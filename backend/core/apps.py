"""Registers the app."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """操作基础."""

    name = "backend.core"
    label = "core"
    verbose_name = "操作基础"

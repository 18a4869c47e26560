"""Registers the app."""

from django.apps import AppConfig


class StandardsConfig(AppConfig):
    """检查标准."""

    name = "backend.standards"
    label = "standards"
    verbose_name = "检查标准"

"""Registers the app."""

from django.apps import AppConfig


class TranslogConfig(AppConfig):
    """公开核验日志."""

    name = "backend.translog"
    label = "translog"
    verbose_name = "公开核验日志"

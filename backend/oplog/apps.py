"""Registers the app."""

from django.apps import AppConfig


class OplogConfig(AppConfig):
    """操作日志."""

    name = "backend.oplog"
    label = "oplog"
    verbose_name = "操作日志"

"""Registers the app."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    """双随机抽查计划."""

    name = "backend.planning"
    label = "planning"
    verbose_name = "双随机抽查计划"

"""Registers the app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """接口."""

    name = "backend.api"
    label = "api"
    verbose_name = "接口"

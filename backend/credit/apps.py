"""Registers the app."""

from django.apps import AppConfig


class CreditConfig(AppConfig):
    """信用档案."""

    name = "backend.credit"
    label = "credit"
    verbose_name = "信用档案"

"""Registers the app."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    """名录库."""

    name = "backend.registers"
    label = "registers"
    verbose_name = "名录库"

"""Registers the app."""

from django.apps import AppConfig


class KeysConfig(AppConfig):
    """密钥."""

    name = "backend.keys"
    label = "keys"
    verbose_name = "密钥"

"""Registers the app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """人员与权限."""

    name = "backend.accounts"
    label = "accounts"
    verbose_name = "人员与权限"

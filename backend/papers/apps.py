"""Registers the app."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """文书与送达."""

    name = "backend.papers"
    label = "papers"
    verbose_name = "文书与送达"

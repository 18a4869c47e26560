"""Registers the app."""

from django.apps import AppConfig


class DrawsConfig(AppConfig):
    """随机抽取."""

    name = "backend.draws"
    label = "draws"
    verbose_name = "随机抽取"

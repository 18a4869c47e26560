"""Registers the app."""

from django.apps import AppConfig


class CalendarConfig(AppConfig):
    """工作日历."""

    name = "backend.calendar"
    label = "calendar"
    verbose_name = "工作日历"

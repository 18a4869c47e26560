"""The sync app (离线同步)."""

from django.apps import AppConfig


class SyncConfig(AppConfig):
    """What tablets did, received once and never lost (离线同步)."""

    name = "backend.sync"
    label = "sync"
    default_auto_field = "django.db.models.BigAutoField"

"""The task runner: it carries wake-ups; the truth is in the database."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.config.settings")

app = Celery("xingjian")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

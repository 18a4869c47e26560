"""Every address of the house."""

from importlib import import_module

from django.apps import apps
from django.urls import URLPattern, URLResolver, include, path

from backend.api import urls as api

handler400 = "backend.api.problems.unreadable"
handler404 = "backend.api.problems.nowhere"
handler500 = "backend.api.problems.broken"
PAGES = {"office": "office/", "portal": "portal/", "tablet": "tablet/", "public": ""}

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include(api)),
    path("api/", include(api.schema)),
]
for label, prefix in PAGES.items():
    if apps.is_installed(f"backend.{label}"):
        urlpatterns.append(path(prefix, include(import_module(f"backend.{label}.urls"))))

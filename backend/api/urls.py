"""Every address of /api/v1: one module a noun."""

from importlib import import_module
from pkgutil import iter_modules

from django.urls import URLPattern, URLResolver, path

from backend.api import v1
from backend.api.docs import Schema, SchemaPage

nouns = [import_module(f"{v1.__name__}.{found.name}") for found in iter_modules(v1.__path__)]

urlpatterns: list[URLPattern | URLResolver] = [
    pattern for noun in nouns for pattern in noun.urlpatterns
]
schema = [
    path("schema/", Schema.as_view(), name="schema"),
    path("docs/", SchemaPage.as_view(), name="schema-page"),
]

"""/api/docs/: the API on one plain page, made here, without anything from outside (接口一览)."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, override
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.request import Request

from backend.accounts.roles import Role
from backend.api.base import Noun

METHODS = ("get", "post", "put", "patch", "delete")


@extend_schema(exclude=True)
class SchemaPage(Noun):
    """GET /api/docs/: every operation with who may call it; the whole of it is /api/schema/."""

    def get(self, request: Request) -> HttpResponse:
        """Show the table."""
        return render(request._request, "api/docs.html", {"rows": list(rows())})


class Kept(SchemaGenerator):
    """The document as it was made once: making it takes most of a second, and anybody may ask."""

    def get_schema(self, request: Any = None, public: bool = False) -> dict[str, Any]:
        """Give the document in the reader's language."""
        return document(get_language() or "")


class Schema(SpectacularAPIView):
    """GET /api/schema/: the OpenAPI document, as YAML or JSON."""

    generator_class = Kept


@cache
def document(language: str = "") -> dict[str, Any]:
    """Give the OpenAPI document; it stays the same while the process runs."""
    generator: Any = SchemaGenerator
    with override(language or None):
        found: dict[str, Any] = generator().get_schema(request=None, public=True)
    return found


def rows() -> Iterator[dict[str, Any]]:
    """Give one row an operation, in the order of addresses."""
    paths = document(get_language() or "")["paths"]
    for address, operations in sorted(paths.items()):
        for method in METHODS:
            if said := operations.get(method):
                yield {
                    "method": method.upper(),
                    "address": address,
                    "name": said["operationId"],
                    "public": "security" not in said,
                    "roles": [Role(role).label for role in said.get("x-roles", [])],
                    "words": said["description"],
                }

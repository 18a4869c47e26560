"""/api/docs/: the API on one plain page, made here, without anything from outside (接口一览)."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
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


@cache
def document() -> dict[str, Any]:
    """Give the OpenAPI document; it stays the same while the process runs."""
    generator: Any = SchemaGenerator
    found: dict[str, Any] = generator().get_schema(request=None, public=True)
    return found


def rows() -> Iterator[dict[str, Any]]:
    """Give one row an operation, in the order of addresses."""
    for address, operations in sorted(document()["paths"].items()):
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

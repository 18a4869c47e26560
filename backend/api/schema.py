"""The OpenAPI document, read from the views: what a call takes, gives and may be refused with."""

from collections.abc import Iterable
from typing import Any

from drf_spectacular.contrib.rest_framework_simplejwt import SimpleJWTScheme
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import Direction, OpenApiParameter
from rest_framework.serializers import BaseSerializer, FileField, Serializer

from backend.api.base import CursorPage, Listing, Nothing, Verb
from backend.api.permissions import ROWS
from backend.api.problems import PROBLEM

REFUSALS = {
    "400": "The input has the wrong shape",
    "401": "Not signed in",
    "403": "Not your role",
    "404": "Not there, or not yours to see",
    "409": "The record moved on; nothing was changed",
    "422": "A rule says no",
}
KEY = "IdempotencyKey"
TEXT = {"type": "string"}
OBJECT: dict[str, Any] = {"type": "object", "additionalProperties": {}}
WORDS = ("detail", "expected", "came", "do", "place")
PARTS: dict[str, Any] = {
    "schemas": {
        "Problem": {
            "type": "object",
            "description": "RFC 9457; every code: GET /api/v1/problems.",
            "properties": {
                **dict.fromkeys(("type", "title", "code", *WORDS), TEXT),
                "status": {"type": "integer"},
                "errors": OBJECT,
            },
            "required": ["type", "title", "status", "code", "detail"],
            "additionalProperties": {},
        }
    },
    "responses": {
        f"Problem{status}": {
            "description": words,
            "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status, words in REFUSALS.items()
    },
    "parameters": {
        KEY: {
            "in": "header",
            "name": "Idempotency-Key",
            "description": "Sent again with the same content, the stored answer comes back.",
            "schema": {"type": "string", "maxLength": 100},
        }
    },
}


class LoginScheme(SimpleJWTScheme):  # type: ignore[no-untyped-call]  # the parent's registry
    """How a caller shows his login; found by drf-spectacular when this module is read."""

    target_class = "backend.api.authentication.LoginAuthentication"


class ViewSchema(AutoSchema):
    """One operation: named like its route, with the problems it may answer."""

    def get_operation(self, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
        """Add what every operation has."""
        said: dict[str, Any] | None = super().get_operation(*args, **kwargs)
        if said is None:
            return None
        for status in self._refused_with():
            said["responses"].setdefault(
                status, {"$ref": f"#/components/responses/Problem{status}"}
            )
        if isinstance(self.view, Verb):
            key = {"$ref": f"#/components/parameters/{KEY}"}
            said["parameters"] = [*said.get("parameters", []), key]
        if roles := self._row().roles:
            said["x-roles"] = sorted(roles)
        return said

    def get_operation_id(self) -> str:
        """Name the operation like its route."""
        return self._route()

    def get_description(self) -> str:  # type: ignore[override]  # like the parent's own
        """Say what the view says of itself."""
        return str(self.view.get_view_description())

    def get_auth(self) -> list[dict[str, Any]]:
        """Ask for a login where the permission table does."""
        return [] if self._row().public else list(super().get_auth())

    def get_override_parameters(self) -> list[Any]:
        """Give the query's fields and the page's."""
        query = getattr(self.view, "Query", Nothing)
        asked = [] if query is Nothing else [query]
        paging = [OpenApiParameter("cursor"), OpenApiParameter("page_size", OpenApiTypes.INT)]
        return [*asked, *paging] if isinstance(self.view, Listing) else asked

    def get_request_serializer(self) -> Any:
        """Give Input."""
        asked = getattr(self.view, "Input", Nothing)
        return None if asked is Nothing else asked

    def get_response_serializers(self) -> Any:
        """Give Output under the view's status; an object where a view names none."""
        if kind := getattr(self.view, "file_type", ""):
            return {(200, kind): OpenApiTypes.BINARY}
        output = _shape(getattr(self.view, "Output", None))
        if isinstance(self.view, Listing):
            output = _paged(output) if isinstance(output, dict) else output(many=True)
        return {getattr(self.view, "status", 200): output}

    def map_parsers(self) -> list[str]:
        """Take multipart where a file comes along, else JSON."""
        fields = getattr(self.get_request_serializer(), "_declared_fields", {}).values()
        return ["multipart/form-data" if _has_file(fields) else "application/json"]

    def get_serializer_name(self, serializer: Serializer[Any], direction: Direction) -> str:
        """Name an Input by its view, so that each is its own."""
        if type(serializer) is getattr(self.view, "Input", None):
            return f"{type(self.view).__name__}Input"
        return str(super().get_serializer_name(serializer, direction))

    def _get_paginator(self) -> CursorPage | None:
        return CursorPage() if isinstance(self.view, Listing) else None

    def _refused_with(self) -> list[str]:
        unknown = set() if isinstance(self.view, Verb) else {"409", "422"}
        if self._row().public:
            unknown |= {"401", "403"}
        return [status for status in REFUSALS if status not in unknown]

    def _route(self) -> str:
        return routes()[type(self.view)]

    def _row(self) -> Any:
        return ROWS[self._route()]


def routes() -> dict[type, str]:
    """Give the route name of every view of the API."""
    from backend.api import urls

    every: list[Any] = [*urls.urlpatterns, *urls.schema]
    return {pattern.callback.cls: pattern.name for pattern in every}


def _has_file(fields: Iterable[Any]) -> bool:
    return any(isinstance(getattr(one, "child", one), FileField) for one in fields)


def _shape(output: type[BaseSerializer[Any]] | None) -> Any:
    """Give a serializer whose fields can be read, else any object."""
    return output if output is not None and issubclass(output, Serializer) else OBJECT


def _paged(one: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = CursorPage().get_paginated_response_schema(
        {"type": "array", "items": one}
    )
    return found


def house_parts(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """Add the shared parts that operations point to (a hook of drf-spectacular)."""
    for kind, parts in PARTS.items():
        result["components"].setdefault(kind, {}).update(parts)
    return result

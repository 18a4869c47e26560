"""Lists by cursor: the filters and the place in the list stay in the address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlsplit

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from rest_framework.exceptions import NotFound
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request

from backend.core.refusals import Malformed

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Part(Generic[Row]):
    """One page of a list; before and after are addresses, empty at the ends."""

    rows: list[Row]
    before: str
    after: str


class _Cursor(CursorPagination):
    def __init__(self, ordering: tuple[str, ...], size: int) -> None:
        self.by = ordering
        self.page_size = size

    def get_ordering(self, request: Any, queryset: Any, view: Any) -> tuple[str, ...]:
        return self.by


def part(
    request: HttpRequest, rows: QuerySet[Row], *, ordering: tuple[str, ...], size: int = 50
) -> Part[Row]:
    """Give the page that the address asks for.

    Raises Malformed for a cursor nobody gave out.
    """
    cursor = _Cursor(ordering, size)
    try:
        found = cursor.paginate_queryset(rows, Request(request))
    except NotFound as error:
        raise Malformed(place="cursor", do="从第一页重新查看") from error
    return Part(
        list(found or []),
        _query(cursor.get_previous_link()),
        _query(cursor.get_next_link()),
    )


def _query(link: str | None) -> str:
    return f"?{urlsplit(link).query}" if link else ""

"""The permission table at the door of every page; the API looks its rows up itself."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from backend.accounts.access import Row
from backend.config.permissions import table

API = "/api/"


class PermissionTable:
    """Refuse a page whose route has no row, or whose row does not name a role of the caller."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    @cached_property
    def rows(self) -> dict[str, Row]:
        """Read the table once, when every app is there."""
        return table()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Look the route up before its view runs."""
        match = request.resolver_match
        if match is None or request.path.startswith(API):
            return None
        row = self.rows.get(match.url_name or "")
        if row is None:
            raise PermissionDenied("this address has no row in the permission table")
        if row.allows(request.user):
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        raise PermissionDenied("not your role")

"""Which home is meant: the only one at once, else a list to choose from (切换机构)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from backend.look.page import Page
from backend.portal.views.page import HomePage


class Homes(HomePage):
    """/portal/homes: the homes a person acts for."""

    template_name = "portal/homes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List them; no home is meant yet."""
        return Page.get_context_data(self, homes=self.homes, **kwargs)


class Door(Homes):
    """/portal/."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Go on to the only home."""
        if len(self.homes) == 1:
            return redirect("portal-today", self.homes[0].pk)
        return super().get(request, *args, **kwargs)

"""What every page shares: a refusal becomes a page, nothing personal stays in a cache."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.generic import TemplateView

from backend.accounts.models import Person
from backend.core.canonical import canonical
from backend.core.refusals import Refusal
from backend.look.spoken import spoken


class Page(TemplateView):
    """A page by GET; what a selector refuses is said in the look, with its status.

    keep: how long a cache may keep it; here: which entry of the navigation is meant.
    """

    keep = "private, no-store"
    here = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say where the reader is."""
        return super().get_context_data(here=self.here, **kwargs)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer, or say why not."""
        try:
            said = super().dispatch(request, *args, **kwargs)
        except Refusal as refusal:
            said = refused(request, refusal)
        said.setdefault("Cache-Control", self.keep)
        return said


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Say a refusal as a page: expected, came, do."""
    context = {"problem": spoken(refusal)}
    template = "404.html" if refusal.status == 404 else "look/refused.html"
    return render(request, template, context, status=refusal.status)


def person_of(request: HttpRequest) -> Person:
    """Give who is logged in; the permission table has seen to it that somebody is."""
    assert isinstance(request.user, Person)
    return request.user


def json_file(name: str, told: Any) -> HttpResponse:
    """Give something as a file of its canonical bytes, so that its SHA-256 can be compared."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "public, max-age=60",
    }
    return HttpResponse(canonical(told), content_type="application/json", headers=headers)


def as_id(text: str) -> UUID | None:
    """Read an id of the address; None for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None

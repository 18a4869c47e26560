"""Checking a paper by its printed code, and what the public log says of it (文书核验)."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from backend.papers.selectors import paper_by_code
from backend.public.views.page import PublicPage
from backend.translog.selectors import lines_of

CODE = re.compile(r"[0-9A-Z]{4,16}")


class VerifyStart(PublicPage):
    """/verify?code=: type the code in."""

    here = "verify"
    template_name = "public/verify.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Go on to the paper once there is a code."""
        asked = request.GET.get("code", "").strip()
        if asked and CODE.fullmatch(plain(asked)):
            return HttpResponseRedirect(reverse("verify-paper", args=[plain(asked)]))
        return self.render_to_response(self.get_context_data(asked=asked, malformed=bool(asked)))


class VerifyPaper(PublicPage):
    """/verify/{code}: what a paper is, whose, when, and the digests to compare with."""

    here = "verify"
    template_name = "public/verify.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say it; 404 where no paper has this code."""
        code = plain(kwargs["code"])
        paper = paper_by_code(code) if CODE.fullmatch(code) else None
        digests = [paper["public_sha256"], paper["archive_sha256"]] if paper else []
        context = self.get_context_data(
            asked=kwargs["code"],
            paper=paper,
            unknown=paper is None,
            entries=lines_of(digests).items(),
        )
        return self.render_to_response(context, status=200 if paper else 404)


def plain(code: str) -> str:
    """Read a code as it was typed: spaces, dashes and small letters do not matter."""
    return re.sub(r"[\s-]", "", code).upper()

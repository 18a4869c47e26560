"""What somebody gets who typed too many wrong passwords (登录锁定): a problem, or a page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext_lazy as _

from backend.accounts.refusals import LoginLocked
from backend.api.problems import PROBLEM
from backend.config.middleware import API
from backend.look.page import refused


def locked_out(request: HttpRequest, response: Any, credentials: Any = None) -> HttpResponse:
    """Answer in place of the view (axes)."""
    refusal = LoginLocked(do=str(_("等待一刻钟后再登录")))
    if request.path.startswith(API):
        return JsonResponse(refusal.problem(), status=refusal.status, content_type=PROBLEM)
    return refused(request, refusal)

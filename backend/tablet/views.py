"""The shell page, the service worker and the manifest of the tablet (检查端)."""

from __future__ import annotations

from typing import Any

from csp.decorators import csp
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.templatetags.static import static
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_GET
from django.views.generic import TemplateView

from backend.tablet.built import built, worker_source

SCOPE = "/tablet/"
# Photos and drawings are shown from memory (blob:, data:); nothing comes from outside.
POLICY = {
    "default-src": ["'self'"],
    "img-src": ["'self'", "blob:", "data:"],
    "media-src": ["'self'", "blob:"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
    "form-action": ["'self'"],
}
MAY = "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()"
GROUND = "#ffffff"


@method_decorator(csp(POLICY), name="dispatch")
class Shell(TemplateView):
    """/tablet/: the page that loads the app; says so plainly when the app was not built."""

    template_name = "tablet/shell.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Find what to load."""
        return super().get_context_data(built=built(), ground=GROUND, **kwargs)

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """Allow camera and place, and let nobody keep the page unasked: the worker keeps it."""
        said = super().render_to_response(context, **kwargs)
        said.status_code = 200 if context["built"] else 503
        said["Cache-Control"] = "no-cache"
        said["Permissions-Policy"] = MAY
        return said


@require_GET
def worker(request: HttpRequest) -> HttpResponseBase:
    """/tablet/sw.js: the service worker, asked for anew every time."""
    source = worker_source()
    said = HttpResponse(source or b"", content_type="text/javascript; charset=utf-8")
    said.status_code = 404 if source is None else 200
    said["Cache-Control"] = "no-cache"
    said["Service-Worker-Allowed"] = SCOPE
    return said


@require_GET
def manifest(request: HttpRequest) -> HttpResponse:
    """/tablet/app.webmanifest: how the app stands on the tablet's screen."""
    said = JsonResponse(
        {
            "name": "星鉴检查端",
            "short_name": "星鉴检查",
            "lang": "zh-Hans",
            "id": SCOPE,
            "start_url": SCOPE,
            "scope": SCOPE,
            "display": "standalone",
            "orientation": "any",
            "background_color": GROUND,
            "theme_color": GROUND,
            "icons": [
                _icon(size, purpose) for size in (192, 512) for purpose in ("any", "maskable")
            ],
        },
        content_type="application/manifest+json",
        json_dumps_params={"ensure_ascii": False},
    )
    said["Cache-Control"] = "no-cache"
    return said


def _icon(size: int, purpose: str) -> dict[str, str]:
    return {
        "src": static(f"app/icon-{size}.png"),
        "sizes": f"{size}x{size}",
        "type": "image/png",
        "purpose": purpose,
    }

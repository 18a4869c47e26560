"""The reading mode for elders (适老化): a cookie, no JavaScript."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

COOKIE = "reading"
YEAR = 365 * 24 * 3600  # seconds


@require_POST
def reading_mode(request: HttpRequest) -> HttpResponse:
    """Switch large type and high contrast on or off, and go back to the page."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    if request.POST.get("mode") == "elder":
        response.set_cookie(COOKIE, "elder", max_age=YEAR, samesite="Lax", httponly=True)
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response

"""The door: login, and the reading mode for elders (登录, 适老化); a cookie, no JavaScript."""

from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from backend.look.landing import landing_of

COOKIE = "reading"
YEAR = 365 * 24 * 3600  # seconds


class Door(LoginView):
    """/login: officials and home managers, each to their own first page."""

    def get_default_redirect_url(self) -> str:
        """Say where whoever logged in goes, when no page was asked for."""
        return reverse(landing_of(self.request.user))


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

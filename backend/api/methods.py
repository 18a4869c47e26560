"""One address that is read with GET and written with POST, each under its own route name."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt

from backend.api.base import Noun, Verb


def read_and_write(
    address: str, read: tuple[type[Noun], str], write: tuple[type[Verb], str]
) -> list[URLPattern]:
    """Give the patterns of an address with two routes, (view, route name) each.

    The permission table looks a call up by the name of its own method's route.
    """
    reader, writer = read[0].as_view(), write[0].as_view()

    @csrf_exempt
    def either(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST":
            return reader(request, **kwargs)
        assert request.resolver_match is not None
        request.resolver_match.url_name = write[1]
        return writer(request, **kwargs)

    either.cls = read[0]  # type: ignore[attr-defined]  # what the schema generator looks for
    either.initkwargs = {}  # type: ignore[attr-defined]  # and this
    return [path(address, either, name=read[1]), path(address, writer, name=write[1])]

"""One permission table: a route without a row fails, and so does a row without a route."""

from django.urls import URLPattern, URLResolver, get_resolver

from backend.config.permissions import table


def names(resolver: URLResolver) -> set[str]:
    """Collect the names of all routes; an unnamed one shows as its pattern."""
    found: set[str] = set()
    for part in resolver.url_patterns:
        if isinstance(part, URLPattern):
            found.add(part.name or str(part.pattern))
        else:
            found |= names(part)
    return found


def test_every_route_has_a_row_and_every_row_a_route() -> None:
    assert names(get_resolver()) == set(table())

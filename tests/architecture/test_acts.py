"""Writes by a form on a page are acts: one mechanism, and a place of its own for a refusal."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from backend.look.acts import Act

SURFACES = ("backend.office.", "backend.portal.")


def writing(resolver: URLResolver) -> Iterator[tuple[str, type]]:
    """Give the pages of officials and homes that answer a form, by the name of their route."""
    for part in resolver.url_patterns:
        if isinstance(part, URLResolver):
            yield from writing(part)
        elif (
            (view := page(part)) and view.__module__.startswith(SURFACES) and hasattr(view, "post")
        ):
            yield part.name or "", view


def page(pattern: URLPattern) -> type | None:
    """Give the class behind an address; none for a function."""
    return getattr(pattern.callback, "view_class", None)


FOUND = dict(writing(get_resolver()))


def test_there_are_verbs_by_forms() -> None:
    assert len(FOUND) > 60


@pytest.mark.parametrize("route", sorted(FOUND))
def test_a_page_that_takes_a_form_is_an_act(route: str) -> None:
    assert issubclass(FOUND[route], Act)


@pytest.mark.parametrize("route", sorted(FOUND))
def test_an_act_says_which_form_of_its_page_it_is(route: str) -> None:
    assert getattr(FOUND[route], "verb", "") or route in (
        "office-decide-visits",
        "portal-self-part",
    )

"""The OpenAPI document: every route, no doubt while it is made, and as it was agreed.

After a wanted change, renew the agreed one:
    .venv/bin/python -m infra.local run -- .venv/bin/python -m backend spectacular \
        --file tests/architecture/openapi.yaml
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.test import Client
from drf_spectacular.drainage import GENERATOR_STATS, reset_generator_stats
from drf_spectacular.validation import validate_schema

from backend.api.docs import document
from backend.api.permissions import ROWS

AGREED = Path(__file__).with_name("openapi.yaml")
# Routes that are not in the document, each with why.
LEFT_OUT = {
    "upload-create": "tus 1.0 is described by its own standard",
    "upload": "tus 1.0 is described by its own standard",
    "schema": "is the document",
    "schema-page": "a page",
}


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    reset_generator_stats()
    document.cache_clear()
    return document()


def test_the_document_is_made_without_doubt_and_is_valid(made: dict[str, Any]) -> None:
    check: Callable[[dict[str, Any]], None] = validate_schema
    check(made)
    assert not GENERATOR_STATS, "see: python -m backend spectacular --validate"


def test_every_route_is_in_the_document_once(made: dict[str, Any]) -> None:
    every = [one["operationId"] for path in made["paths"].values() for one in path.values()]
    assert sorted([*every, *LEFT_OUT]) == sorted(ROWS)


def test_the_document_is_as_agreed(made: dict[str, Any]) -> None:
    assert made == yaml.safe_load(AGREED.read_text(encoding="utf-8")), __doc__


@pytest.mark.django_db
def test_the_page_of_the_api_asks_nothing_from_outside() -> None:
    page = Client().get("/api/docs/")
    assert page.status_code == 200
    text = page.content.decode()
    assert "/api/v1/visits/{visit_id}/scan-in" in text
    assert not re.findall(r"<script|<style|style=|(?:src|href)=\"(?:https?:)?//", text)

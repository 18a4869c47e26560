"""The format's schema, its page and its example say the same."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator

from scoring.loader import read_yaml
from tests.scoring.folder import CHECKLISTS, EXAMPLE, GB_38600

SCHEMA: dict[str, Any] = json.loads((CHECKLISTS / "schema.json").read_text(encoding="utf-8"))
PAGE = (CHECKLISTS / "README.md").read_text(encoding="utf-8")
SHAPES = (
    *("standard", "chapter_head", "fact", "level", "requirement", "limit", "context_cap"),
    *("conclusion", "short_list", "condition", "selection", "item", "term", "with_bands"),
    *("with_each", "with_expert", "with_sum_of", "with_fraction_of", "with_yes_no"),
)
NOT_IN_AN_EXAMPLE = {"incomplete", "adjust", "cuts", "table", "worst_of"}


def words(shape: Any) -> Iterator[str]:
    """Every key and every fixed word of the schema."""
    if isinstance(shape, dict):
        yield from shape.get("properties", {})
        yield from (str(word) for word in shape.get("enum", []))
        for part in shape.values():
            yield from words(part)
    elif isinstance(shape, list):
        for part in shape:
            yield from words(part)


def keys(data: Any) -> Iterator[str]:
    """Every key used in a file."""
    if isinstance(data, dict):
        yield from data
        for part in data.values():
            yield from keys(part)
    elif isinstance(data, list):
        for part in data:
            yield from keys(part)


def test_the_schema_is_a_json_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_page_names_every_key_and_word_of_the_format() -> None:
    missing = [
        w for w in set(words(SCHEMA)) if not re.search(rf"(?<!\w){re.escape(w)}(?!\w)", PAGE)
    ]

    assert missing == []


def test_every_key_is_shown_at_work() -> None:
    used = {
        key
        for folder in (EXAMPLE, GB_38600)
        for path in folder.glob("*.yaml")
        for key in keys(read_yaml(path))
    }
    known = {key for shape in SHAPES for key in SCHEMA["$defs"][shape]["properties"]}

    assert known - used - NOT_IN_AN_EXAMPLE == set()


def test_every_rule_kind_is_shown_at_work() -> None:
    rules = {
        row["rule"]
        for c in ("environment", "facilities", "operation", "service")
        for row in read_yaml(EXAMPLE / f"{c}.yaml")
    }

    assert rules == set(SCHEMA["$defs"]["item"]["properties"]["rule"]["enum"])

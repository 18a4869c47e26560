"""Reading and checking the files of duty kinds (履职事项规则)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from backend.core.canonical import digest
from backend.duties.refusals import KindUnusable

FOLDER = Path(__file__).parent / "kinds"
WORDS = ("title", "start", "term")


def rows(folder: Path = FOLDER) -> Iterator[dict[str, Any]]:
    """Give every kind as the columns of a row, its digest included; raises KindUnusable."""
    seen: set[tuple[str, str]] = set()
    for path in sorted(folder.glob("*.yaml")):
        for told in _checked(path):
            key = (told["code"], told["valid_from"])
            if key in seen:
                raise KindUnusable(f"{told['code']} stands there twice", place=path.name)
            seen.add(key)
            yield _columns(told)


def _checked(path: Path) -> list[dict[str, Any]]:
    told = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    read = [_typed(one) for one in told]
    fault = next(iter(sorted(_validator().iter_errors(read), key=str)), None)
    if fault is not None:
        place = ".".join(str(step) for step in fault.absolute_path)
        raise KindUnusable(fault.message, place=f"{path.name} {place}", do="see kinds/schema.json")
    return read


def _typed(told: dict[str, Any]) -> dict[str, Any]:
    """Give numbers and switches their type; dates stay text."""
    read = dict(told)
    for name in ("order", "amount"):
        if name in read:
            read[name] = int(read[name])
    if "by_hand" in read:
        read["by_hand"] = read["by_hand"] == "true"
    return read


def _columns(told: dict[str, Any]) -> dict[str, Any]:
    columns = {name: value for name, value in told.items() if name not in WORDS}
    for name in WORDS:
        columns |= {f"{name}_zh": told[name]["zh"], f"{name}_en": told[name]["en"]}
    return {**columns, "digest": digest(told)}


@cache
def _validator() -> Draft202012Validator:
    schema = json.loads((FOLDER / "schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema)

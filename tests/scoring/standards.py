"""Small standards made for one test: heads, items and a folder to load them from."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from scoring import Standard, load

GROUND = {"clause": "§1", "source": "test", "confidence": "confirmed"}
HEAD = {
    "id": "made",
    "version": "1",
    "title": {"zh": "测试", "en": "Made"},
    "issuer": "test",
    "document": "test",
    "in_force": {"from": "2026-01-01"},
    "source": "test",
    "confidence": "confirmed",
    "natures": ["rating"],
    "kinds": ["care_home"],
    "rounding": {"decimals": 2, "mode": "half_up"},
}


def words(name: str) -> dict[str, str]:
    return {"zh": name, "en": name}


def item(code: str, rule: str = "yes_no", **more: Any) -> dict[str, Any]:
    """An item; ``with_`` stands for ``with``."""
    if "with_" in more:
        more["with"] = more.pop("with_")
    return {"id": code, "title": words(code), **GROUND, "rule": rule, "look_for": "x", **more}


def level(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name, **GROUND, **more}


def rating(name: str, levels: Sequence[Mapping[str, Any]], **more: Any) -> dict[str, Any]:
    return {"id": name, "title": words(name), "levels": list(levels), **GROUND, **more}


def fact(kind: str, **more: Any) -> dict[str, Any]:
    return {"title": words(kind), "kind": kind, "source": "test", **more}


def written(folder: Path, head: Mapping[str, Any], items: Sequence[Mapping[str, Any]]) -> Path:
    """Write a standard; JSON is YAML too. Chapters come from the codes, in order."""
    chapters = list(dict.fromkeys(str(one["id"]).partition(".")[0] for one in items))
    whole = {**HEAD, "chapters": [{"id": c, "title": words(c)} for c in chapters], **head}
    files: dict[str, Any] = {"standard.yaml": whole, "cases.yaml": []}
    for chapter in chapters:
        files[f"{chapter}.yaml"] = [
            one for one in items if str(one["id"]).partition(".")[0] == chapter
        ]
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    (folder / "CHANGES.md").write_text("First.\n", encoding="utf-8")
    return folder


def made(folder: Path, head: Mapping[str, Any], items: Sequence[Mapping[str, Any]]) -> Standard:
    """Write a standard and load it."""
    return load(written(folder, head, items))

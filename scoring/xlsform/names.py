"""Names of questions: what a code, a part, a fact is called in a form (题目名)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from scoring.sheet.content import Content

Kind = Literal["chapter", "item", "part", "fact", "context"]
HELPERS = ("_na", "_reason", "_photo", "_document", "_looked_at", "_passed", "_points")


@dataclass(frozen=True, slots=True)
class Meant:
    """What a name stands for; part: the part of a ``sum_of`` item."""

    kind: Kind
    name: str
    part: str = ""


class Names:
    """The names of one version, each different, and what they stand for."""

    def __init__(self, content: Content) -> None:
        self.meant: dict[str, Meant] = {}
        self.named: dict[Meant, str] = {}
        for meant in _all(content):
            name = plain = _plain(meant)
            number = 2
            while name in self.meant:
                name, number = f"{plain}_{number}", number + 1
            self.meant[name] = meant
            self.named[meant] = name

    def item(self, code: str) -> str:
        """The name of an item's question."""
        return self.named[Meant("item", code)]

    def fact(self, name: str) -> str:
        """The name of a fact's question."""
        return self.named[Meant("fact", name)]


def _all(content: Content) -> Iterator[Meant]:
    for name in content.standard.get("facts", {}):
        yield Meant("fact", name)
    for chapter, items in content.chapters.items():
        yield Meant("chapter", chapter)
        for item in items:
            yield Meant("item", item["id"])
            for part in item.get("with", {}).get("parts", []):
                yield Meant("part", item["id"], part["id"])


def _plain(meant: Meant) -> str:
    """Letters, digits and underscores only; an item's name always holds two underscores."""
    start = {"fact": "fact_", "chapter": "chapter_", "context": "context_"}.get(meant.kind, "")
    name = f"{meant.name}.{meant.part}" if meant.part else meant.name
    return start + name.replace(".", "__").replace("-", "_")

"""A public draw as its page tells it: steps, strata, what was drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

ENDED = {"voided", "aborted"}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a draw: done, now, or still to come."""

    title: Any
    text: Any
    at: str = ""
    state: str = "later"  # done, now, later, ended


@dataclass(frozen=True, slots=True)
class Home:
    """A drawn label taken apart: code or `-`, number, name."""

    label: str
    code: str
    number: str
    name: str


@dataclass(frozen=True, slots=True)
class Stratum:
    """One stratum: how many labels, how many to draw, and later which."""

    name: str
    quota: int
    size: int
    digests: list[str] = field(default_factory=list)
    drawn: list[Home] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Told:
    """All the page shows besides the draw itself."""

    steps: list[Step]
    strata: list[Stratum]
    sources: list[dict[str, Any]]
    replaced: list[dict[str, str]]

    @property
    def size(self) -> int:
        """Count all labels."""
        return sum(one.size for one in self.strata)

    @property
    def quota(self) -> int:
        """Count all to draw."""
        return sum(one.quota for one in self.strata)


def told(draw: dict[str, Any]) -> Told:
    """Take a public draw apart."""
    return Told(_steps(draw), _strata(draw), _sources(draw), _replaced(draw))


def home(label: str) -> Home:
    """Take a label apart."""
    code, _gap, rest = label.partition(" ")
    number, _gap, name = rest.partition(" ")
    return Home(label, "" if code == "-" else code, number, name)


def _strata(draw: dict[str, Any]) -> list[Stratum]:
    view = (draw["before"] or {}).get("view", {})
    selected = (draw["after"] or {}).get("selected", {})
    announced = {row["name"]: row for row in view.get("strata", [])}
    names = list(announced) + [name for name in selected if name not in announced]
    return [
        Stratum(
            _without_code(name),
            announced.get(name, {}).get("quota", len(selected.get(name, []))),
            len(announced.get(name, {}).get("labels", [])),
            announced.get(name, {}).get("labels", []),
            [home(label) for label in selected.get(name, [])],
        )
        for name in names
    ]


def _without_code(name: str) -> str:
    """Drop the region's number before its name: 230102 道里区 → 道里区."""
    code, _gap, rest = name.partition(" ")
    return rest if code.isdigit() and rest else name


def _sources(draw: dict[str, Any]) -> list[dict[str, Any]]:
    """Give the announced sources; once public, with the numbers that came."""
    view = (draw["before"] or {}).get("view", {})
    came = (draw["after"] or {}).get("bundle", {}).get("sources", [])
    values = {row["name"]: _value(row) for row in came}
    return [
        {**row, "count": row.get("numbers", 1), "came": values.get(row["name"], "")}
        for row in view.get("sources", [])
    ]


def _value(row: dict[str, Any]) -> str:
    """Write what a source gave: its numbers, or the one string of a drand round or a witness."""
    value = next((row[key] for key in ("numbers", "value", "hex", "text") if key in row), "")
    return "、".join(str(one) for one in value) if isinstance(value, list) else str(value)


def _replaced(draw: dict[str, Any]) -> list[dict[str, str]]:
    parts = (draw["after"] or {}).get("bundle", {}).get("iterations", [])
    return [
        {"name": home(row["label"]).name, "reason": row.get("reason", "")}
        for part in parts
        for row in part.get("unavailable", [])
    ]


def _steps(draw: dict[str, Any]) -> list[Step]:
    reached = {"announced": 1, "drawn": 3, "finished": 4}.get(draw["state"], 1)
    days = sorted({row["date"] for row in _sources(draw)})
    texts = [
        (_("预公布"), _("名单、名额和规则已固定，只公开摘要"), draw["announced_at"]),
        (_("随机数产生"), _("由与本机关无关的公开来源产生"), days[-1] if days else ""),
        (_("抽取"), _("按固定的规则由程序算出"), draw.get("drawn_at") or ""),
        (_("公开全部"), _("最后一家检查结束后，公开名单和密钥"), draw.get("ended_at") or ""),
    ]
    ended = draw["state"] in ENDED
    return [
        Step(title, text, at, _state(number, reached, ended))
        for number, (title, text, at) in enumerate(texts, 1)
    ]


def _state(number: int, reached: int, ended: bool) -> str:
    if number <= reached:
        return "done"
    if ended:
        return "ended"
    return "now" if number == reached + 1 else "later"

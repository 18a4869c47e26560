"""The steps of a draw and the words of each state it can be in (抽取的步骤和状态)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

ENDED = {"voided", "aborted"}
STATES = {
    "announced": _("名单、名额和规则已经固定并预公布，还没有到公布随机数的日子。"),
    "awaiting": _("随机数公布的日子已到，等待录入。两个工作日内没有公开口令的，这次抽取中止。"),
    "drawn": _("已经抽取。为了检查前不走漏消息，抽到的名单在最后一家检查结束以后公开。"),
    "finished": _("检查已经结束，全部材料已经公开，任何人都可以重新算一遍。"),
    "voided": _("这次抽取已经作废：不按它检查，也不删除，原因见下。"),
    "aborted": _("这次抽取已经中止：没有按时公开口令，不能继续，要重新公告。"),
}
SHORT = {
    "announced": _("已预公布"),
    "awaiting": _("等待随机数"),
    "drawn": _("已抽取"),
    "finished": _("已完成"),
    "voided": _("已作废"),
    "aborted": _("已中止"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a draw: done, now, or still to come."""

    title: Any
    text: Any
    at: str = ""
    state: str = "later"  # done, now, later, ended


def phase_of(draw: dict[str, Any], days: list[str], today: str) -> str:
    """Name the state as the public reads it: an announced draw waits once its day has come."""
    if draw["state"] == "announced" and days and days[-1] <= today:
        return "awaiting"
    return str(draw["state"])


def steps_of(draw: dict[str, Any], days: list[str]) -> list[Step]:
    """Say the four steps and how far it is."""
    reached = {"announced": 1, "drawn": 3, "finished": 4}.get(draw["state"], 1)
    texts = [
        (_("预公布"), _("名单、名额和规则已固定，只公开摘要"), draw["announced_at"]),
        (_("随机数产生"), _("由与本机关无关的公开来源产生"), days[-1] if days else ""),
        (_("抽取"), _("按固定的规则由程序算出"), draw.get("drawn_at") or ""),
        (_("公开全部"), _("最后一家检查结束后，公开名单和密钥"), draw.get("ended_at") or ""),
    ]
    ended = draw["state"] in ENDED
    return [
        Step(
            title,
            text,
            at if number <= reached or number == 2 else "",
            _state(number, reached, ended),
        )
        for number, (title, text, at) in enumerate(texts, 1)
    ]


def _state(number: int, reached: int, ended: bool) -> str:
    if number <= reached:
        return "done"
    if ended:
        return "ended"
    return "now" if number == reached + 1 else "later"

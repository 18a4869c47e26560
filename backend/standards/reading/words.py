"""The fixed words of the format in the reader's language: marks, policies, kinds (检查标准用语)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from scoring.numbers import ratio_text
from scoring.result import Words

CONFIDENCE = {"confirmed": _("已确认"), "provisional": _("暂定")}
EVIDENCE = {"photo": _("照片"), "document": _("材料"), "measurement": _("测量")}
NOT_APPLICABLE = {
    "drop": _("不适用时不计入应得分"),
    "full": _("不适用时计满分"),
    "zero": _("不适用时计零分"),
    "forbid": _("不允许选“不适用”"),
}
NATURES = {
    "inspection": _("行政检查"),
    "filing_check": _("备案核查"),
    "supervision": _("督导、交叉检查"),
    "self_check": _("机构自查"),
    "rating": _("等级评定"),
    "performance": _("绩效评价、设施验收"),
    "guidance": _("指导服务、巡查"),
}
RISKS = {
    "choking": _("噎食"),
    "wrong_intake": _("食品药品误食"),
    "pressure_sore": _("压疮"),
    "scald": _("烫伤"),
    "bed_fall": _("坠床"),
    "fall": _("跌倒"),
    "harm": _("他伤和自伤"),
    "missing": _("走失"),
    "activity": _("文娱活动意外"),
}
FACTS = {
    "count": _("整数"),
    "amount": _("数值"),
    "share": _("比例"),
    "yes_no": _("是否"),
    "choice": _("单选"),
}
CONTEXT = {
    "applied_for": _("申请的等级"),
    "first_application": _("首次申请"),
    "current_level": _("现有等级"),
    "years_since_grade": _("距上次评定的年数"),
    "on": _("检查日期"),
}
SEVERITY = {
    "general": _("一般问题"),
    "hidden_danger": _("一般隐患"),
    "major": _("重大事故隐患"),
}
YES_NO = {"yes": _("是"), "no": _("否")}
OUTCOMES = {
    "pass": _("符合"),
    "fail": _("不符合"),
    "not_applicable": _("不适用"),
    "not_answered": _("未检查"),
}


def english() -> bool:
    """Say whether the reader asked for English."""
    return (get_language() or "").startswith("en")


def said(words: Words | None) -> str:
    """Give a text of a standard in the reader's language; empty for none."""
    if words is None:
        return ""
    return words.en if english() else words.zh


def said_raw(raw: Any) -> str:
    """Give a text as it stands in a file: one text, or one for each language."""
    if isinstance(raw, dict):
        return str(raw["en" if english() else "zh"])
    return "" if raw is None else str(raw)


def listed(names: list[str]) -> str:
    """Join names as a list of a sentence."""
    return gettext("、").join(names)


def share(value: Fraction) -> str:
    """Print a share: 90 % where that is exact, else 1/6."""
    text = ratio_text(value * 100)
    return ratio_text(value) if "/" in text else f"{text}%"


def term(start: str | None, end: str | None) -> str:
    """Say from when until when a rule stands; empty where always."""
    if start and end:
        return gettext("自 %(start)s 至 %(end)s") % {"start": start, "end": end}
    if start:
        return gettext("自 %(start)s 起") % {"start": start}
    return gettext("至 %(end)s 止") % {"end": end} if end else ""

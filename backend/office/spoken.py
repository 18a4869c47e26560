"""Refusals in the words of an official (没能办成): title, what stands, what to do.

The rules speak to programs, mostly in English; what has no Chinese words here is left out
rather than shown in another language.
"""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from backend.core.refusals import Missing, Refusal
from backend.draws.models import Draw
from backend.inspections.models import Visit
from backend.look.days import day
from backend.planning.models import Plan
from backend.rectifications.models import Order

AGAIN = _("刷新页面，看清现在的状态再办理")
DO = {  # code → what to do
    "approval-out-of-order": _("按承办人、科室、负责人的次序办理；这一步可能已经有人办理"),
    "approval-same-person": _("前面的步骤由同一人办理过，请另一位有这项职责的同事办理"),
    "answer-file-unfit": _("换一份照片或 PDF"),
    "codes-exhausted": _("作废本次抽取，写明原因，另行公告"),
    "day-outside-window": _("选择实施期间内的一天"),
    "draw-state-wrong": AGAIN,
    "extension-too-late": _("期限届满以后不能延期，按逾期处理"),
    "forbidden": _("请有这项职责的同事办理"),
    "nothing-to-confirm": AGAIN,
    "notice-too-short": _("选择更晚的一天，或者写明缩短的理由"),
    "officer-certificate-expired": _("换一名执法证在有效期内的检查人员"),
    "officer-not-entitled": _("请持有效执法证的检查人员复查"),
    "order-closed-by-rechecker": _("请另一人销号"),
    "order-reason-missing": _("写明理由"),
    "order-state-wrong": AGAIN,
    "plan-state": AGAIN,
    "randomness-too-early": _("等公告的随机数来源开出结果以后再录入"),
    "randomness-differs": _("此前录入的值与这次不同；录错的，写明理由作废本次抽取"),
    "second-person-wanted": _("请申报人、公告人以外的同事办理"),
    "randomness-overdue": _("本次抽取按中止处理，另行公告"),
    "too-few-officers": _("补足检查人员以后再办理"),
    "version-conflict": AGAIN,
    "visit-nothing-to-return": AGAIN,
    "visit-return-reason-missing": _("写明退回的理由，让承办人知道改什么"),
    "visit-wrong-state": AGAIN,
    "visits-not-over": _("先办完或者取消这次抽取的全部检查"),
}
STATES = {  # stored words of a state → as people read them
    state.value: state.label
    for kind in (Visit.State, Order.State, Plan.State, Draw.State)
    for state in kind
}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
DATE = r"(\d{4}-\d\d-\d\d)"
DATED = (  # how rules write days → how people read them
    (re.compile(rf"^{DATE} or later$"), _("%s 或者以后")),
    (re.compile(rf"^by {DATE}$"), _("%s 或者以前")),
    (re.compile(rf"^a (?:date|day) (?:up to|from) {DATE}$"), _("以 %s 为界")),
    (re.compile(rf"^{DATE}$"), "%s"),
)
SPAN = re.compile(rf"^{DATE} to {DATE}$")


def spoken(no: Refusal) -> dict[str, Any]:
    """Say a refusal for a page: title, expected, came, do; only what is in the reader's words."""
    told = no.problem()
    said = {name: _said(str(told.get(name, ""))) for name in ("expected", "came")}
    detail = told["detail"] if CHINESE.search(told["detail"]) else told["title"]
    if no.status == Missing.status:
        return {"title": told["title"], "detail": detail}
    do = DO.get(no.code) or _said(str(told.get("do", "")))
    return {"title": told["title"], "detail": detail, "do": str(do), **said}


def one_line(no: Refusal) -> str:
    """Say a refusal in one line, for a list of several."""
    told = spoken(no)
    return "。".join(part for part in (told["title"], told.get("do", "")) if part)


def _said(text: str) -> str:
    """Give a text in the reader's words; empty where it has none."""
    if span := SPAN.match(text):
        return gettext("%(from)s 至 %(until)s") % {
            "from": day(span.group(1)),
            "until": day(span.group(2)),
        }
    for pattern, words in DATED:
        if dated := pattern.match(text):
            return str(words) % day(dated.group(1))
    if text in STATES:
        return str(STATES[text])
    parts = re.split(r" or | \| ", text)
    if all(part in STATES for part in parts):
        return gettext("、").join(str(STATES[part]) for part in parts)
    return text if CHINESE.search(text) or text.isdigit() else ""

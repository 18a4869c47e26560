"""Refusals of ratings as the office reads them: expected, came, do, in its language (办理被拒)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from backend.core.refusals import Refusal
from backend.look.days import day
from backend.office.spoken import spoken

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
NUMBER = re.compile(r"\d+")
LATIN = re.compile(r"[A-Za-z]{2,}")


@dataclass(frozen=True, slots=True)
class Told:
    """What a code expects and what to do; {day}, {n}: the day, the number of the refusal.

    came: say what came as it is (a name, a number); else only days and numbers are said.
    """

    expected: Any = ""
    do: Any = ""
    came: bool = False


TOLD = {
    "not-eligible": Told(do=_("不予受理，或者等情况消除后再受理"), came=False),
    "refusal-without-ground": Told(_("至少一项条件不符合"), _("受理，或者写明材料不实之处")),
    "rating-reason-wanted": Told(do=_("写明理由后再提交")),
    "rating-wrong-state": Told(do=_("核对本页现在的状态，办理列出的下一步")),
    "version-conflict": Told(do=_("内容在你打开以后有变动，请核对最新内容后再办")),
    "round-days-wrong": Told(_("不早于 {day} 的日期，且起止顺序正确"), _("修改日期")),
    "checklist-not-for-rating": Told(
        _("现行有效、已发布的评定标准"), _("换用现行版本，或者先发布")
    ),
    "checklist-incomplete": Told(do=_("补齐官方分值，作为新版本载入并发布")),
    "demonstration-not-said": Told(
        _("演示版本勾选“演示批次”，正式版本不勾选"), _("改勾选，或者换一版")
    ),
    "rating-policy-missing": Told(do=_("请平台管理员录入本地评定规则")),
    "no-assessors-to-draw": Told(_("已受理、尚无评定人员的申请"), _("先受理申请")),
    "officers-short": Told(do=_("先补充评定人员库，或者核对回避登记")),
    "assessors-not-drawn": Told(do=_("先抽取评定人员")),
    "no-substitute-left": Told(do=_("补充评定人员后重新抽取")),
    "assessor-not-on-duty": Told(do=_("核对本页列出的评定人员")),
    "feedback-pending": Told(_("机构已答复，或者 {day} 之后"), _("发出反馈意见，等机构答复")),
    "not-committee-member": Told(_("该机构所在区域的委员")),
    "vote-recused": Told(do=_("由其他委员表决")),
    "vote-not-offered": Told(do=_("从列出的等级中选择")),
    "vote-cast": Told(do=_("表决后不能更改，等待汇总")),
    "committee-too-small": Told(_("可表决委员不少于 {n} 人"), _("请平台管理员增补委员"), True),
    "quorum-missing": Told(_("至少 {n} 票"), _("等其余委员表决后再汇总"), True),
    "notice-running": Told(_("{day} 公示期满之后"), _("公示期满后再确认")),
    "notice-over": Told(_("{day} 以前"), _("告知来人可以投诉举报")),
    "objection-open": Told(_("异议全部答复"), _("先答复异议")),
    "review-open": Told(_("复核、申诉已经答复"), _("先答复")),
    "appeal-term-running": Told(_("{day} 之后"), _("申诉期满后再确认")),
    "not-uninvolved": Told(_("未参与本申请的人员"), _("请未参与的同事答复"), True),
    "not-deciding-authority": Told(do=_("由有权机关的负责人确认")),
    "confirmer-on-committee": Told(do=_("由不是委员、也没有参加评定的负责人确认")),
    "major-hazard-open": Told(_("检查发现的重大事故隐患均已整改"), _("督促整改并复查销号后再办")),
    "removal-open": Told(do=_("先决定已经发出的告知")),
    "hearing-running": Told(_("机构已陈述，或者 {day} 之后"), _("等机构陈述申辩或者期满")),
    "level-not-lower": Told(_("低于现等级的等级"), _("选择较低的等级")),
    "source-before-announcement": Told(_("{day} 以后开奖的期次"), _("改用以后的期次")),
    "witness-wanted": Told(_("外单位的一名见证人"), _("填写见证人的单位和姓名")),
    "randomness-too-early": Told(_("开奖以后"), _("开奖以后再录入")),
    "randomness-overdue": Told(do=_("本次抽取作废，重新公告")),
    "randomness-differs": Told(do=_("核对录入的数值")),
    "draw-state": Told(do=_("核对抽取现在的状态")),
    "day-outside-window": Told(do=_("修改日期")),
    "too-few-officers": Told(do=_("补足评定人员")),
    "officer-certificate-expired": Told(do=_("由递补人员替换证件到期的人员")),
    "officer-recused": Told(do=_("由递补人员替换应当回避的人员")),
}
DETAILED = {"not-eligible", "major-hazard-open", "checklist-incomplete"}  # their words are ours


def problem_of(no: Refusal) -> dict[str, Any]:
    """Say a refusal of a verb in the reader's language, for the place beside its form."""
    problem = no.problem()
    told = TOLD.get(no.code)
    if told is None:
        return spoken(no)
    raw = str(problem.get("expected", ""))
    at, n = DAY.search(raw), NUMBER.search(DAY.sub("", raw))
    expected = str(told.expected)
    if ("{day}" in expected and at is None) or ("{n}" in expected and n is None):
        expected = ""
    expected = expected.format(day=day(at[0]) if at else "", n=n[0] if n else "")
    return {
        "title": problem["title"],
        "detail": problem["detail"] if no.code in DETAILED else problem["title"],
        "code": no.code,
        "expected": expected or (str(raw) if no.code == "not-eligible" else ""),
        "came": _came(str(problem.get("came", "")), told),
        "do": str(told.do),
    }


def _came(raw: str, told: Told) -> str:
    """Say what came where it is a day, a number, or a name that may be said."""
    if DAY.fullmatch(raw):
        return day(raw)
    if told.came and not LATIN.search(raw):
        return raw
    return ""

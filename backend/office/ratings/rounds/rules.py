"""The rules of a round as a table (评定规则): what, number, source, confidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backend.accounts.models import Region
from backend.ratings.models import RatingPolicy
from backend.standards.reading.words import share
from backend.standards.selectors import ResultNames

WORKING_DAYS, MONTHS, YEARS, BEDS, PERSONS = "working-days", "months", "years", "beds", "persons"
LEVEL, YES_NO, SHARE, BELOW, DECIDERS = "level", "yes-no", "share", "below", "deciders"
RULES: dict[str, tuple[Any, str]] = {  # key of the policy → its name, how its value is said
    "min_beds": (gettext_lazy("申报所需床位"), BEDS),
    "open_years": (gettext_lazy("申报所需开业年限"), YEARS),
    "barred_years": (gettext_lazy("处罚、责任事故的追溯年限"), YEARS),
    "first_cap": (gettext_lazy("首次申报的最高等级"), LEVEL),
    "one_step_up": (gettext_lazy("逐级申报"), YES_NO),
    "upgrade_after_months": (gettext_lazy("升级申报的间隔"), MONTHS),
    "re_application_months": (gettext_lazy("未通过后再次申报的间隔"), MONTHS),
    "min_assessors": (gettext_lazy("每家评定人员"), PERSONS),
    "feedback_days": (gettext_lazy("反馈意见答复期限"), WORKING_DAYS),
    "committee_members": (gettext_lazy("委员会人数下限"), PERSONS),
    "committee_quorum": (gettext_lazy("到会表决比例"), SHARE),
    "committee_majority": (gettext_lazy("通过须超过"), SHARE),
    "below_applied": (gettext_lazy("达不到申报等级时"), BELOW),
    "notice_working_days": (gettext_lazy("公示期"), WORKING_DAYS),
    "review_days": (gettext_lazy("申请复核期限"), WORKING_DAYS),
    "answer_days": (gettext_lazy("复核答复期限"), WORKING_DAYS),
    "appeal_days": (gettext_lazy("申诉期限"), WORKING_DAYS),
    "appeal_answer_days": (gettext_lazy("申诉答复期限"), WORKING_DAYS),
    "decided_by": (gettext_lazy("确认机关"), DECIDERS),
    "validity_years": (gettext_lazy("等级有效期"), YEARS),
    "renew_months": (gettext_lazy("到期前可申请续评"), MONTHS),
    "plaque_from": (gettext_lazy("发牌匾的最低等级"), LEVEL),
    "spot_share": (gettext_lazy("每年抽查复核比例"), SHARE),
    "hearing_days": (gettext_lazy("撤销、降级前陈述申辩期限"), WORKING_DAYS),
}
BELOWS = {
    "fail": gettext_lazy("不评定等级"),
    "lower": gettext_lazy("按评定结果给予较低等级"),
    "committee": gettext_lazy("由委员会决定，逐票说明理由"),
}


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule as a row."""

    name: str
    value: str
    source: str
    provisional: bool


def rule_lines(policy: RatingPolicy, names: ResultNames | None) -> list[RuleLine]:
    """Say every rule of a policy; names: of the checklist's levels, where one is chosen."""
    return [_line(title, kind, policy.document[key], names) for key, (title, kind) in RULES.items()]


def _line(title: Any, kind: str, entry: Mapping[str, Any], names: ResultNames | None) -> RuleLine:
    value = _said(kind, entry["value"], names)
    return RuleLine(str(title), value, entry["source"], entry["confidence"] == "provisional")


def _said(kind: str, value: Any, names: ResultNames | None) -> str:
    if value is None:
        return _("未设") if kind == DECIDERS else _("不限")
    if kind == LEVEL:
        return names.level(value) if names else _("第%(n)s级") % {"n": value}
    if kind == YES_NO:
        return _("是") if value else _("否")
    if kind == SHARE:
        return share(Fraction(value))
    if kind == BELOW:
        return str(BELOWS[value])
    if kind == DECIDERS:
        return _deciders(value, names)
    return _counted(kind, int(value))


def _counted(kind: str, n: int) -> str:
    words = {
        WORKING_DAYS: ngettext("%(n)s 个工作日", "%(n)s 个工作日", n),
        MONTHS: ngettext("%(n)s 个月", "%(n)s 个月", n),
        YEARS: ngettext("%(n)s 年", "%(n)s 年", n),
        BEDS: ngettext("%(n)s 张", "%(n)s 张", n),
        PERSONS: ngettext("%(n)s 人", "%(n)s 人", n),
    }
    return words[kind] % {"n": n}


def _deciders(value: Mapping[str, str], names: ResultNames | None) -> str:
    levels = dict(Region.Level.choices)
    return _("；").join(
        f"{names.level(level) if names else level} {levels.get(where, where)}"
        for level, where in value.items()
    )

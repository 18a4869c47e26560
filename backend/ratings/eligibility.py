"""Whether an application may be taken: each condition with what was found (受理条件)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from backend.core.words import in_chinese
from backend.credit.models import Entry
from backend.credit.selectors import WITHDRAWN, entries_of
from backend.ratings.levels import months_after, rank, standing_level, title_of, years_between
from backend.ratings.models import Application, Level, RatingPolicy
from backend.ratings.policy import Rules, rules_of, source_of
from backend.ratings.selectors.hazards import open_major_hazards
from backend.registers.models import Site
from backend.standards.selectors import by_digest
from scoring import Standard

# Kinds of entries in a credit file that bar a home, with how a refusal names them.
BARRING = {"penalty": "行政处罚", "accident": "责任事故", "dishonesty-list": "失信惩戒名单"}
HAZARD_SOURCE = "事实表 standards §6、§12（民办发〔2023〕13号：存在重大事故隐患的中止评定）"
FILED_SOURCE = "事实表 standards §1.4（各地受理条件：依法登记并备案）"
LIST_SOURCE = "民发〔2019〕103号；事实表 standards §1.4 上海行（列入失信名单的不予受理）"
MATERIAL = "material"  # a person's finding: what was handed in is not true


@dataclass(frozen=True, slots=True)
class Check:
    """One condition: what it needs, whether it holds (None: a person must say), what was found."""

    rule: str
    holds: bool | None
    need: str
    words: str
    source: str
    ground: tuple[str, str] = ("", "")
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """What the conditions look at."""

    application: Application
    site: Site
    policy: RatingPolicy
    rules: Rules
    standard: Standard
    day: date

    @property
    def wanted(self) -> int:
        """The place of the level applied for."""
        return rank(self.standard, self.application.applied_for)


def checks(application: Application, day: date) -> list[Check]:
    """Check every condition on a day, in the order of a refusal's list."""
    round_ = application.round
    case = Case(
        application,
        application.site,
        round_.policy,
        rules_of(round_.policy),
        by_digest(round_.checklist_digest),
        day,
    )
    return [
        _filed(case),
        _beds(case),
        _open_since(case),
        *_entries(case),
        _hazards(case),
        _first_cap(case),
        _one_step(case),
        _not_banned(case),
    ]


def _filed(case: Case) -> Check:
    filed = case.site.state == Site.State.FILED
    words = f"备案编号{case.site.filing_number}" if filed else case.site.get_state_display()
    ground = ("site", str(case.site.pk))
    return Check("filed", filed, "已登记并备案", in_chinese(words), FILED_SOURCE, ground)


def _beds(case: Case) -> Check:
    least = case.rules.min_beds
    need, words = f"床位不少于{least}张", f"床位{case.site.beds}张"
    source = source_of(case.policy, "min_beds")
    return Check("beds", case.site.beds >= least, need, words, source)


def _open_since(case: Case) -> Check:
    """The register knows the filing, not the opening: without a filing day a person must say."""
    need, source = f"开业满{case.rules.open_years}年", source_of(case.policy, "open_years")
    filed_on = case.site.filed_on
    if filed_on is None:
        return Check("open-since", None, need, "未登记备案日期，由经办人核实", source)
    holds = years_between(filed_on, case.day) >= case.rules.open_years
    return Check("open-since", holds, need, f"备案日期{filed_on}（以备案日期计）", source)


def _entries(case: Case) -> Iterator[Check]:
    """Penalties and accidents of the last years, and lists that still hold."""
    since = months_after(case.day, -12 * case.rules.barred_years)
    rows = entries_of(case.site).filter(kind__in=BARRING).exclude(state__in=WITHDRAWN)
    counted = [row for row in rows if _counts(row, since, case.day)]
    years = source_of(case.policy, "barred_years")
    for kind, words in BARRING.items():
        found = [row for row in counted if row.kind == kind]
        listed = kind == "dishonesty-list"
        need = f"未列入{words}" if listed else f"{case.rules.barred_years}年内没有{words}"
        said = "；".join(f"{row.ref or row.kind}（{row.valid_from}）" for row in found)
        ground = ("credit-entry", str(found[0].pk)) if found else ("", "")
        source = LIST_SOURCE if listed else years
        yield Check(f"no-{kind}", not found, need, said or "信用档案没有此类记录", source, ground)


def _counts(row: Entry, since: date, day: date) -> bool:
    if row.kind == "dishonesty-list":
        return row.valid_from <= day and (row.until is None or row.until >= day)
    return since < row.valid_from <= day


def hazard_check(site: UUID) -> Check:
    """The bridge: no major hazard that an inspection found is still open."""
    found = list(open_major_hazards(site))
    need = "检查发现的重大事故隐患均已整改"
    if not found:
        return Check("no-major-hazard", True, need, "没有未整改的重大事故隐患", HAZARD_SOURCE)
    first = found[0]
    words = "；".join(f"{_number(one)}{one.wording}" for one in found)
    ground = ("finding", str(first.pk))
    return Check("no-major-hazard", False, need, words, HAZARD_SOURCE, ground, first.clause)


def _number(finding: object) -> str:
    problem = getattr(finding, "problem", None)
    return f"{problem.number} " if problem else ""


def _hazards(case: Case) -> Check:
    return hazard_check(case.site.pk)


def _first_cap(case: Case) -> Check:
    source, cap = source_of(case.policy, "first_cap"), case.rules.first_cap
    if cap is None:
        return Check("first-cap", True, "首次申报等级不限", "规则未设首次上限", source)
    title = title_of(case.standard, cap)
    need = f"首次申报不高于{title}"
    if Level.objects.filter(site=case.site).exists():
        return Check("first-cap", True, need, "不是首次申报", source)
    holds = case.wanted <= rank(case.standard, cap)
    return Check("first-cap", holds, need, f"首次申报{_wanted(case)}", source)


def _one_step(case: Case) -> Check:
    need, source = "升级逐级申报，且间隔期满", source_of(case.policy, "one_step_up")
    now = standing_level(case.site.pk)
    place = rank(case.standard, now.level) if now else -1
    if now is None or place < 0 or case.wanted <= place:
        return Check("one-step-up", True, need, "不是升级申报", source)
    words = f"现等级{now.title}（{now.valid_from}起），申报{_wanted(case)}"
    waited = months_after(now.valid_from, case.rules.upgrade_after_months) <= case.day
    stepwise = not case.rules.one_step_up or case.wanted == place + 1
    return Check("one-step-up", waited and stepwise, need, words, source, ("level", str(now.pk)))


def _not_banned(case: Case) -> Check:
    months = case.rules.re_application_months
    need = f"未通过后{months}个月内不申报同级或者更高等级"
    source = source_of(case.policy, "re_application_months")
    rows = Application.objects.filter(site=case.site, state=Application.State.FAILED)
    for row in rows.exclude(pk=case.application.pk).order_by("-ended_on"):
        assert row.ended_on is not None
        free_on = months_after(row.ended_on, months)
        if free_on > case.day and case.wanted >= rank(case.standard, row.applied_for):
            words = f"{row.ended_on}申报{title_of(case.standard, row.applied_for)}未通过"
            words = f"{words}，{free_on}后可再申报"
            ground = ("application", str(row.pk))
            return Check("re-application", False, need, words, source, ground)
    return Check("re-application", True, need, "没有限制期内的未通过记录", source)


def _wanted(case: Case) -> str:
    return title_of(case.standard, case.application.applied_for)

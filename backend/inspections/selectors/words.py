"""What the papers of a visit say before anybody filled them in (文书中的固定内容)."""

from __future__ import annotations

from typing import Any

from backend.inspections.models import Approval, Visit
from backend.papers.formatting import day, minute
from backend.papers.models import Agency
from backend.papers.services import one_line
from backend.standards.selectors import by_digest
from scoring import Standard

NO_ONE = "无"
NOT_REGISTERED = "未登记"
NOT_FILED = "未备案"
NO_LEVEL = "未评定等级"
BASIS = "《养老机构行政检查办法》（民发〔2022〕86号）"
ORDER_BASIS = (
    "《中华人民共和国老年人权益保障法》第四十五条和《养老机构管理办法》（民政部令第66号）的有关规定"
)


def record_words(visit: Visit, agency: Agency) -> dict[str, Any]:
    """Give the part of 现场检查笔录 that stands when the package is made."""
    standard = by_digest(visit.checklist_digest)
    return {
        "agency": agency.name,
        "nature": nature_words(visit),
        "task_source": one_line(visit.brief.get("source") or visit.purpose),
        "approval": approval_words(visit),
        "scan": scan_words(visit),
        "place": one_line(visit.site.address),
        "officers": officer_words(visit),
        "helpers": helper_words(visit),
        "standard": standard_words(standard),
        "checklist_version": visit.checklist.version,
        "checklist_digest": visit.checklist_digest[:16],
        **holder_words(visit),
        **count_words(visit),
    }


def rating_words(visit: Visit, agency: Agency) -> dict[str, Any]:
    """Give the part of 现场评定记录 that stands when the package is made."""
    standard = by_digest(visit.checklist_digest)
    names = {one.officer_id: one.officer.name for one in visit.officers.select_related("officer")}
    mine = {one.chapter: names[one.officer_id] for one in visit.chapters.all()}
    return {
        "agency": agency.name,
        "nature": nature_words(visit),
        "task_source": one_line(visit.brief.get("source") or visit.purpose),
        "place": one_line(visit.site.address),
        "assessors": officer_words(visit),
        "chapters": [
            {"n": str(n), "title": one.title.zh, "assessor": mine.get(one.id, NO_ONE)}
            for n, one in enumerate(standard.chapters, 1)
        ],
        "standard": standard_words(standard),
        "checklist_version": visit.checklist.version,
        "checklist_digest": visit.checklist_digest[:16],
        "applied_for": level_words(standard, visit.grading_context.get("applied_for")),
        "demonstration": standard.demonstration is not None,
        **holder_words(visit),
    }


def level_words(standard: Standard, level: str | None) -> str:
    """Name a level as the standard does; 未评定等级 where there is none."""
    names = {one.id: one.title.zh for one in standard.levels}
    return names.get(level or "", NO_LEVEL)


def order_words(visit: Visit, agency: Agency) -> dict[str, Any]:
    """Give the part of 责令限期改正通知书 that stands when the package is made."""
    return {
        "agency": agency.name,
        "recipient": recipient(visit),
        "nature": nature_words(visit),
        "site_name": visit.site.name,
        "place": one_line(visit.site.address),
        "order_basis": ORDER_BASIS,
        "contact": agency.contact,
        "office_address": agency.address,
        "review_body": agency.review_body,
    }


def notice_words(visit: Visit, agency: Agency, number: str, issued_on: str) -> dict[str, Any]:
    """Give the whole of 行政检查通知书."""
    standard = by_digest(visit.checklist_digest)
    first = visit.earliest_on or visit.window_from
    return {
        "agency": agency.name,
        "number": number,
        "recipient": recipient(visit),
        "basis": one_line(visit.brief.get("basis") or BASIS),
        "site_name": visit.site.name,
        "nature": nature_words(visit),
        "place": one_line(visit.site.address),
        "window": f"{day(first)}至{day(visit.window_until)}之间的工作日",
        "mode": "现场检查",
        "standard": standard_words(standard),
        "officers": officer_words(visit),
        "helpers": helper_words(visit),
        "contents": [
            {"n": str(n), "title": chapter.title.zh}
            for n, chapter in enumerate(standard.chapters, 1)
        ],
        "supervision_phone": agency.supervision_phone,
        "issued_on": issued_on,
        **count_words(visit),
    }


def standard_words(standard: Standard) -> str:
    """Name a standard as papers do: GB 38600-2019《养老机构服务安全基本规范》."""
    return one_line(f"{standard.ground.clause}《{standard.title.zh}》")


def recipient(visit: Visit) -> str:
    """Name who is addressed: the holder, or the place itself where there is none."""
    holder = visit.site.legal_person
    return holder.name if holder else visit.site.name


def nature_words(visit: Visit) -> str:
    """Say the kind of visit as papers do: 行政检查（日常检查）."""
    title = visit.nature.title_zh
    return f"行政检查（{title}）" if visit.nature.may_order else title


def approval_words(visit: Visit) -> str:
    """Say who approved and when; for an emergency start, how the papers stand."""
    step = visit.approvals.filter(step=Approval.Step.APPROVE).first()
    if visit.emergency_reason:
        state = f"已于{minute(step.at)}补办" if step else "审批手续在次一工作日前补办"
        return one_line(f"紧急检查（{visit.emergency_reason}），{state}")
    if step is None:
        return "无需审批"
    return f"机关负责人于{minute(step.at)}批准"


def scan_words(visit: Visit) -> str:
    """Say the code and the time of the scan, or why there is none."""
    if visit.scan_code and visit.scanned_at:
        return one_line(f"任务编码{visit.scan_code}，{minute(visit.scanned_at)}扫码")
    if visit.scan_reason:
        return one_line(f"未扫码：{visit.scan_reason}")
    return "尚未扫码"


def officer_words(visit: Visit) -> list[dict[str, str]]:
    """Name the officers who go, with their certificates."""
    return [
        {
            "name": one.officer.name,
            "department": one.department,
            "certificate": one.certificate_number,
        }
        for one in visit.officers.filter(left_at=None).select_related("officer")
    ]


def helper_words(visit: Visit) -> str:
    """Count and name the helpers; 无 where nobody helps."""
    names = [f"{one.name}（{one.organisation}）" for one in visit.helpers.order_by("name")]
    return one_line(f"{len(names)}名：{'、'.join(names)}") if names else NO_ONE


def holder_words(visit: Visit) -> dict[str, str]:
    """Say whose site it is, and how it is filed."""
    holder = visit.site.legal_person
    return {
        "site_name": visit.site.name,
        "uscc": visit.site.uscc or NOT_REGISTERED,
        "legal_person": holder.name if holder else NOT_REGISTERED,
        "filing_number": visit.site.filing_number or NOT_FILED,
    }


def count_words(visit: Visit) -> dict[str, Any]:
    """Say this year's count and the cap (年度频次)."""
    return {
        "counted": visit.this_year_count > 0,
        "year_count": str(visit.this_year_count),
        "capped": visit.cap is not None,
        "cap": "无" if visit.cap is None else str(visit.cap),
    }

"""What the public reads of one inspection (抽查结果公告的内容).

Built once, at publication, from the locked visit; nothing in it names a person.
Source: law-and-office design, section 9: authority, site, kind, conclusion, what was not looked
at; the state of correction stands beside it (`CorrectionState`).
"""

from __future__ import annotations

from typing import Any

from backend.core.words import in_chinese
from backend.inspections.models import Visit
from backend.inspections.vocabulary import Disposition
from backend.papers.selectors import agency_for
from backend.registers.models import Site
from backend.standards.selectors import Part, outline

NOTHING_FOUND_MEANS = "抽查未发现问题不等于没有问题"
NOT_RATED_MEANS = "未评定不等于不合格"


def result_payload(visit: Visit) -> dict[str, Any]:
    """Say an inspection's result as anybody may read it; the visit is concluded."""
    conclusion = visit.conclusion or {}
    graded = conclusion.get("graded", {})
    parts = outline(visit.checklist_digest)
    site = visit.site
    return {
        "kind": "result",
        "authority": agency_for(site.region_id, visit.department).name,
        "department": visit.department,
        "site": named(site),
        "nature": {"code": visit.nature_id, "title": visit.nature.title_zh},
        "visited_on": conclusion["visited_on"],
        "formed_on": conclusion["formed_on"],
        "conclusion": [
            {"code": code, "words": words, **_provisional(code, conclusion)}
            for code, words in zip(conclusion["codes"], conclusion["words"], strict=True)
        ],
        "dispositions": [
            in_chinese(Disposition(step).label) for step in conclusion["dispositions"]
        ],
        "problems": _problems(conclusion["findings"]),
        "checklist": {
            "standard": visit.checklist.standard,
            "version": visit.checklist.version,
            "title": visit.checklist.title_zh,
            "digest": visit.checklist_digest,
        },
        "looked_at": _looked_at(parts, graded),
        "not_looked_at": _not_looked_at(parts, graded, visit.checklist.title_zh),
        "statements": [NOTHING_FOUND_MEANS, NOT_RATED_MEANS],
        **({"unable": conclusion["unable"]["words"]} if "unable" in conclusion else {}),
    }


def named(site: Site) -> dict[str, str]:
    """Say whose it is, as every publication about a home does."""
    return {
        "id": str(site.pk),
        "name": site.name,
        "kind": site.kind.name,
        "region": site.region_id,
        "region_name": site.region.name,
        "filing": in_chinese(Site.State(site.state).label),
    }


def _provisional(code: str, conclusion: dict[str, Any]) -> dict[str, bool]:
    """Mark a word that is none of the public vocabulary."""
    return {"provisional": True} if code in conclusion.get("provisional", []) else {}


def _problems(counted: dict[str, int]) -> dict[str, int]:
    """Give the numbers only: wording, clause and place are for the home."""
    keys = ("total", "corrected", "general", "hidden_danger", "major")
    return {key: counted.get(key, 0) for key in keys}


def _looked_at(parts: tuple[Part, ...], graded: dict[str, Any]) -> dict[str, int]:
    outcomes = graded.get("outcomes", {})
    return {
        "items": sum(len(part.items) for part in parts),
        "answered": outcomes.get("pass", 0) + outcomes.get("fail", 0),
        "not_applicable": outcomes.get("not_applicable", 0),
        "not_answered": len(graded.get("unanswered", [])),
    }


def _not_looked_at(parts: tuple[Part, ...], graded: dict[str, Any], title: str) -> list[str]:
    """Say in words what this inspection cannot speak for."""
    open_items = set(graded.get("unanswered", []))
    said = []
    for part in parts:
        missed = sum(code in open_items for code in part.items)
        if missed == len(part.items):
            said.append(f"“{part.title}”整项未检查")
        elif missed:
            said.append(f"“{part.title}”有 {missed} 项未检查")
    said.append(f"本次只检查《{title}》所列事项，其他事项未检查")
    said.append("未涉及服务质量等级")
    return said

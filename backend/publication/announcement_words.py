"""The words of the half-yearly announcement as a paper (评估结果公告)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings

from backend.core import clock
from backend.papers.formatting import day
from backend.papers.models import Agency
from backend.papers.services import one_line
from backend.publication.draw_words import numbered
from backend.publication.models import Publication

Words = dict[str, Any]


def announcement_words(found: Publication, agency: Agency, number: str) -> Words:
    """Give the context of `evaluation-announcement`: two tables, never one line for both."""
    payload: Words = found.payload or {}
    inspections, levels = payload["inspections"], payload["levels"]
    return {
        "agency": agency.name,
        "number": number,
        "period": payload["title"].removesuffix("评估结果公告"),
        "region_name": payload["region_name"],
        "from": _day(payload["from"]),
        "until": _day(payload["until"]),
        "inspected_homes": str(payload["homes"]["inspected"]),
        "inspections_count": str(len(inspections)),
        "inspections": numbered(_inspection(row) for row in inspections),
        "rated_homes": str(payload["homes"]["with_levels"]),
        "levels_count": str(len(levels)),
        "levels": numbered(_level(row) for row in levels),
        "demonstration": any(row["demonstration"] for row in levels),
        "digest": found.payload_digest,
        "address": f"{settings.PUBLIC_ADDRESS}/announcements/{found.pk}",
        "contact": agency.contact,
        "issued_on": day(clock.today()),
    }


def _inspection(row: Words) -> Words:
    problems, corrected = row["problems"] or 0, row["corrected"] or 0
    state = f"发现问题{problems}项，已整改{corrected}项" if problems else "未发现问题"
    return {
        "name": one_line(row["site_name"]),
        "place": row["region_name"],
        "nature": row["nature"],
        "visited_on": _day(row["visited_on"]),
        "conclusion": one_line(row["conclusion"]) or "—",
        "problems": state,
    }


def _level(row: Words) -> Words:
    valid = f"{_day(row['valid_from'])}至{_day(row['valid_until'])}"
    return {
        "name": one_line(row["site_name"]),
        "place": row["region_name"],
        "level": row["level"],
        "state": row["state_words"],
        "on": _day(row["on"]),
        "valid": valid,
    }


def _day(iso: str) -> str:
    return day(date.fromisoformat(iso))

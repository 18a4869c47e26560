"""Days and moments as people read them, in Shanghai time."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import get_language

from backend.core.clock import SHANGHAI

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
Told = date | datetime | str | None


def english() -> bool:
    """Say whether the reader asked for English."""
    return (get_language() or "").startswith("en")


def read(told: Told) -> date | datetime | None:
    """Read a day or a moment, also from its ISO text; None for nothing."""
    if not told:
        return None
    if isinstance(told, str):
        told = datetime.fromisoformat(told) if "T" in told else date.fromisoformat(told)
    return told.astimezone(SHANGHAI) if isinstance(told, datetime) else told


def day(told: Told) -> str:
    """Say a day: 2026年11月26日, 26 Nov 2026."""
    found = read(told)
    if found is None:
        return ""
    if english():
        return f"{found.day} {MONTHS[found.month - 1]} {found.year}"
    return f"{found.year}年{found.month}月{found.day}日"


def short_day(told: date, today: date) -> str:
    """Say a day without its year where it is this year: 11月26日, 26 Nov."""
    if told.year != today.year:
        return day(told)
    return f"{told.day} {MONTHS[told.month - 1]}" if english() else f"{told.month}月{told.day}日"


def moment(told: Told) -> str:
    """Say a moment to the minute: 2026年11月26日 14:05."""
    found = read(told)
    return f"{day(found)} {found:%H:%M}" if isinstance(found, datetime) else day(found)

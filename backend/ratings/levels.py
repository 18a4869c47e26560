"""Levels of a checklist in their order, and the home's own past (等级顺序)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from backend.ratings.models import Application, Level
from backend.ratings.models.level import STANDING
from backend.ratings.refusals import LevelUnknown
from backend.standards.selectors import by_digest
from scoring import Standard

NO_LEVEL = "未评定等级"


def order_of(standard: Standard) -> list[str]:
    """Give the levels from the lowest to the highest."""
    return [one.id for one in standard.levels]


def rank(standard: Standard, level: str | None) -> int:
    """Give a level's place, 0 the lowest; -1 for no level or one of another standard."""
    order = order_of(standard)
    return order.index(level) if level in order else -1


def title_of(standard: Standard, level: str) -> str:
    """Name a level as the standard does: 三级."""
    return next((one.title.zh for one in standard.levels if one.id == level), NO_LEVEL)


def word_of(standard: Standard) -> str:
    """Say 级 or 星, as the standard's authority does."""
    return str(standard.bundle().get("level_word") or "级")


def demand_level(standard: Standard, level: str) -> None:
    """Raise LevelUnknown for a level the checklist does not have."""
    if rank(standard, level) < 0:
        raise LevelUnknown(
            expected=", ".join(order_of(standard)), came=level, do="choose one of the levels"
        )


def standing_level(site: UUID) -> Level | None:
    """Give the level a site has now, valid or suspended."""
    return Level.objects.filter(site=site, state__in=STANDING).first()


def years_between(first: date, last: date) -> int:
    """Count the full years between two days."""
    return last.year - first.year - ((last.month, last.day) < (first.month, first.day))


def months_after(day: date, months: int) -> date:
    """Give the same day some months later, or the last one of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in range(day.day, 27, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, day.day)


def grading_context(application: Application, day: date) -> dict[str, Any]:
    """Give what grading asks of the home: level applied for, its level now, how long it has it."""
    standard = by_digest(application.round.checklist_digest)
    first = not Level.objects.filter(site=application.site_id).exists()
    told = {"first_application": "yes" if first else "no"}
    now = standing_level(application.site_id)
    if now is not None and rank(standard, now.level) >= 0:
        years = years_between(now.valid_from, day)
        told |= {"current_level": now.level, "years_since_grade": str(max(years, 0))}
    return told


def told(level: Level) -> dict[str, Any]:
    """Say a level as events, papers and the public do: which, since when, until when, on what."""
    score = level.assessment.score
    return {
        "level_id": str(level.pk),
        "site": str(level.site_id),
        "visit": str(level.assessment.visit_id),
        "level": level.level,
        "level_title": level.title,
        "level_word": level.level_word,
        "valid_from": level.valid_from.isoformat(),
        "valid_until": level.valid_until.isoformat(),
        "state": level.state,
        "demonstration": level.demonstration,
        "result_digest": score.result_digest,
        "lock_digest": score.lock_digest,
    }

"""Reading ratings, starting from who asks (等级评定)."""

from backend.ratings.selectors.detail import (
    application_detail,
    application_explanation,
    application_line,
    level_detail,
    level_line,
    round_detail,
    round_line,
)
from backend.ratings.selectors.hazards import open_major_hazards
from backend.ratings.selectors.rounds import (
    applications_of_office,
    applications_visible_to,
    levels_visible_to,
    levels_with_hazards,
    public_levels,
    rounds,
    rounds_of_office,
)

__all__ = [
    "application_detail",
    "application_explanation",
    "application_line",
    "applications_of_office",
    "applications_visible_to",
    "level_detail",
    "level_line",
    "levels_visible_to",
    "levels_with_hazards",
    "open_major_hazards",
    "public_levels",
    "round_detail",
    "round_line",
    "rounds",
    "rounds_of_office",
]

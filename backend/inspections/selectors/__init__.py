"""Reading visits, starting from who asks (检查)."""

from backend.inspections.selectors.answers import adopted_answers, demand_agreement
from backend.inspections.selectors.content import content_of
from backend.inspections.selectors.detail import findings_of, visit_detail
from backend.inspections.selectors.taint import touched_by
from backend.inspections.selectors.visits import (
    awaiting,
    case_line,
    counts_by_state,
    filtered,
    level_ground,
    lined,
    of_office,
    of_officer,
    offered_filters,
    owes_papers,
    seat_of,
    visible_to,
)
from backend.inspections.selectors.whatifs import bases_for, rows_of, what_ifs_of

__all__ = [
    "adopted_answers",
    "awaiting",
    "bases_for",
    "case_line",
    "content_of",
    "counts_by_state",
    "demand_agreement",
    "filtered",
    "findings_of",
    "level_ground",
    "lined",
    "of_office",
    "of_officer",
    "offered_filters",
    "owes_papers",
    "rows_of",
    "seat_of",
    "touched_by",
    "visible_to",
    "visit_detail",
    "what_ifs_of",
]

"""Who answers which chapter of a rating (评定分工)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from backend.inspections.models import Visit, VisitChapter
from backend.inspections.refusals import ChapterUnknown, NotOnVisit
from backend.standards.selectors import by_digest


def split_chapters(
    visit: Visit, crew: Sequence[UUID], given: Sequence[tuple[str, UUID]] = ()
) -> None:
    """Give every chapter to one assessor: as named, the rest so that items are evenly spread.

    crew: in drawn order, which decides between assessors who have the same number of items.

    Raises ChapterUnknown, NotOnVisit.
    """
    sizes = {one.id: len(one.items) for one in by_digest(visit.checklist_digest).chapters}
    split = _named(sizes, crew, given)
    load = dict.fromkeys(crew, 0)
    for chapter, officer in split.items():
        load[officer] += sizes[chapter]
    for chapter in sorted(sizes.keys() - split.keys(), key=lambda one: (-sizes[one], one)):
        split[chapter] = min(crew, key=lambda officer: (load[officer], crew.index(officer)))
        load[split[chapter]] += sizes[chapter]
    VisitChapter.objects.bulk_create(
        VisitChapter(visit=visit, chapter=chapter, officer_id=split[chapter]) for chapter in sizes
    )


def pass_on_chapters(visit: Visit, leaver: UUID, newcomer: UUID) -> None:
    """Let the one who comes instead answer what the other would have."""
    visit.chapters.filter(officer=leaver).update(officer=newcomer)


def _named(
    sizes: dict[str, int], crew: Sequence[UUID], given: Sequence[tuple[str, UUID]]
) -> dict[str, UUID]:
    split: dict[str, UUID] = {}
    for chapter, officer in given:
        if chapter not in sizes or chapter in split:
            raise ChapterUnknown(
                expected=", ".join(sizes), came=chapter, do="name every chapter once"
            )
        if officer not in crew:
            raise NotOnVisit(
                expected=", ".join(map(str, crew)), came=str(officer), do="name one of the crew"
            )
        split[chapter] = officer
    return split

"""Papers a home may read: those that were made for it, once they are (机构可见的文书)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from backend.accounts.models import Person
from backend.core.refusals import Missing
from backend.papers.models import Paper
from backend.papers.selectors import paper_line
from backend.registers.models import Site
from backend.registers.selectors import sites_managed_by

Line = dict[str, Any]
# Kinds that are handed to the home; approvals, leads and hand-overs to others are not.
KINDS = frozenset(
    (
        *("inspection-notice", "onsite-record", "rectification-order"),
        *("rating-acceptance", "rating-refusal", "rating-record", "rating-feedback"),
        *("rating-report", "level-certificate", "rating-review"),
        *("level-removal-notice", "level-removal"),
    )
)


def of_home(sites: Iterable[UUID]) -> QuerySet[Paper]:
    """Give the papers that were made for some homes, oldest first."""
    rows = Paper.objects.filter(site_id__in=sites, kind__in=KINDS)
    return rows.select_related("service").order_by("requested_at")


def of_subjects(site: Site, subjects: Iterable[UUID], papers: Iterable[UUID] = ()) -> list[Line]:
    """Give a home's papers about some things, and those named, each in a line."""
    about = Q(subject_id__in=list(subjects)) | Q(pk__in=list(papers))
    return lines(of_home([site.pk]).filter(about))


def lines(rows: Iterable[Paper]) -> list[Line]:
    """Say each paper in a line."""
    return [paper_line(one) for one in rows]


def one_of_home(person: Person, paper_id: UUID) -> Paper:
    """Give a paper of a home the person acts for; raises Missing."""
    mine = list(sites_managed_by(person).values_list("pk", flat=True))
    found = of_home(mine).filter(pk=paper_id).first()
    if found is None:
        raise Missing("没有这份文书，或者不属于你负责的机构")
    return found

"""Reading checklist versions, starting from who asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Q, QuerySet

from backend.accounts.roles import OFFICE, Role
from backend.accounts.selectors import Caller, roles_of
from backend.core.refusals import Missing
from backend.standards.folder import restored
from backend.standards.models import ChecklistVersion
from scoring import Standard

_READ_DRAFTS = frozenset(OFFICE) - {Role.INSPECTOR}


def visible_to(person: Caller) -> QuerySet[ChecklistVersion]:
    """Give the versions a person may read: published ones; the office reads drafts too."""
    rows = ChecklistVersion.objects.defer("files", "bundle")
    if roles_of(person) & _READ_DRAFTS:
        return rows
    return rows.filter(state=ChecklistVersion.State.PUBLISHED)


def published(standard: str, on: date) -> ChecklistVersion | None:
    """Give the published version of a standard in force on a day; the latest where two are."""
    holds = Q(in_force_to__isnull=True) | Q(in_force_to__gte=on)
    rows = ChecklistVersion.objects.filter(
        holds, standard=standard, state=ChecklistVersion.State.PUBLISHED, in_force_from__lte=on
    )
    return rows.order_by("-in_force_from", "-published_at").first()


@lru_cache(maxsize=32)
def by_digest(digest: str) -> Standard:
    """Give the version with this digest, ready to grade; kept in memory, as it never changes.

    Raises Missing when no version has it.
    """
    files = ChecklistVersion.objects.filter(digest=digest).values_list("files", flat=True).first()
    if files is None:
        raise Missing(f"no checklist with digest {digest}", came=digest)
    standard = restored(files)
    assert standard.digest == digest, f"{standard.id} restored as {standard.digest}"
    return standard


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter of a version (分项): its title and the codes of its items."""

    title: str
    items: tuple[str, ...]


def outline(digest: str) -> tuple[Part, ...]:
    """Give the chapters of a version with their items; raises Missing."""
    chapters = by_digest(digest).chapters
    return tuple(Part(c.title.zh, tuple(item.code for item in c.items)) for c in chapters)


def bundle_for(person: Caller, digest: str) -> dict[str, object] | None:
    """Give the bundle a tablet needs; None when there is none the person may read."""
    rows = visible_to(person).filter(digest=digest)
    return rows.values_list("bundle", flat=True).first()

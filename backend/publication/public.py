"""What anybody may read, without login: homes, results, draws.

Everything here is built from published payloads and from a short list of register fields;
no phone, no officer, no signature, no name of a person leaves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from backend.accounts.models import Region
from backend.core import clock
from backend.core.canonical import digest
from backend.credit.models import Entry
from backend.credit.selectors import public_entries
from backend.draws.models import Draw
from backend.publication.models import CorrectionState, Publication
from backend.publication.payload import NOT_RATED_MEANS, NOTHING_FOUND_MEANS
from backend.publication.public_levels import current, levels_of_site, notices_of_site
from backend.registers.models import FacilityKind, Site, SiteParty
from backend.registers.selectors import kinds_today, parties_on

CACHED_SECONDS = 60  # the longest a cache may keep what names a home
NONE_SHOWN_MEANS = "暂无已公示的检查结果，不等于未被检查"
Kind, State = Publication.Kind, Publication.State


def public_sites(*, name: str = "", region: str = "", kind: str = "") -> QuerySet[Site]:
    """Find homes by part of the name, by region and below, by kind; closed ones are left out."""
    rows = Site.objects.select_related("region", "kind", "legal_person")
    rows = rows.exclude(state=Site.State.CLOSED)
    if name:
        rows = rows.filter(name__icontains=name)
    if region:
        rows = rows.filter(region__path__contains=f"{region}/")
    if kind:
        rows = rows.filter(kind=kind)
    return rows


@dataclass(frozen=True, slots=True)
class Choices:
    """What the search offers: regions that have an open home, kinds of today."""

    regions: list[Region]
    kinds: list[FacilityKind]


def search_choices() -> Choices:
    """Give what homes can be searched by."""
    homes = Site.objects.exclude(state=Site.State.CLOSED).values("region")
    regions = Region.objects.filter(pk__in=homes).order_by("code")
    return Choices(list(regions), list(kinds_today()))


def public_site_line(site: Site) -> dict[str, Any]:
    """Say one home in a list."""
    return {
        "id": str(site.pk),
        "name": site.name,
        "kind": site.kind_id,
        "kind_name": site.kind.name,
        "region": site.region_id,
        "region_name": site.region.name,
        "address": site.address,
        "beds": site.beds,
        "filing": site.state,
        "filing_name": site.get_state_display(),
    }


def public_site(site_id: UUID) -> dict[str, Any] | None:
    """Say all that is public of a home; None when there is none."""
    site = Site.objects.select_related("region", "kind", "legal_person").filter(pk=site_id).first()
    if site is None:
        return None
    results, levels = results_of(site), levels_of_site(site.pk)
    return {
        **public_site_line(site),
        "holder": site.legal_person.name if site.legal_person else "",
        "uscc": site.uscc,
        "filing_number": site.filing_number,
        "filed_on": site.filed_on.isoformat() if site.filed_on else None,
        "parties": _organisations(site),
        "level": current(levels),
        "levels": levels,
        "level_notices": notices_of_site(site.pk),
        "level_statement": NOT_RATED_MEANS,
        "results": results,
        "results_statement": NOTHING_FOUND_MEANS if results else NONE_SHOWN_MEANS,
        "credit": [_entry(entry) for entry in public_entries(site, clock.today())],
        "as_of": clock.today().isoformat(),
    }


def results_of(site: Site) -> list[dict[str, Any]]:
    """Give the published results of a home, newest first, each with its state of correction."""
    rows = Publication.objects.filter(site=site, kind=Kind.RESULT, state=State.PUBLISHED)
    rows = rows.order_by("-published_at").prefetch_related("corrections")
    return [result(row) for row in rows]


def result(found: Publication) -> dict[str, Any]:
    """Say a published result: the fixed payload, its digest, and the correction beside it."""
    assert found.published_at is not None
    return {
        **(found.payload or {}),
        "publication": str(found.pk),
        "payload_digest": found.payload_digest,
        "unchanged": digest(found.payload) == found.payload_digest,
        "published_at": found.published_at.isoformat(),
        "correction": _correction(found),
    }


def public_result(publication_id: UUID) -> dict[str, Any] | None:
    """Give a result exactly as it was published; None when it is not public."""
    rows = Publication.objects.filter(kind=Kind.RESULT, state=State.PUBLISHED)
    return rows.filter(pk=publication_id).values_list("payload", flat=True).first()


def _correction(found: Publication) -> dict[str, Any] | None:
    """Say how far the problems are corrected; None where nothing was found."""
    last: CorrectionState | None = max(
        found.corrections.all(), key=lambda row: (row.recorded_at, row.pk), default=None
    )
    if last is None or not last.problems:
        return None
    state = "all" if last.corrected == last.problems else "some" if last.corrected else "none"
    words = {
        "all": f"发现问题 {last.problems} 项，已全部整改",
        "some": f"发现问题 {last.problems} 项，已整改 {last.corrected} 项",
        "none": f"发现问题 {last.problems} 项，尚未整改",
    }
    return {
        "problems": last.problems,
        "corrected": last.corrected,
        "state": state,
        "words": words[state],
        "as_of": last.as_of.isoformat(),
    }


def _organisations(site: Site) -> dict[str, str]:
    """Give the parties known to be organisations; a person's name is not for the public."""
    parties = parties_on(site, clock.today())
    return {role: party.name for role, party in parties.items() if _is_organisation(party, site)}


def _is_organisation(party: SiteParty, site: Site) -> bool:
    return bool(party.uscc) or (
        site.legal_person is not None and party.name == site.legal_person.name
    )


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "kind": entry.kind,
        "ref": entry.ref,
        "words": entry.detail.get("words", ""),
        "from": entry.valid_from.isoformat(),
        "until": entry.until.isoformat() if entry.until else None,
        "state": entry.get_state_display(),
    }


def public_draws(region: str = "") -> QuerySet[Publication]:
    """Give the draws anybody may see, newest first: one row a draw."""
    rows = Publication.objects.filter(subject_type="draw", state=State.PUBLISHED)
    if region:
        rows = rows.filter(region__path__contains=f"{region}/")
    return rows.select_related("region").order_by("subject_id", "kind").distinct("subject_id")


def public_draws_newest() -> QuerySet[Publication]:
    """Give the draws anybody may see, newest first, one row a draw, ready for pages by cursor."""
    same = Publication.objects.filter(
        subject_type="draw", state=State.PUBLISHED, subject_id=OuterRef("subject_id")
    )
    first = Subquery(same.order_by("kind").values("pk")[:1])
    return Publication.objects.filter(subject_type="draw", pk=first).select_related("region")


def public_draw_line(found: Publication) -> dict[str, Any]:
    """Say one draw in a list."""
    return {
        "id": str(found.subject_id),
        "title": (found.payload or {}).get("title", ""),
        "region": found.region_id,
        "region_name": found.region.name,
        "announced_on": found.formed_on.isoformat(),
        "opened": found.kind == Kind.DRAW_AFTER,
    }


def public_draw(draw_id: UUID) -> dict[str, Any] | None:
    """Say a draw: what was announced, and after the last visit what came of it.

    None when nothing of it is public.
    """
    shown = {row.kind: row for row in _of_draw(draw_id)}
    if not shown:
        return None
    draw = Draw.objects.select_related("region").get(pk=draw_id)
    before, after = shown.get(Kind.DRAW_BEFORE), shown.get(Kind.DRAW_AFTER)
    return {
        "id": str(draw.pk),
        "title": draw.title,
        "region": draw.region_id,
        "region_name": draw.region.name,
        "origin": draw.origin,
        "state": draw.state,
        "state_name": draw.get_state_display(),
        "end_reason": draw.end_reason,
        "announced_at": draw.announced_at.isoformat(),
        "drawn_at": draw.drawn_at.isoformat() if draw.drawn_at else None,
        "ended_at": draw.ended_at.isoformat() if draw.ended_at else None,
        "before": before.payload if before else None,
        "after": after.payload if after else None,
        "bundle": bool(after and "bundle" in (after.payload or {})),
    }


def public_draw_bundle(draw_id: UUID) -> dict[str, Any] | None:
    """Give the opened draw as `python -m scoring verify` takes it; None until it is public."""
    after = _of_draw(draw_id).filter(kind=Kind.DRAW_AFTER).first()
    return (after.payload or {}).get("bundle") if after else None


def _of_draw(draw_id: UUID) -> QuerySet[Publication]:
    return Publication.objects.filter(
        subject_type="draw", subject_id=draw_id, state=State.PUBLISHED
    )

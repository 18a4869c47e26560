"""Levels and notices before the public: shown by what happened to them (等级公告, 等级评定公示).

The authority's head has decided; nobody publishes it once more.  Each change of a level is a
publication of its own, fixed with its digest; its id follows from the level and the number of
the change, so that after a restore the public log still means this one.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from backend.core import clock
from backend.core.canonical import digest
from backend.oplog.services import record
from backend.publication.level_payload import level_payload, notice_payload
from backend.publication.models import Publication
from backend.publication.services.public_log import KINDS, enter, subject_of, take_back
from backend.publication.services.publishing import fix
from backend.ratings.models import LevelChange, Notice
from backend.registers.models import Site
from backend.translog.models import Opening
from backend.translog.proof.leaves import read_entry
from backend.translog.services import WITHDRAWN, of_subject

Kind, State = Publication.Kind, Publication.State
GIVEN, CHANGE, NOTICE = "level", "level-change", "rating-notice"
JOINED = (
    *("level__site__region", "level__site__kind", "level__assessment__score"),
    *("level__assessment__visit", "level__assessment__application__round"),
)


def publication_id(level: UUID, place: int, state: str) -> UUID:
    """Give the id under which a change of a level is shown."""
    return uuid5(level, f"{place}:{state}")


@transaction.atomic
def publish_level(payload: dict[str, Any]) -> None:
    """Handle level.*: show every change of the home's levels that is not shown; twice is once."""
    site = Site.objects.select_for_update(of=("self",)).get(pk=payload["site"])
    for place, change in _unshown(site):
        _show_level(change, place)


@transaction.atomic
def publish_notice(payload: dict[str, Any]) -> None:
    """Handle rating.noticed: anybody may read which level is meant to be given."""
    rows = Notice.objects.filter(application=payload["application"], withdrawn_at=None)
    joined = rows.select_related("application__round", "application__site__kind")
    for notice in joined.select_related("application__site__region"):
        found, made = Publication.objects.get_or_create(
            kind=Kind.NOTICE,
            subject_type=NOTICE,
            subject_id=notice.pk,
            defaults={
                "id": uuid5(notice.pk, "notice"),
                "site": notice.application.site,
                "region_id": notice.application.site.region_id,
                "formed_on": notice.from_on,
                "due_on": notice.until_on,
            },
        )
        if made:
            fix(found, notice_payload(notice), None)
            _log("notice.published", found)


@transaction.atomic
def withdraw_notice(payload: dict[str, Any]) -> None:
    """Handle notice.withdrawn: after a granted review the notice is shown no more."""
    rows = Publication.objects.select_for_update().filter(kind=Kind.NOTICE, state=State.PUBLISHED)
    for found in rows.filter(subject_id=payload["notice"]):
        found.state, found.end_reason = State.WITHDRAWN, "复核后撤回公示，重新评定"
        found.ended_at = clock.now()
        found.version += 1
        found.save()
        take_back(found, WITHDRAWN)
        _log("notice.withdrawn", found)


def _unshown(site: Site) -> list[tuple[int, LevelChange]]:
    """Give the home's changes that are not shown, each with its place in its level's changes."""
    rows = LevelChange.objects.filter(level__site=site).select_related(*JOINED).order_by("pk")
    places: Counter[UUID] = Counter()
    placed = []
    for change in rows:
        places[change.level_id] += 1
        placed.append((places[change.level_id], change))
    known = set(Publication.objects.filter(site=site, kind=Kind.LEVEL).values_list("pk", flat=True))
    return [
        (place, change)
        for place, change in placed
        if publication_id(change.level_id, place, change.state) not in known
    ]


def _show_level(change: LevelChange, place: int) -> None:
    """Show one change; where the log has the very same, at the time of its entry."""
    payload = level_payload(change, place)
    named = publication_id(change.level_id, place, change.state)
    found = Publication(
        id=named,
        kind=Kind.LEVEL,
        subject_type=GIVEN if place == 1 else CHANGE,
        subject_id=change.level_id if place == 1 else named,
        site=change.level.site,
        region_id=change.level.site.region_id,
        formed_on=payload["state"]["on"],
        due_on=payload["state"]["on"],
        payload=payload,
    )
    entered = of_subject(subject_of(found), KINDS[Kind.LEVEL]).filter(document=digest(payload))
    before: Opening | None = entered.select_related("leaf").first()
    fix(found, payload, None, _time_of(before) if before else None)
    enter(found)
    _log("level.published", found, place=place, state=change.state)


def _time_of(opening: Opening) -> datetime:
    return datetime.fromisoformat(read_entry(bytes(opening.leaf.entry))["time"])


def _log(kind: str, found: Publication, **more: Any) -> None:
    body = {"digest": found.payload_digest, **more}
    record(kind=kind, subject=str(found.pk), actor="system", body=body)

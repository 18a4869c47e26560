"""The half-yearly announcement: what was published in a half-year, collected (评估结果公告).

Inspections and levels stand in a table each: they are two legal acts and never one line.
Source: facts file "standards", section 11, row 69 (results of every kind, every half-year).
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from backend.accounts.models import Person, Region
from backend.core import clock, outbox
from backend.oplog.services import record
from backend.papers.models import Agency
from backend.papers.selectors import agency_for
from backend.papers.services import request_paper, take_number
from backend.papers.shapes import Subject
from backend.publication.announcement_words import announcement_words
from backend.publication.half_years import Half, half_of
from backend.publication.models import CorrectionState, Publication
from backend.publication.payload import NOT_RATED_MEANS, NOTHING_FOUND_MEANS
from backend.publication.refusals import AnnouncementTooBig, HalfYearNotOver
from backend.publication.services.public_log import enter
from backend.publication.services.publishing import fix

Kind, State = Publication.Kind, Publication.State
PAPER, DEPARTMENT = "evaluation-announcement", "民政"
AT_MOST = 5000  # lines of a table; more is announced by the regions below
OF_HALF_YEARS = UUID("5a1c2f52-9f4f-5d0e-8f60-6a3c1b7f5e21")
APART = "检查结果和等级是两种不同的结论，分别列示：检查不产生等级，等级不代替检查"


@transaction.atomic
def announce_results(*, region: Region, half_year: str, by: Person) -> Publication:
    """Announce what was published in a half-year (评估结果公告), as a page and as a paper.

    half_year: "2026H1".  Twice is once; a publication that ended since is left out.
    Raises HalfYearUnknown, HalfYearNotOver, AnnouncementTooBig, UnknownAgency.
    """
    half = half_of(half_year)
    today = clock.today()
    if today <= half.until:
        raise HalfYearNotOver(
            expected=f"{half.until}之后", came=str(today), do="期满后再发布", place="half_year"
        )
    subject_id = uuid5(OF_HALF_YEARS, f"{region.code} {half.name}")
    found, made = Publication.objects.get_or_create(
        kind=Kind.ANNOUNCEMENT,
        subject_type="half-year",
        subject_id=subject_id,
        defaults={
            "id": uuid5(subject_id, "announcement"),
            "region": region,
            "formed_on": half.until,
            "due_on": half.until,
        },
    )
    if not made:
        return found
    agency = agency_for(region.code, DEPARTMENT)
    fix(found, _payload(region, half, agency), by)
    enter(found)
    number = _issue(found, agency, by)
    body = {"digest": found.payload_digest, "half_year": half.name, "number": number}
    record(kind="announcement.published", subject=str(found.pk), actor=str(by.pk), body=body)
    told = {"region": region.code, "half_year": half.name, "digest": found.payload_digest}
    outbox.emit("announcement.published", str(found.pk), {"publication": str(found.pk), **told})
    return found


def _issue(found: Publication, agency: Agency, by: Person) -> str:
    number = take_number(agency.mark, PAPER, clock.today().year)
    request_paper(
        kind=PAPER,
        subject=Subject("announcement", found.pk, found.region_id, None),
        number=number,
        context=announcement_words(found, agency, number),
        signatures=[],
        actor=str(by.pk),
    )
    return number


def _payload(region: Region, half: Half, agency: Agency) -> dict[str, Any]:
    inspections = _lines(_inspections(region, half))
    levels = _lines(_levels(region, half))
    return {
        "kind": "announcement",
        "title": f"{half.words}评估结果公告",
        "authority": agency.name,
        "region": region.code,
        "region_name": region.name,
        "half_year": half.name,
        "from": half.first.isoformat(),
        "until": half.until.isoformat(),
        "inspections": inspections,
        "levels": levels,
        "homes": {
            "inspected": len({row["site"] for row in inspections}),
            "with_levels": len({row["site"] for row in levels}),
        },
        "statements": [APART, NOTHING_FOUND_MEANS, NOT_RATED_MEANS],
    }


def _inspections(region: Region, half: Half) -> QuerySet[Publication, Any]:
    """Give the results that were published, each with how far its problems are corrected now."""
    last = CorrectionState.objects.filter(publication=OuterRef("pk"))
    last = last.order_by("-recorded_at", "-pk")
    rows = _shown(Kind.RESULT, region, half)
    return rows.values(
        "pk",
        "payload_digest",
        "published_at",
        "site",
        "payload__site__name",
        "payload__site__region_name",
        "payload__nature__title",
        "payload__visited_on",
        "payload__conclusion",
        "payload__problems__total",
        corrected=Subquery(last.values("corrected")[:1]),
    )


def _levels(region: Region, half: Half) -> QuerySet[Publication, Any]:
    """Give what happened to levels: given, suspended, given back, lapsed, taken away."""
    return _shown(Kind.LEVEL, region, half).values(
        "pk",
        "payload_digest",
        "published_at",
        "site",
        "payload__site__name",
        "payload__site__region_name",
        "payload__level__title",
        "payload__level__valid_from",
        "payload__level__valid_until",
        "payload__level__demonstration",
        "payload__state__code",
        "payload__state__words",
        "payload__state__on",
    )


def _shown(kind: str, region: Region, half: Half) -> QuerySet[Publication]:
    first = datetime.combine(half.first, time(), clock.SHANGHAI)
    after = datetime.combine(half.following, time(), clock.SHANGHAI)
    return Publication.objects.filter(
        kind=kind,
        state=State.PUBLISHED,
        region__path__startswith=region.path,
        published_at__gte=first,
        published_at__lt=after,
    ).order_by("published_at", "pk")


def _lines(rows: QuerySet[Publication, Any]) -> list[dict[str, Any]]:
    """Say each row by the last words of its names; raises AnnouncementTooBig."""
    found = [_line(row) for row in rows[: AT_MOST + 1]]
    if len(found) > AT_MOST:
        raise AnnouncementTooBig(expected=f"不超过 {AT_MOST} 项", do="由下级地区分别公告")
    return found


def _line(row: dict[str, Any]) -> dict[str, Any]:
    told = {_short(name): value for name, value in row.items() if name not in {"pk", "site"}}
    on: date = row["published_at"].astimezone(clock.SHANGHAI).date()
    conclusion = told.pop("conclusion", None)
    words = {"conclusion": "、".join(one["words"] for one in conclusion)} if conclusion else {}
    del told["published_at"], told["payload_digest"]
    return {
        "publication": str(row["pk"]),
        "digest": row["payload_digest"],
        "site": str(row["site"]),
        "published_on": on.isoformat(),
        **told,
        **words,
    }


NAMES = {
    "payload__site__name": "site_name",
    "payload__nature__title": "nature",
    "payload__level__title": "level",
    "payload__problems__total": "problems",
    "payload__state__code": "state",
    "payload__state__words": "state_words",
    "payload__state__on": "on",
}


def _short(name: str) -> str:
    return NAMES.get(name) or name.removeprefix("payload__").split("__")[-1]

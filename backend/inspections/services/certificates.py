"""Officers who may go: certificate in force, no interest (执法证件, 回避)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q

from backend.inspections.models import Visit
from backend.inspections.refusals import (
    OfficerCertificateExpired,
    OfficerOutOfArea,
    OfficerRecused,
)
from backend.registers.models import Interest, Officer, Site


def expired_on(officers: Iterable[Officer], day: date) -> list[Officer]:
    """Give the officers who are not in the register or not certified on a day."""
    return [
        one
        for one in officers
        if one.certificate_until < day
        or one.valid_from > day
        or (one.valid_until is not None and one.valid_until < day)
    ]


def demand_certificates(officers: Iterable[Officer], day: date) -> None:
    """Raise OfficerCertificateExpired when one of them may not inspect on the day.

    Source: 国办发〔2024〕54号 (no uncertified person inspects).
    """
    for one in expired_on(officers, day):
        raise OfficerCertificateExpired(
            f"{one.name} {one.certificate_number}",
            expected=f"valid on {day}",
            came=f"until {one.certificate_until}",
            do="renew the certificate, or lend another officer by name",
            officer=str(one.pk),
        )


def demand_own_area(officers: Iterable[Officer], site: Site) -> None:
    """Raise OfficerOutOfArea for an officer whose office is not above the site.

    Source: provincial rules of 2025 (属地管辖, 严禁违规实施异地检查), facts file section 14.
    """
    for one in officers:
        if not site.region.path.startswith(one.region.path):
            raise OfficerOutOfArea(
                f"{one.name} is of {one.region.name}",
                expected=f"an officer of {site.region.name} or above",
                came=one.region_id,
                do="lend the officer by name, with the reason",
                officer=str(one.pk),
            )


def present(visit: Visit) -> list[Officer]:
    """Give the officers who are on the visit now, by seat."""
    rows = visit.officers.filter(left_at=None).select_related("officer")
    return [row.officer for row in rows]


def demand_no_interest(officers: Sequence[UUID], site: Site, day: date) -> None:
    """Raise OfficerRecused when one of them has a hard interest in the home (应当回避)."""
    there = Q(site=site)
    if site.legal_person_id:
        there |= Q(legal_person=site.legal_person_id)
    lasting = Q(valid_until__isnull=True) | Q(valid_until__gte=day)
    row = (
        Interest.objects.filter(there, lasting, officer__in=officers, kind=Interest.Kind.HARD)
        .filter(valid_from__lte=day)
        .select_related("officer")
        .first()
    )
    if row is not None:
        raise OfficerRecused(
            f"{row.officer.name} is barred from this home",
            expected="officers without an interest",
            came=row.reason,
            do="take the replacement in drawn order",
            officer=str(row.officer_id),
        )

"""What an officer touched who was not entitled (待复核)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from backend.inspections.models import Attestation, Signature, Visit, VisitOfficer, Waiver


def touched_by(
    officer_id: UUID, since: date | None = None, until: date | None = None
) -> QuerySet[Visit]:
    """Give every visit the officer sat on, answered, signed or waived for, in planned days.

    Source: law-and-office design, section 11 (expired certificate, investigation).
    """
    mine = {"officer": officer_id}
    waived = Waiver.objects.filter(Q(**mine) | Q(second_officer=officer_id))
    rows = Visit.objects.filter(
        Q(pk__in=VisitOfficer.objects.filter(**mine).values("visit"))
        | Q(pk__in=Attestation.objects.filter(**mine).values("visit"))
        | Q(pk__in=Signature.objects.filter(signer=officer_id).values("visit"))
        | Q(pk__in=waived.values("visit"))
    )
    if since:
        rows = rows.filter(window_until__gte=since)
    if until:
        rows = rows.filter(window_from__lte=until)
    return rows.select_related("nature", "site").order_by("id")

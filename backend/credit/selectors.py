"""Reading credit files, starting from who asks."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from backend.accounts.selectors import Caller
from backend.credit.models import Entry
from backend.registers.models import Site
from backend.registers.selectors import sites_visible_to

WITHDRAWN = (Entry.State.WITHDRAWN, Entry.State.ANNULLED)


def entries_of(site: Site, *, known: datetime | None = None) -> QuerySet[Entry]:
    """Give the entries of a site and of its holder that stand, as known at a moment (now).

    A corrected entry is left out; its correction stands in its place.
    """
    subjects = Q(subject_type="site", subject_id=site.pk)
    if site.legal_person_id:
        subjects |= Q(subject_type="legal-person", subject_id=site.legal_person_id)
    rows = Entry.objects.filter(subjects)
    corrections = Entry.objects.filter(corrects=OuterRef("pk"))
    if known:
        rows = rows.filter(known_from__lte=known)
        corrections = corrections.filter(known_from__lte=known)
    return rows.filter(~Exists(corrections)).order_by("-valid_from", "-pk")


def credit_file(
    person: Caller, site_id: UUID, *, known: datetime | None = None
) -> QuerySet[Entry] | None:
    """Give the file of a site that is the person's to see; None when it is not."""
    site = sites_visible_to(person).filter(pk=site_id).first()
    return None if site is None else entries_of(site, known=known)


def public_entries(site: Site, on: date) -> QuerySet[Entry]:
    """Give what the public may read of a file on a day: public, in force, within its term."""
    rows = entries_of(site).filter(public=True, valid_from__lte=on).exclude(state__in=WITHDRAWN)
    return rows.filter(Q(until__isnull=True) | Q(until__gte=on))

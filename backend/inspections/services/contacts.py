"""Emergency numbers of an office (紧急联系电话): added, and withdrawn when they change."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from backend.accounts.models import Person, Region
from backend.core import clock
from backend.inspections.models import EmergencyContact
from backend.inspections.refusals import ContactKnown, ContactWithdrawn
from backend.oplog.services import record


@transaction.atomic
def add_contact(
    *, region: Region, title_zh: str, title_en: str = "", phone: str, source: str = "", by: Person
) -> EmergencyContact:
    """Add a number that every package of the region carries from now on; raises ContactKnown."""
    try:
        with transaction.atomic():
            row = EmergencyContact.objects.create(
                region=region,
                title_zh=title_zh,
                title_en=title_en,
                phone=phone,
                source=source,
                added_by=by,
                added_at=clock.now(),
            )
    except IntegrityError as fault:
        raise ContactKnown(
            f"{phone} stands there already", came=phone, do="withdraw the old row first"
        ) from fault
    body = {"region": region.code, "title": title_zh, "phone": phone}
    record(kind="emergency-contact.added", subject=str(row.pk), actor=str(by.pk), body=body)
    return row


@transaction.atomic
def withdraw_contact(*, contact: EmergencyContact, by: Person) -> EmergencyContact:
    """Take a number out of the packages to come; raises ContactWithdrawn."""
    row = EmergencyContact.objects.select_for_update().get(pk=contact.pk)
    if row.withdrawn_at is not None:
        raise ContactWithdrawn(f"withdrawn at {row.withdrawn_at}", do="leave it")
    row.withdrawn_at = clock.now()
    row.save(update_fields=["withdrawn_at"])
    record(kind="emergency-contact.withdrawn", subject=str(row.pk), actor=str(by.pk))
    return row

"""Who speaks for a home in the portal (机构负责人)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from backend.core.ids import uuid7
from backend.registers.models.sites import LegalPerson, Site


class HomeManager(models.Model):
    """A person who acts for all sites of a holder, or for one place that has no holder."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="managed_homes"
    )
    legal_person = models.ForeignKey(
        LegalPerson, models.PROTECT, null=True, blank=True, related_name="managers"
    )
    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="managers")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="manager_of_one_home",
                condition=Q(site__isnull=True, legal_person__isnull=False)
                | Q(site__isnull=False, legal_person__isnull=True),
            ),
            models.CheckConstraint(
                name="manager_ends_after_starting",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
            ),
            models.UniqueConstraint(
                fields=["person", "legal_person"],
                name="manager_once_a_holder",
                condition=Q(legal_person__isnull=False, valid_until__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["person", "site"],
                name="manager_once_a_site",
                condition=Q(site__isnull=False, valid_until__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.legal_person_id or self.site_id}"

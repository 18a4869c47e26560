"""Writing planned rows into the register, set-wise."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from backend.core import clock
from backend.registers.models import LegalPerson, Site, SiteParty, SiteRevision
from backend.registers.models.sites import on
from backend.registers.services.snapshot import ROLES
from backend.registers.sheet.plan import Step

BATCH = 500
PLAIN = ("number", "name", "address", "beds", "state", "filing_number", "phone")


def write(steps: Sequence[Step], *, actor: str, source: str) -> None:
    """Make new sites, change known ones, keep what the register said before as revisions."""
    holders = _holders(steps)
    moving = [step for step in steps if step.action != "same"]
    now = clock.now()  # asked once: a demonstration's clock is a row
    today = now.astimezone(clock.SHANGHAI).date()
    known = Site.objects.select_for_update().in_bulk([s.site for s in moving if s.site])
    made: list[Site] = []
    changed: list[Site] = []
    revisions: list[SiteRevision] = []
    for step in moving:
        site = known[step.site] if step.site else Site(version=0)
        _fill(site, step.values, holders)
        (changed if step.site else made).append(site)
        step.site = site.pk
        revisions.append(
            SiteRevision(
                site=site,
                version=site.version,
                values=step.values,
                valid_from=today,
                recorded_at=now,
                made_by=actor,
                source=source,
            )
        )
    Site.objects.bulk_create(made, batch_size=BATCH)
    fields = [*PLAIN, "filed_on", "legal_person", "region", "kind", "version"]
    Site.objects.bulk_update(changed, fields, batch_size=BATCH)
    SiteRevision.objects.bulk_create(revisions, batch_size=BATCH)
    _write_parties(moving, today)


def _holders(steps: Sequence[Step]) -> dict[str, LegalPerson]:
    """Give the holder of every code in the rows, made or renamed as the sheet says."""
    names = {s.values["uscc"]: s.values["holder"] for s in steps if s.values["uscc"]}
    made = [LegalPerson(uscc=code, name=name) for code, name in names.items()]
    LegalPerson.objects.bulk_create(
        made,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["uscc"],
        update_fields=["name"],
    )
    return {str(h.uscc): h for h in LegalPerson.objects.filter(uscc__in=names)}


def _fill(site: Site, values: dict[str, Any], holders: dict[str, LegalPerson]) -> None:
    for field in PLAIN:
        setattr(site, field, values[field])
    site.filed_on = date.fromisoformat(values["filed_on"]) if values["filed_on"] else None
    site.legal_person = holders.get(values["uscc"])
    site.region_id, site.kind_id = values["region"], values["kind"]
    site.version += 1


def _write_parties(steps: Sequence[Step], today: date) -> None:
    """End the terms that changed yesterday, start the new ones today."""
    running: dict[tuple[UUID, str], SiteParty] = {
        (party.site_id, party.role): party
        for party in SiteParty.objects.filter(on(today), site__in=[s.site for s in steps])
    }
    made, ended = [], []
    for step in steps:
        for key, role in ROLES.items():
            assert step.site is not None
            name, before = step.values[key], running.get((step.site, role))
            if before and before.name == name:
                continue
            if before:
                ended.append(before)
            if name:
                uscc = step.values["uscc"] if name == step.values["holder"] else ""
                made.append(
                    SiteParty(site_id=step.site, role=role, name=name, uscc=uscc, valid_from=today)
                )
    _end(ended, today)
    SiteParty.objects.bulk_create(made, batch_size=BATCH)


def _end(parties: Sequence[SiteParty], today: date) -> None:
    """Let terms end yesterday; one that began today never held and goes."""
    held = [party for party in parties if party.valid_from < today]
    for party in held:
        party.valid_until = today - timedelta(days=1)
    SiteParty.objects.bulk_update(held, ["valid_until"], batch_size=BATCH)
    begun = [party.pk for party in parties if party.valid_from >= today]
    SiteParty.objects.filter(pk__in=begun).delete()

"""Who acts for a home (机构负责人)."""

from __future__ import annotations

from django.db import transaction

from backend.accounts.models import Person
from backend.accounts.roles import Role
from backend.accounts.selectors import roles_of
from backend.core import clock
from backend.oplog.services import record
from backend.registers.models import HomeManager, LegalPerson, Site
from backend.registers.refusals import NotHomeManager, SiteHasHolder


@transaction.atomic
def appoint_home_manager(
    *,
    person: Person,
    actor: str,
    legal_person: LegalPerson | None = None,
    site: Site | None = None,
) -> HomeManager:
    """Let a person act for a holder's sites, or for one place without holder; twice is once.

    Raises NotHomeManager when the role was not granted, SiteHasHolder for a site that is
    managed through its holder.
    """
    if Role.HOME_MANAGER not in roles_of(person):
        raise NotHomeManager(
            expected="已授予机构负责人角色的人员",
            came=person.username,
            do="请平台管理员先授予机构负责人角色",
        )
    if site and site.legal_person_id:
        raise SiteHasHolder(do=f"POST /legal-persons/{site.legal_person_id}/managers")
    manager, made = HomeManager.objects.get_or_create(
        person=person,
        legal_person=legal_person,
        site=site,
        valid_until=None,
        defaults={"valid_from": clock.today()},
    )
    if made:
        home = legal_person or site
        body = {"person": str(person.pk)}
        subject = str(home.pk) if home else ""
        record(kind="home-manager.appointed", subject=subject, actor=actor, body=body)
    return manager

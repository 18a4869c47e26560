"""Which application or level a call may reach, and how a verb answers (等级评定)."""

from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.request import Request

from backend.accounts.roles import Role
from backend.accounts.selectors import holds_any
from backend.api.base import person_of
from backend.core.refusals import Forbidden, Missing
from backend.ratings import selectors
from backend.ratings.models import Application, Level
from backend.registers.selectors import manages


class Seen(serializers.Serializer[Any]):
    """The version the caller last saw; may be left out."""

    seen_version = serializers.IntegerField(min_value=1, required=False, default=None)


class Reason(Seen):
    """Why; and the version last seen."""

    reason = serializers.CharField(max_length=2000)


class Words(serializers.Serializer[Any]):
    """What somebody says."""

    words = serializers.CharField(max_length=4000)


def found(request: Request, application_id: UUID) -> Application:
    """Give an application the caller may see; raises Missing."""
    rows = selectors.applications_visible_to(person_of(request))
    row = rows.filter(pk=application_id).first()
    if row is None:
        raise Missing(f"no application {application_id}")
    return row


def mine(request: Request, application_id: UUID, *roles: Role) -> Application:
    """Give an application of a region where the caller holds one of the roles.

    Raises Missing when he may not see it, Forbidden when he may only look.
    """
    row = found(request, application_id)
    if not holds_any(person_of(request), roles, row.site.region):
        raise Forbidden("your role does not reach this application's region")
    return row


def of_my_home(request: Request, application_id: UUID) -> Application:
    """Give an application of a home the caller acts for; raises Missing, Forbidden."""
    row = found(request, application_id)
    if not manages(person_of(request), row.site):
        raise Forbidden("you do not act for this home")
    return row


def my_level(request: Request, level_id: UUID, *roles: Role) -> Level:
    """Give a level of a region where the caller holds one of the roles; of his home without.

    Raises Missing, Forbidden.
    """
    person = person_of(request)
    row = selectors.levels_visible_to(person).filter(pk=level_id).first()
    if row is None:
        raise Missing(f"no level {level_id}")
    reaches = holds_any(person, roles, row.site.region) if roles else manages(person, row.site)
    if not reaches:
        raise Forbidden("your role does not reach this level's region")
    return row


def said(row: Application) -> dict[str, Any]:
    """Answer a verb: what the application is now."""
    return {"id": str(row.pk), "state": row.state, "version": row.version}


def said_level(row: Level) -> dict[str, Any]:
    """Answer a verb: what the level is now."""
    return selectors.level_line(row)

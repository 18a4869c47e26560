"""/api/v1/me, /people: HTTP in, service call, HTTP out."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import path
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.accounts import selectors, services
from backend.accounts.models import Grant, Person, Region
from backend.accounts.roles import Role
from backend.api.base import Noun, Verb, caller_of, person_of
from backend.core.refusals import Missing
from backend.registers.selectors import officers_of


class Me(Noun):
    """GET /me: who is logged in, and who that is in the register, once a pool at most."""

    def get(self, request: Request) -> Response:
        """Answer it."""
        person = person_of(request)
        found = officers_of(person)
        pools = [{"id": str(one.pk), "pool": one.pool} for one in found]
        told = {"officer": pools[0]["id"] if pools else None, "officers": pools}
        return Response(selectors.me(person) | told)


class CreatePerson(Verb):
    """POST /people."""

    status = 201

    class Input(serializers.Serializer[Any]):
        username = serializers.CharField(max_length=60)
        password = serializers.CharField(max_length=200)
        name = serializers.CharField(max_length=60)
        department = serializers.CharField(max_length=40, required=False, default="")

    def run(self, request: Request, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        """Create."""
        person = services.create_person(actor=caller_of(request), **data)
        return selectors.me(person)


class GrantRole(Verb):
    """POST /people/{id}/grants: a role inside the caller's own region."""

    class Input(serializers.Serializer[Any]):
        role = serializers.ChoiceField(Role.choices)
        region = serializers.CharField(max_length=12)

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Grant."""
        region = inside(request, data["region"], Role.PLATFORM_ADMIN)
        person = administered(request, kwargs["person_id"])
        services.grant_role(
            person=person, role=data["role"], region_code=region.code, actor=caller_of(request)
        )
        return selectors.me(person)


class EndGrant(Verb):
    """POST /people/{id}/grants/{grant}/end: take a role of the caller's own area back."""

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """End it."""
        within = Grant.objects.filter(selectors.scope(request.user, Role.PLATFORM_ADMIN))
        held = within.filter(person=kwargs["person_id"])
        grant = get_object_or_404(held.select_related("person"), pk=kwargs["grant_id"])
        services.end_grant(grant=grant, by=person_of(request))
        return selectors.me(grant.person)


class BlockPerson(Verb):
    """POST /people/{id}/block: let somebody log in no more, and end every login."""

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Block."""
        person = administered(request, kwargs["person_id"])
        found = services.block_person(person=person, by=person_of(request))
        return {"id": str(found.pk), "active": found.is_active}


class UnblockPerson(Verb):
    """POST /people/{id}/unblock: let somebody log in again."""

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Unblock."""
        person = administered(request, kwargs["person_id"])
        found = services.unblock_person(person=person, by=person_of(request))
        return {"id": str(found.pk), "active": found.is_active}


def administered(request: Request, person_id: UUID) -> Person:
    """Find somebody of the area in which the caller is platform administrator, or new; else 404."""
    return get_object_or_404(selectors.people_of(request.user, Role.PLATFORM_ADMIN), pk=person_id)


def inside(request: Request, code: str, *roles: Role) -> Region:
    """Find a region in which the caller holds one of the roles; else it is not there for him."""
    region = services.region(code)
    if not selectors.holds_any(request.user, roles, region):
        raise Missing(f"no region {code} of yours", place="region", came=code)
    return region


urlpatterns = [
    path("me", Me.as_view(), name="me"),
    path("people", CreatePerson.as_view(), name="create-person"),
    path("people/<uuid:person_id>/grants", GrantRole.as_view(), name="grant-role"),
    path(
        "people/<uuid:person_id>/grants/<uuid:grant_id>/end", EndGrant.as_view(), name="end-grant"
    ),
    path("people/<uuid:person_id>/block", BlockPerson.as_view(), name="block-person"),
    path("people/<uuid:person_id>/unblock", UnblockPerson.as_view(), name="unblock-person"),
]

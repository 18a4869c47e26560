"""/api/v1/people, /devices: HTTP in, service call, HTTP out."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import path
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework_simplejwt.views import TokenObtainPairView, TokenRefreshView

from backend.accounts import selectors, services
from backend.accounts.models import Device, Region
from backend.accounts.roles import Role
from backend.api.base import Noun, Verb, caller_of, person_of
from backend.core.refusals import Missing


class Me(Noun):
    """GET /me: who is logged in."""

    def get(self, request: Request) -> Response:
        """Answer it."""
        return Response(selectors.me(person_of(request)))


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
        within = selectors.people_of(request.user, Role.PLATFORM_ADMIN)
        person = get_object_or_404(within, pk=kwargs["person_id"])
        services.grant_role(
            person=person, role=data["role"], region_code=region.code, actor=caller_of(request)
        )
        return selectors.me(person)


class MakeEnrolmentCode(Verb):
    """POST /enrolment-codes: a one-time code for one tablet."""

    status = 201

    class Input(serializers.Serializer[Any]):
        label = serializers.CharField(max_length=60)  # type: ignore[assignment]  # Field has one too
        region = serializers.CharField(max_length=12)

    def run(self, request: Request, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        """Make the code; it is shown once."""
        region = inside(request, data["region"], Role.REGISTRAR, Role.PLATFORM_ADMIN)
        code = services.make_enrolment_code(
            label=data["label"], region_code=region.code, by=person_of(request)
        )
        return {"code": code}


class EnrolDevice(Verb):
    """POST /devices/enrol: a tablet comes in with its code and its public key."""

    status = 201

    class Input(serializers.Serializer[Any]):
        code = serializers.CharField(max_length=100)
        device = serializers.UUIDField()
        public_jwk = serializers.DictField()

    def run(self, request: Request, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        """Enrol."""
        device = services.enrol_device(
            code=data["code"], public_jwk=data["public_jwk"], device_id=data["device"]
        )
        return {"device": str(device.pk), "label": device.label, "region": device.region_id}


class RevokeDevice(Verb):
    """POST /devices/{id}/revoke."""

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Revoke."""
        mine = selectors.scope(request.user, Role.REGISTRAR, Role.PLATFORM_ADMIN)
        device = get_object_or_404(Device.objects.filter(mine), pk=kwargs["device_id"])
        device = services.revoke_device(device=device, actor=caller_of(request))
        return {"device": str(device.pk), "state": device.state}


def inside(request: Request, code: str, *roles: Role) -> Region:
    """Find a region in which the caller holds one of the roles; else it is not there for him."""
    region = services.region(code)
    if not selectors.holds_any(request.user, roles, region):
        raise Missing(f"no region {code} of yours", place="region", came=code)
    return region


urlpatterns = [
    path("token", TokenObtainPairView.as_view(), name="token-obtain"),
    path("token/refresh", TokenRefreshView.as_view(), name="token-refresh"),
    path("me", Me.as_view(), name="me"),
    path("people", CreatePerson.as_view(), name="create-person"),
    path("people/<uuid:person_id>/grants", GrantRole.as_view(), name="grant-role"),
    path("enrolment-codes", MakeEnrolmentCode.as_view(), name="make-enrolment-code"),
    path("devices/enrol", EnrolDevice.as_view(), name="enrol-device"),
    path("devices/<uuid:device_id>/revoke", RevokeDevice.as_view(), name="revoke-device"),
]

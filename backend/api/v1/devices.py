"""/api/v1/devices, /enrolment-codes: tablets come in, forget a passphrase, go out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.accounts import selectors, services
from backend.accounts.models import Device, PassphraseReset
from backend.accounts.roles import Role
from backend.api.authentication import demand_signing_device
from backend.api.base import Noun, Verb, caller_of, person_of
from backend.api.v1.people import inside
from backend.api.v1.tokens import TABLET
from backend.keys.data_keys import office_key

ROLES = (Role.REGISTRAR, Role.PLATFORM_ADMIN)


class PublicKey(serializers.Serializer[Any]):
    """A public key of this server; fingerprint: SHA-256 of its RFC 8785 form, in hex."""

    id = serializers.UUIDField()
    jwk = serializers.DictField()
    fingerprint = serializers.CharField()


class ResetStanding(serializers.Serializer[Any]):
    """What became of a request; the data key only once, after it was granted."""

    state = serializers.CharField()
    why = serializers.CharField(required=False)
    wrapped_data_key = serializers.DictField(required=False)


class OfficeKey(Noun):
    """GET /devices/office-key: for whom a tablet wraps its data key, and how to compare it."""

    authentication_classes: list[Any] = []

    Output = PublicKey

    def get(self, request: Request) -> Response:
        """Answer it."""
        return Response(office_key())


class MakeEnrolmentCode(Verb):
    """POST /enrolment-codes: a one-time code for one tablet."""

    status = 201

    class Input(serializers.Serializer[Any]):
        label = serializers.CharField(max_length=60)  # type: ignore[assignment]  # Field has one too
        region = serializers.CharField(max_length=12)

    def run(self, request: Request, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        """Make the code; it is shown once."""
        region = inside(request, data["region"], *ROLES)
        code = services.make_enrolment_code(
            label=data["label"], region_code=region.code, by=person_of(request)
        )
        return {"code": code}


class EnrolDevice(Verb):
    """POST /devices/enrol: a tablet comes in with code, public key, and its data key wrapped."""

    status = 201
    authentication_classes: list[Any] = []

    class Input(serializers.Serializer[Any]):
        code = serializers.CharField(max_length=100)
        device = serializers.UUIDField()
        public_jwk = serializers.DictField()
        wrapped_data_key = serializers.DictField(required=False, allow_null=True, default=None)

    def run(self, request: Request, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        """Enrol."""
        device = services.enrol_device(
            code=data["code"],
            public_jwk=data["public_jwk"],
            device_id=data["device"],
            wrapped_data_key=data["wrapped_data_key"],
        )
        return {"device": str(device.pk), "label": device.label, "region": device.region_id}


class RevokeDevice(Verb):
    """POST /devices/{id}/revoke."""

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Revoke."""
        device = services.revoke_device(device=_mine(request, kwargs), actor=caller_of(request))
        return {"device": str(device.pk), "state": device.state}


class AskReset(Verb):
    """POST /devices/{id}/resets, signed by the tablet: its passphrase is forgotten (口令重置)."""

    status = 201
    authentication_classes: list[Any] = []

    class Input(serializers.Serializer[Any]):
        public_jwk = serializers.DictField()

    @extend_schema(parameters=TABLET)
    def post(self, request: Request, **kwargs: Any) -> Response:
        """Check the signature, then ask."""
        demand_signing_device(request, kwargs["device_id"])
        return super().post(request, **kwargs)

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Ask; the six digits are read out to the office."""
        device = Device.objects.get(pk=kwargs["device_id"])
        row = services.ask_reset(device=device, public_jwk=data["public_jwk"])
        return {"id": str(row.pk), "check": row.check_code, "expires_at": row.expires_at}


class OneReset(Noun):
    """GET /devices/{id}/resets/{id}, signed by the tablet: what became of it."""

    authentication_classes: list[Any] = []

    Output = ResetStanding

    @extend_schema(parameters=TABLET)
    def get(self, request: Request, device_id: UUID, reset_id: UUID) -> Response:
        """Answer it; nobody on the way keeps it."""
        device = demand_signing_device(request, device_id)
        told = services.fetch_reset(device=device, reset_id=reset_id)
        return Response(told, headers={"Cache-Control": "no-store"})


class GrantReset(Verb):
    """POST /devices/{id}/resets/{id}/grant: by the six digits that were read out (同意重置)."""

    class Input(serializers.Serializer[Any]):
        check = serializers.CharField(max_length=12)

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Hand the data key on."""
        row = _reset(request, kwargs)
        row = services.grant_reset(reset_id=row.pk, by=person_of(request), check=data["check"])
        return {"id": str(row.pk), "state": row.state}


class RefuseReset(Verb):
    """POST /devices/{id}/resets/{id}/refuse (拒绝重置)."""

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Refuse."""
        row = _reset(request, kwargs)
        row = services.refuse_reset(reset_id=row.pk, by=person_of(request))
        return {"id": str(row.pk), "state": row.state}


def _mine(request: Request, kwargs: dict[str, UUID]) -> Device:
    """Find a tablet of the caller's own area."""
    mine = selectors.devices_of(request.user, *ROLES)
    return get_object_or_404(mine, pk=kwargs["device_id"])


def _reset(request: Request, kwargs: dict[str, UUID]) -> PassphraseReset:
    return get_object_or_404(_mine(request, kwargs).resets.all(), pk=kwargs["reset_id"])


RESETS = "devices/<uuid:device_id>/resets"
urlpatterns = [
    path("enrolment-codes", MakeEnrolmentCode.as_view(), name="make-enrolment-code"),
    path("devices/office-key", OfficeKey.as_view(), name="office-key"),
    path("devices/enrol", EnrolDevice.as_view(), name="enrol-device"),
    path("devices/<uuid:device_id>/revoke", RevokeDevice.as_view(), name="revoke-device"),
    path(RESETS, AskReset.as_view(), name="ask-reset"),
    path(f"{RESETS}/<uuid:reset_id>", OneReset.as_view(), name="reset"),
    path(f"{RESETS}/<uuid:reset_id>/grant", GrantReset.as_view(), name="grant-reset"),
    path(f"{RESETS}/<uuid:reset_id>/refuse", RefuseReset.as_view(), name="refuse-reset"),
]

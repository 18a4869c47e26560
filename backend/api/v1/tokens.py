"""/api/v1/token: log in, go on, log out (登录); bound to a tablet where the tablet signs the call.

The answers hold tokens, so nothing of them is stored under an Idempotency-Key.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth import authenticate
from django.urls import path
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from backend.accounts import services
from backend.accounts.models import Person
from backend.accounts.refusals import LoginLocked
from backend.api.authentication import signing_device
from backend.api.base import Verb, caller_of
from backend.api.v1.people import administered

TABLET = [
    OpenApiParameter("Xingjian-Device", OpenApiTypes.UUID, OpenApiParameter.HEADER),
    OpenApiParameter("Xingjian-Signature", OpenApiTypes.STR, OpenApiParameter.HEADER),
]


class Tokens(serializers.Serializer[Any]):
    """A short access token and the refresh token that follows it."""

    access = serializers.CharField()
    refresh = serializers.CharField()


class Credentials(serializers.Serializer[Any]):
    """Login name and password."""

    username = serializers.CharField(max_length=60)
    password = serializers.CharField(max_length=200, trim_whitespace=False)


class RefreshInput(serializers.Serializer[Any]):
    """The refresh token of the login."""

    refresh = serializers.CharField(max_length=4000)


class LogIn(APIView):
    """POST /token: begin a login (登录)."""

    authentication_classes: list[Any] = []

    @extend_schema(request=Credentials, responses=Tokens, parameters=TABLET)
    def post(self, request: Request) -> Response:
        """Check the password, then the tablet's signature where there is one."""
        device = signing_device(request)
        body = Credentials(data=request.data)
        body.is_valid(raise_exception=True)
        person = authenticate(request._request, **body.validated_data)
        if not isinstance(person, Person):
            raise _not_let_in(request)
        tokens = services.begin_session(person=person, device=device)
        return Response(Tokens(tokens).data)


class GoOn(APIView):
    """POST /token/refresh: new tokens for a login that goes on (续期)."""

    authentication_classes: list[Any] = []

    @extend_schema(request=RefreshInput, responses=Tokens, parameters=TABLET)
    def post(self, request: Request) -> Response:
        """Rotate."""
        device = signing_device(request)
        body = RefreshInput(data=request.data)
        body.is_valid(raise_exception=True)
        tokens = services.renew_session(refresh=body.validated_data["refresh"], device=device)
        return Response(Tokens(tokens).data)


class LogOut(APIView):
    """POST /token/end: end the login of this refresh token (退出登录)."""

    authentication_classes: list[Any] = []

    @extend_schema(request=RefreshInput, responses={204: None})
    def post(self, request: Request) -> Response:
        """End it; a token that is none ends nothing."""
        body = RefreshInput(data=request.data)
        body.is_valid(raise_exception=True)
        services.end_session(refresh=body.validated_data["refresh"])
        return Response(status=204)


class EndSessions(Verb):
    """POST /people/{id}/end-sessions: end every login of somebody at once (强制下线)."""

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """End them, for somebody of the caller's own area."""
        person = administered(request, kwargs["person_id"])
        return {"ended": services.end_sessions_of(person=person, actor=caller_of(request))}


def _not_let_in(request: Request) -> Exception:
    if getattr(request._request, "axes_locked_out", False):
        return LoginLocked("too many wrong passwords", do="wait a quarter of an hour")
    return AuthenticationFailed("the login name or the password is not right")


urlpatterns = [
    path("token", LogIn.as_view(), name="token-obtain"),
    path("token/refresh", GoOn.as_view(), name="token-refresh"),
    path("token/end", LogOut.as_view(), name="token-end"),
    path("people/<uuid:person_id>/end-sessions", EndSessions.as_view(), name="end-sessions"),
]

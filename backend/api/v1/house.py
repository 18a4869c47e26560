"""/api/v1/problems, /operation-log, /outbox, /demo/clock: what the house itself can tell."""

from datetime import timedelta
from typing import Any

from django.db import connection
from django.urls import path
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.base import Listing, Noun, Verb, caller_of
from backend.core import clock, objects, outbox
from backend.core.models import Delivery
from backend.core.refusals import Missing, catalogue
from backend.oplog.models import Event
from backend.oplog.services import record
from backend.translog.selectors import health as log_health


class Problems(Noun):
    """GET /problems: every code a call may be refused with, and what to do then."""

    def get(self, request: Request) -> Response:
        """List them by code."""
        rows = {
            kind.code: {
                "code": kind.code,
                "status": kind.status,
                "title": str(kind.title),
                "meaning": (kind.__doc__ or "").strip().splitlines()[0],
                "do": str(kind.hint),
            }
            for kind in catalogue()
        }
        return Response([rows[code] for code in sorted(rows)])


class Health(Noun):
    """GET /healthz: 200 when database, broker, object store and public log are well; else 503."""

    authentication_classes: list[Any] = []

    def get(self, request: Request) -> Response:
        """Ask each."""
        state = {"database": _database(), "broker": _broker(), "objects": _objects(), "log": _log()}
        return Response(state, status=200 if set(state.values()) == {"ok"} else 503)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception as error:
        return type(error).__name__
    return "ok"


def _broker() -> str:
    from django.core.cache import cache

    try:
        cache.get("healthz")
    except Exception as error:
        return type(error).__name__
    return "ok"


def _objects() -> str:
    try:
        objects.exists("healthz")
    except Exception as error:
        return type(error).__name__
    return "ok"


def _log() -> str:
    """Say ok, or the code of what keeps the public log from going on."""
    try:
        return log_health()
    except Exception as error:
        return type(error).__name__


class AdvanceClock(Verb):
    """POST /demo/clock: let days pass in a demonstration."""

    class Input(serializers.Serializer[Any]):
        advance_days = serializers.IntegerField(min_value=0, max_value=400, default=0)
        advance_hours = serializers.IntegerField(min_value=0, max_value=24, default=0)

    def run(self, request: Request, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        """Advance."""
        by = timedelta(days=data["advance_days"], hours=data["advance_hours"])
        moment = clock.advance(by)
        record(kind="clock.advanced", subject="clock", actor=caller_of(request), body=dict(data))
        return {"now": moment.isoformat(), "today": clock.today().isoformat()}


class EventOutput(serializers.ModelSerializer[Event]):
    """One row of the operation log."""

    class Meta:
        model = Event
        fields = ("id", "kind", "subject", "actor", "device", "at", "recorded_at", "body")


class WantedEvents(serializers.Serializer[Any]):
    """What a list may be narrowed by."""

    subject = serializers.CharField(max_length=120, required=False)
    kind = serializers.CharField(max_length=60, required=False)
    actor = serializers.CharField(max_length=60, required=False)


class OperationLog(Listing):
    """GET /operation-log?subject=&kind=&actor= (操作日志)."""

    Query = WantedEvents
    Output = EventOutput

    def get(self, request: Request) -> Response:
        """Answer a page, newest first."""
        return self.page(request, Event.objects.filter(**self.asked(request)))


class DeliveryOutput(serializers.ModelSerializer[Delivery]):
    """One delivery of an event."""

    name = serializers.CharField(source="event.name")

    class Meta:
        model = Delivery
        fields = ("id", "name", "subject", "handler", "state", "tries", "error")


class WantedDeliveries(serializers.Serializer[Any]):
    """What a list may be narrowed by."""

    state = serializers.ChoiceField(Delivery.State.choices, default=Delivery.State.FAILED)


class FailedDeliveries(Listing):
    """GET /outbox?state=failed."""

    Query = WantedDeliveries
    Output = DeliveryOutput

    def get(self, request: Request) -> Response:
        """Answer a page."""
        rows = Delivery.objects.filter(**self.asked(request)).select_related("event")
        return self.page(request, rows)


class RetryDelivery(Verb):
    """POST /outbox/{id}/retry."""

    def run(self, request: Request, data: dict[str, Any], **kwargs: int) -> dict[str, Any]:
        """Give it its tries back."""
        if not Delivery.objects.filter(pk=kwargs["delivery_id"]).exists():
            raise Missing(f"no delivery {kwargs['delivery_id']}")
        outbox.retry(kwargs["delivery_id"])
        subject = str(kwargs["delivery_id"])
        record(kind="delivery.retried", subject=subject, actor=caller_of(request))
        return {"state": Delivery.objects.get(pk=kwargs["delivery_id"]).state}


urlpatterns = [
    path("problems", Problems.as_view(), name="problem-catalogue"),
    path("healthz", Health.as_view(), name="health"),
    path("demo/clock", AdvanceClock.as_view(), name="advance-clock"),
    path("operation-log", OperationLog.as_view(), name="operation-log"),
    path("outbox", FailedDeliveries.as_view(), name="failed-deliveries"),
    path("outbox/<int:delivery_id>/retry", RetryDelivery.as_view(), name="retry-delivery"),
]

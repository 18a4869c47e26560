"""/api/v1/orders: to read, issue, serve, extend, answer, re-check, close (责令改正, 整改)."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import path
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.accounts.roles import Role
from backend.api.base import Listing, Noun, Verb, caller_of, person_of
from backend.api.order_access import device_word, found, mine, of_my_home, said
from backend.papers.models import Service
from backend.rectifications import selectors, services
from backend.rectifications.files import MAX_BYTES, Sent
from backend.rectifications.models import Order, Recheck


class OrderLine(serializers.BaseSerializer[Order]):
    """One line of a list."""

    def to_representation(self, instance: Order) -> dict[str, Any]:
        """Say it."""
        return selectors.order_line(instance)


class Wanted(serializers.Serializer[Any]):
    """What a list may be narrowed by."""

    state = serializers.ChoiceField(Order.State.choices, required=False)
    alert = serializers.ChoiceField(["reminder", "warning", "overdue"], required=False)
    site = serializers.UUIDField(required=False)
    visit = serializers.UUIDField(required=False)
    region = serializers.RegexField(r"^[0-9]{6,12}$", required=False)


class Seen(serializers.Serializer[Any]):
    """The version the caller last saw; may be left out."""

    seen_version = serializers.IntegerField(min_value=1, required=False, default=None)


class Orders(Listing):
    """GET /orders?state=&alert=&site=&visit=&region=."""

    Query = Wanted
    Output = OrderLine

    def get(self, request: Request) -> Response:
        """Answer a page, newest first."""
        rows = selectors.visible_to(person_of(request))
        rows = selectors.filtered(rows, self.asked(request))
        return self.page(request, rows)


class OneOrder(Noun):
    """GET /orders/{id}."""

    def get(self, request: Request, order_id: UUID) -> Response:
        """Answer it."""
        return Response(selectors.order_detail(found(request, order_id)))


class OrderFile(Noun):
    """GET /orders/{id}/files/{file_id}: a photo or document of an answer."""

    file_type = "application/octet-stream"

    def get(self, request: Request, order_id: UUID, file_id: UUID) -> HttpResponse:
        """Answer the bytes, for saving and never for showing in this origin."""
        file, data = selectors.answer_file(person_of(request), order_id, file_id)
        headers = {
            "Content-Disposition": f'attachment; filename="{file.sha256[:16]}"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        }
        return HttpResponse(data, content_type=file.media_type, headers=headers)


class IssueOrder(Verb):
    """POST /orders/{id}/issue (签发)."""

    Input = Seen

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Issue."""
        order = mine(request, kwargs["order_id"], Role.HEAD)
        return said(services.issue_order(order_id=order.pk, actor=caller_of(request), **data))


class ServeOrder(Verb):
    """POST /orders/{id}/serve (送达); header Xingjian-Device when written on a tablet."""

    class Input(serializers.Serializer[Any]):
        served_on = serializers.DateField()
        kind = serializers.ChoiceField(Service.Kind.choices)
        recipient = serializers.CharField(max_length=60)
        witness = serializers.CharField(max_length=60, required=False, default="", allow_blank=True)

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Serve."""
        order = mine(request, kwargs["order_id"], Role.INSPECTOR)
        served = services.serve_order(
            order_id=order.pk,
            device=device_word(request, order),
            actor=caller_of(request),
            **data,
        )
        return said(served)


class ConfirmOrderService(Verb):
    """POST /orders/{id}/confirm-service: the head settles a doubtful date (确认送达日期)."""

    class Input(serializers.Serializer[Any]):
        served_on = serializers.DateField()

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Confirm."""
        order = mine(request, kwargs["order_id"], Role.HEAD)
        return said(
            services.confirm_order_service(order_id=order.pk, actor=caller_of(request), **data)
        )


class ExtendOrder(Verb):
    """POST /orders/{id}/extend (延期): amount in the order's unit, usually working days."""

    class Input(serializers.Serializer[Any]):
        amount = serializers.IntegerField(min_value=1, max_value=365)
        reason = serializers.CharField(max_length=1000)

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Extend."""
        order = mine(request, kwargs["order_id"], Role.HEAD)
        return said(services.extend_order(order_id=order.pk, head=person_of(request), **data))


class AnswerOrder(Verb):
    """POST /orders/{id}/answer (整改反馈), multipart: text, files."""

    class Input(serializers.Serializer[Any]):
        text = serializers.CharField(max_length=4000)
        files = serializers.ListField(
            child=serializers.FileField(max_length=200), required=False, default=list
        )
        seen_version = serializers.IntegerField(min_value=1, required=False, default=None)

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Answer."""
        order = of_my_home(request, kwargs["order_id"])
        sent = [Sent(one.name, one.read(MAX_BYTES + 1)) for one in data["files"]]
        answered = services.answer_order(
            order_id=order.pk,
            text=data["text"],
            files=sent,
            person=person_of(request),
            seen_version=data["seen_version"],
        )
        return said(answered)


class RecheckOrder(Verb):
    """POST /orders/{id}/recheck (复查)."""

    class Input(serializers.Serializer[Any]):
        result = serializers.ChoiceField(Recheck.Result.choices)
        way = serializers.ChoiceField(Recheck.Way.choices, default=Recheck.Way.DESK)
        note = serializers.CharField(max_length=2000, required=False, default="", allow_blank=True)

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Re-check."""
        order = mine(request, kwargs["order_id"], Role.INSPECTOR)
        return said(services.recheck_order(order_id=order.pk, person=person_of(request), **data))


class CloseOrder(Verb):
    """POST /orders/{id}/close (销号)."""

    Input = Seen

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Close."""
        order = mine(request, kwargs["order_id"], Role.REVIEWER, Role.HEAD)
        return said(services.close_order(order_id=order.pk, person=person_of(request), **data))


ONE = "orders/<uuid:order_id>"
urlpatterns = [
    path("orders", Orders.as_view(), name="orders"),
    path(ONE, OneOrder.as_view(), name="order"),
    path(f"{ONE}/files/<uuid:file_id>", OrderFile.as_view(), name="order-file"),
    path(f"{ONE}/issue", IssueOrder.as_view(), name="issue-order"),
    path(f"{ONE}/serve", ServeOrder.as_view(), name="serve-order"),
    path(f"{ONE}/confirm-service", ConfirmOrderService.as_view(), name="confirm-order-service"),
    path(f"{ONE}/extend", ExtendOrder.as_view(), name="extend-order"),
    path(f"{ONE}/answer", AnswerOrder.as_view(), name="answer-order"),
    path(f"{ONE}/recheck", RecheckOrder.as_view(), name="recheck-order"),
    path(f"{ONE}/close", CloseOrder.as_view(), name="close-order"),
]

"""/api/v1/draws: randomness in, substitutes, the three views (随机抽取)."""

from typing import Any, ClassVar
from uuid import UUID

from django.urls import path
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.accounts.roles import OFFICE, Role
from backend.accounts.selectors import holds_any
from backend.api.base import Noun, Verb, person_of
from backend.core.refusals import Missing
from backend.draws import selectors, services
from backend.draws.models import Draw
from backend.planning.services import finish_task_of

SECOND = (Role.SCHEDULER, Role.REVIEWER, Role.HEAD)


def draw_for(request: Request, draw_id: UUID, *roles: str) -> Draw:
    """Give a draw of a region where the caller holds one of the roles; raises Missing."""
    draw = selectors.visible_to(person_of(request), *(roles or OFFICE)).filter(pk=draw_id).first()
    if draw is None:
        raise Missing(f"no draw {draw_id}")
    return draw


def written(draw: Draw) -> dict[str, Any]:
    """Write what everybody of the office may know of a draw: no label, no secret."""
    return {
        "id": str(draw.pk),
        "title": draw.title,
        "region": draw.region_id,
        "state": draw.state,
        "origin": draw.origin,
        "origin_number": draw.origin_number,
        "immediate": draw.immediate,
        "shown_before": draw.shown_before,
        "announced_at": draw.announced_at.isoformat(),
        "sources": draw.pool.get("sources", []),
        "commitment": draw.pool.get("codes", {}).get("commitment", ""),
        "n": draw.n,
        "public_before_sha256": draw.public_before_digest,
        "strata": [
            {"name": one["name"], "quota": one["quota"], "homes": len(one["labels"])}
            for one in draw.pool["strata"]
        ],
        "iterations": draw.iterations.count(),
        "end_reason": draw.end_reason,
        "replaces": str(draw.replaces_id) if draw.replaces_id else None,
    }


def drawn(draw: Draw) -> dict[str, Any]:
    """Add the selection, for who may read the bundle."""
    last = draw.iterations.order_by("-number").first()
    return written(draw) | {
        "randomness": last.randomness if last else "",
        "selected": selectors.selected(draw),
        "short": selectors.last_iteration(draw).get("short", {}),
    }


class ReadDraw(Noun):
    """GET /draws/{id}; the selection only for who may read the bundle."""

    def get(self, request: Request, draw_id: UUID) -> Response:
        """Answer one draw."""
        draw = draw_for(request, draw_id)
        may = holds_any(person_of(request), selectors.bundle_readers(), draw.region)
        return Response(drawn(draw) if may else written(draw))


class ReadView(Noun):
    """GET /draws/{id}/views/{public-before|sealed|public-after}."""

    def get(self, request: Request, draw_id: UUID, view: str) -> Response:
        """Answer one of the three views."""
        if view not in selectors.VIEWS:
            raise Missing(f"no view {view}", expected=" or ".join(selectors.VIEWS), came=view)
        draw = draw_for(request, draw_id)
        return Response(selectors.view_for(person_of(request), draw, view))


class ReadBundle(Noun):
    """GET /draws/{id}/bundle: what `python -m scoring verify` takes."""

    def get(self, request: Request, draw_id: UUID) -> Response:
        """Answer the bundle."""
        return Response(selectors.bundle(draw_for(request, draw_id, *selectors.bundle_readers())))


class EnterRandomness(Verb):
    """POST /draws/{id}/randomness (录入随机数)."""

    class Input(serializers.Serializer[Any]):
        sources: ClassVar = serializers.ListField(child=serializers.DictField(), min_length=1)

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Open the first code."""
        draw = draw_for(request, kwargs["draw_id"], Role.SCHEDULER)
        by = person_of(request)
        return drawn(services.enter_randomness(draw_id=draw.pk, sources=data["sources"], by=by))


class DeclareUnavailable(Verb):
    """POST /draws/{id}/declare-unavailable (申报无法检查)."""

    class Input(serializers.Serializer[Any]):
        label = serializers.CharField(  # type: ignore[assignment]  # Field has a label too
            max_length=300, trim_whitespace=False
        )
        reason = serializers.CharField(max_length=200)
        document = serializers.CharField(max_length=200)

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Write the declaration."""
        draw = draw_for(request, kwargs["draw_id"], Role.SCHEDULER)
        row = services.declare_unavailable(draw_id=draw.pk, by=person_of(request), **data)
        return {"id": str(row.pk), "label": row.label, "confirmed": False}


class ConfirmUnavailable(Verb):
    """POST /draws/{id}/confirm-unavailable (确认无法检查), by a second person."""

    class Input(serializers.Serializer[Any]):
        label = serializers.CharField(  # type: ignore[assignment]  # Field has a label too
            max_length=300, trim_whitespace=False
        )

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Write the confirmation."""
        draw = draw_for(request, kwargs["draw_id"], *SECOND)
        row = services.confirm_unavailable(
            draw_id=draw.pk, label=data["label"], by=person_of(request)
        )
        return {"id": str(row.pk), "label": row.label, "confirmed": True}


class NextIteration(Verb):
    """POST /draws/{id}/next-iteration (递补抽取)."""

    class Input(serializers.Serializer[Any]):
        sources: ClassVar = serializers.ListField(child=serializers.DictField(), required=False)

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Open the next code."""
        draw = draw_for(request, kwargs["draw_id"], Role.SCHEDULER)
        by = person_of(request)
        return drawn(services.next_iteration(draw_id=draw.pk, by=by, sources=data.get("sources")))


class FinishDraw(Verb):
    """POST /draws/{id}/finish: publish the secret once every visit is over (结束抽取)."""

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Ask planning, which knows the visits."""
        draw = draw_for(request, kwargs["draw_id"], Role.SCHEDULER)
        finish_task_of(draw_id=draw.pk, actor=str(person_of(request).pk))
        draw.refresh_from_db()
        return drawn(draw)


class VoidDraw(Verb):
    """POST /draws/{id}/void (作废), by another person than the announcer."""

    class Input(serializers.Serializer[Any]):
        reason = serializers.CharField(max_length=500)

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Void it; it stays visible."""
        draw = draw_for(request, kwargs["draw_id"], Role.HEAD)
        return written(
            services.void_draw(draw_id=draw.pk, reason=data["reason"], by=person_of(request))
        )


DRAW = "draws/<uuid:draw_id>"
urlpatterns = [
    path(DRAW, ReadDraw.as_view(), name="draw"),
    path(f"{DRAW}/views/<str:view>", ReadView.as_view(), name="draw-view"),
    path(f"{DRAW}/bundle", ReadBundle.as_view(), name="draw-bundle"),
    path(f"{DRAW}/randomness", EnterRandomness.as_view(), name="enter-randomness"),
    path(f"{DRAW}/declare-unavailable", DeclareUnavailable.as_view(), name="declare-unavailable"),
    path(f"{DRAW}/confirm-unavailable", ConfirmUnavailable.as_view(), name="confirm-unavailable"),
    path(f"{DRAW}/next-iteration", NextIteration.as_view(), name="next-iteration"),
    path(f"{DRAW}/finish", FinishDraw.as_view(), name="finish-draw"),
    path(f"{DRAW}/void", VoidDraw.as_view(), name="void-draw"),
]

"""/api/v1/levels: read, suspend, restore, take away or lower (等级)."""

from typing import Any
from uuid import UUID

from django.urls import path
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.accounts.roles import Role
from backend.api.base import Listing, Noun, Verb, person_of
from backend.api.rating_access import Reason, Seen, Words, my_level, said_level
from backend.core.refusals import Missing
from backend.ratings import selectors, services
from backend.ratings.models import Level, Removal


class LevelLine(serializers.BaseSerializer[Level]):
    """One line of a list."""

    def to_representation(self, instance: Level) -> dict[str, Any]:
        """Say it."""
        return selectors.level_line(instance)


class WantedLevels(serializers.Serializer[Any]):
    """What a list may be narrowed by; hazard: only homes with an open major hazard."""

    site = serializers.UUIDField(required=False)
    state = serializers.ChoiceField(Level.State.choices, required=False)
    hazard = serializers.BooleanField(required=False, default=False)


class Levels(Listing):
    """GET /levels?site=&state=&hazard=."""

    Query = WantedLevels
    Output = LevelLine

    def get(self, request: Request) -> Response:
        """Answer a page, newest first."""
        asked, person = self.asked(request), person_of(request)
        hazard = asked.pop("hazard")
        rows = selectors.levels_with_hazards(person) if hazard else None
        rows = selectors.levels_visible_to(person) if rows is None else rows
        return self.page(request, rows.filter(**asked))


class OneLevel(Noun):
    """GET /levels/{id}."""

    def get(self, request: Request, level_id: UUID) -> Response:
        """Answer it."""
        row = selectors.levels_visible_to(person_of(request)).filter(pk=level_id).first()
        if row is None:
            raise Missing(f"no level {level_id}")
        return Response(selectors.level_detail(row))


class SuspendLevel(Verb):
    """POST /levels/{id}/suspend (暂停等级): at once, the public reads it."""

    Input = Reason

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Suspend."""
        row = my_level(request, kwargs["level_id"], Role.HEAD)
        return said_level(services.suspend_level(level_id=row.pk, by=person_of(request), **data))


class RestoreLevel(Verb):
    """POST /levels/{id}/restore (恢复等级)."""

    Input = Reason

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Let it stand again."""
        row = my_level(request, kwargs["level_id"], Role.HEAD)
        return said_level(services.restore_level(level_id=row.pk, by=person_of(request), **data))


class ProposeRemoval(Verb):
    """POST /levels/{id}/removals (撤销、降级事先告知)."""

    status = 201

    class Input(Seen):
        kind = serializers.ChoiceField(Removal.Kind.choices)
        to_level = serializers.CharField(
            max_length=20, required=False, default="", allow_blank=True
        )
        grounds = serializers.CharField(max_length=4000)
        clause = serializers.CharField(max_length=200)

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Tell the home."""
        row = my_level(request, kwargs["level_id"], Role.REVIEWER, Role.HEAD)
        return _said(services.propose_removal(level_id=row.pk, by=person_of(request), **data))


class StateOnRemoval(Verb):
    """POST /levels/{id}/removals/{removal_id}/state (陈述申辩)."""

    Input = Words

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Let the home speak."""
        row = my_level(request, kwargs["level_id"])
        one = _part(row, kwargs["removal_id"])
        return _said(services.state_on_removal(removal_id=one, by=person_of(request), **data))


class DecideRemoval(Verb):
    """POST /levels/{id}/removals/{removal_id}/decide (撤销、降级决定)."""

    class Input(serializers.Serializer[Any]):
        outcome = serializers.ChoiceField(Removal.Outcome.choices)
        reason = serializers.CharField(max_length=4000)

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Decide."""
        row = my_level(request, kwargs["level_id"], Role.HEAD)
        one = _part(row, kwargs["removal_id"])
        return _said(services.decide_removal(removal_id=one, by=person_of(request), **data))


def _part(level: Level, removal_id: UUID) -> UUID:
    if not level.removals.filter(pk=removal_id).exists():
        raise Missing(f"no removal {removal_id} of this level")
    return removal_id


def _said(row: Removal) -> dict[str, Any]:
    due_on = row.due_on.isoformat()
    return {"id": str(row.pk), "kind": row.kind, "outcome": row.outcome, "due_on": due_on}


ONE = "levels/<uuid:level_id>"
PART = f"{ONE}/removals/<uuid:removal_id>"
urlpatterns = [
    path("levels", Levels.as_view(), name="list-levels"),
    path(ONE, OneLevel.as_view(), name="level"),
    path(f"{ONE}/suspend", SuspendLevel.as_view(), name="suspend-level"),
    path(f"{ONE}/restore", RestoreLevel.as_view(), name="restore-level"),
    path(f"{ONE}/removals", ProposeRemoval.as_view(), name="propose-removal"),
    path(f"{PART}/state", StateOnRemoval.as_view(), name="state-on-removal"),
    path(f"{PART}/decide", DecideRemoval.as_view(), name="decide-removal"),
]

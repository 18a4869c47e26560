"""/api/v1/rounds: announce, read, draw the assessors, finish (评定批次)."""

from typing import Any
from uuid import UUID

from django.urls import path
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.accounts.roles import Role
from backend.api.base import Listing, Noun, Verb, person_of
from backend.api.methods import read_and_write
from backend.api.v1.people import inside
from backend.core.refusals import Missing
from backend.draws.services import Witness
from backend.ratings import selectors, services
from backend.ratings.models import Round
from backend.standards.selectors import visible_to as checklists_visible_to


class RoundLine(serializers.BaseSerializer[Round]):
    """One line of a list."""

    def to_representation(self, instance: Round) -> dict[str, Any]:
        """Say it."""
        return selectors.round_line(instance)


class WantedRounds(serializers.Serializer[Any]):
    """What a list may be narrowed by."""

    region = serializers.RegexField(r"^[0-9]{6,12}$", required=False)


class Rounds(Listing):
    """GET /rounds?region=: every round, newest first; they are announced to everybody."""

    Query = WantedRounds
    Output = RoundLine

    def get(self, request: Request) -> Response:
        """Answer a page."""
        rows, asked = selectors.rounds(), self.asked(request)
        if asked:
            rows = rows.filter(region__path__contains=f"{asked['region']}/")
        return self.page(request, rows)


class OneRound(Noun):
    """GET /rounds/{id}: with its rules, each with its source, and who was taken and who not."""

    def get(self, request: Request, round_id: UUID) -> Response:
        """Answer it."""
        row = selectors.rounds().filter(pk=round_id).first()
        if row is None:
            raise Missing(f"no round {round_id}")
        return Response(selectors.round_detail(row))


class AnnounceRound(Verb):
    """POST /rounds (发布批次)."""

    status = 201

    class Input(serializers.Serializer[Any]):
        region = serializers.CharField(max_length=12)
        title = serializers.CharField(max_length=120)
        checklist = serializers.UUIDField()
        window_from = serializers.DateField()
        window_until = serializers.DateField()
        demonstration = serializers.BooleanField(default=False)

    def run(self, request: Request, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        """Announce."""
        person = person_of(request)
        region = inside(request, data.pop("region"), Role.SCHEDULER, Role.HEAD)
        checklist = data.pop("checklist")
        if not checklists_visible_to(person).filter(pk=checklist).exists():
            raise Missing(f"no checklist {checklist}", place="checklist")
        made = services.announce_round(region=region, checklist_id=checklist, by=person, **data)
        return selectors.round_line(made)


class WitnessInput(serializers.Serializer[Any]):
    """The outsider in front of whom an immediate draw is made."""

    organisation = serializers.CharField(max_length=120)
    name = serializers.CharField(max_length=60)


class DrawAssessors(Verb):
    """POST /rounds/{id}/draw (抽取评定人员): by public sources, or before a witness."""

    status = 201

    class Input(serializers.Serializer[Any]):
        until = serializers.DateField()
        sources = serializers.ListField(
            child=serializers.DictField(), required=False, default=list, max_length=10
        )
        witness = WitnessInput(required=False, allow_null=True, default=None)

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Announce the draw; entering the values is the draw's own verb."""
        row = _mine(request, kwargs["round_id"])
        witness = data.pop("witness")
        made = services.draw_assessors(
            round_id=row.pk,
            by=person_of(request),
            witness=Witness(**witness) if witness else None,
            **data,
        )
        return {"round": str(row.pk), "draw": str(made.draw_id), "homes": len(made.labels)}


class FinishRound(Verb):
    """POST /rounds/{id}/finish (办结批次)."""

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Finish."""
        row = _mine(request, kwargs["round_id"])
        done = services.finish_round(round_id=row.pk, by=person_of(request))
        return {"id": str(done.pk), "state": done.state}


def _mine(request: Request, round_id: UUID) -> Round:
    rows = selectors.rounds_of_office(person_of(request), Role.SCHEDULER, Role.HEAD)
    row = rows.filter(pk=round_id).first()
    if row is None:
        raise Missing(f"no round {round_id} of yours")
    return row


ONE = "rounds/<uuid:round_id>"
urlpatterns = [
    *read_and_write("rounds", (Rounds, "list-rounds"), (AnnounceRound, "announce-round")),
    path(ONE, OneRound.as_view(), name="round"),
    path(f"{ONE}/draw", DrawAssessors.as_view(), name="draw-assessors"),
    path(f"{ONE}/finish", FinishRound.as_view(), name="finish-round"),
]

"""/api/v1/publications: what is due for the public, shown, withdrawn, taken down."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import path
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.accounts.roles import Role
from backend.api.base import Listing, Verb, person_of
from backend.api.v1.people import inside
from backend.publication import selectors, services
from backend.publication.models import Publication


class PublicationOutput(serializers.ModelSerializer[Publication]):
    """One publication as the office sees it."""

    site_name = serializers.CharField(source="site.name", default="")
    state_name = serializers.CharField(source="get_state_display")
    working_days_left = serializers.SerializerMethodField()

    class Meta:
        model = Publication
        fields = (
            *("id", "kind", "subject_type", "subject_id", "site", "site_name", "region"),
            *("formed_on", "due_on", "working_days_left", "state", "state_name", "version"),
            *("payload", "payload_digest", "published_at", "published_by", "ended_at"),
            *("ended_by", "end_reason", "confirm_due_on", "confirmed_at", "confirmed_by"),
        )

    def get_working_days_left(self, found: Publication) -> int | None:
        """Count until the day it is due."""
        return selectors.days_left(found)


class SeenInput(serializers.Serializer[Any]):
    """The version the caller saw, when it says so."""

    seen_version = serializers.IntegerField(min_value=1, required=False, allow_null=True)


class ReasonInput(SeenInput):
    """Why."""

    reason = serializers.CharField(max_length=300)


class Wanted(serializers.Serializer[Any]):
    """What a list may be narrowed by."""

    state = serializers.ChoiceField(Publication.State.choices, required=False)
    kind = serializers.CharField(max_length=40, required=False)
    site = serializers.UUIDField(required=False)


class Publications(Listing):
    """GET /publications?state=&kind=&site=."""

    Query = Wanted
    Output = PublicationOutput

    def get(self, request: Request) -> Response:
        """Answer a page, the most urgent first."""
        rows = selectors.visible_to(request.user).filter(**self.asked(request))
        return self.page(request, rows, ordering="due_on")


class PublishResult(Verb):
    """POST /publications/{id}/publish (公示抽查结果)."""

    Input = SeenInput
    Output = PublicationOutput

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> Any:
        """Publish."""
        found = yours(request, kwargs["publication_id"], Role.PUBLISHER)
        return services.publish_result(publication_id=found.pk, by=person_of(request), **data)


class AnnounceResults(Verb):
    """POST /publications/announcements (评估结果公告): a half-year that is over, of a region."""

    status = 201
    Output = PublicationOutput

    class Input(serializers.Serializer[Any]):
        region = serializers.CharField(max_length=12)
        half_year = serializers.CharField(max_length=6)

    def run(self, request: Request, data: dict[str, Any], **kwargs: Any) -> Any:
        """Announce."""
        region = inside(request, data.pop("region"), Role.PUBLISHER)
        return services.announce_results(region=region, by=person_of(request), **data)


class WithdrawPublication(Verb):
    """POST /publications/{id}/withdraw (撤回公示)."""

    Input = ReasonInput
    Output = PublicationOutput

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> Any:
        """Withdraw."""
        found = yours(request, kwargs["publication_id"], Role.PUBLISHER)
        return services.withdraw_publication(publication_id=found.pk, by=person_of(request), **data)


class Takedown(Verb):
    """POST /publications/{id}/takedown (下架): at once, by one person."""

    Input = ReasonInput
    Output = PublicationOutput

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> Any:
        """Take down."""
        found = yours(request, kwargs["publication_id"], Role.PUBLISHER, Role.HEAD)
        return services.take_down(publication_id=found.pk, by=person_of(request), **data)


class ConfirmTakedown(Verb):
    """POST /publications/{id}/confirm-takedown (确认下架), by a second person."""

    Output = PublicationOutput

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> Any:
        """Confirm."""
        found = yours(request, kwargs["publication_id"], Role.PUBLISHER, Role.HEAD)
        return services.confirm_takedown(publication_id=found.pk, by=person_of(request))


def yours(request: Request, publication_id: UUID, *roles: Role) -> Publication:
    """Find a publication of a region where the caller holds one of the roles."""
    return get_object_or_404(selectors.visible_to(request.user, *roles), pk=publication_id)


urlpatterns = [
    path("publications", Publications.as_view(), name="due-publications"),
    path("publications/announcements", AnnounceResults.as_view(), name="announce-results"),
    path(
        "publications/<uuid:publication_id>/publish",
        PublishResult.as_view(),
        name="publish-result",
    ),
    path(
        "publications/<uuid:publication_id>/withdraw",
        WithdrawPublication.as_view(),
        name="withdraw-publication",
    ),
    path("publications/<uuid:publication_id>/takedown", Takedown.as_view(), name="takedown"),
    path(
        "publications/<uuid:publication_id>/confirm-takedown",
        ConfirmTakedown.as_view(),
        name="confirm-takedown",
    ),
]

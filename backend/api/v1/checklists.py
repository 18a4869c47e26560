"""/api/v1/checklists: versions of standards, and their bundles for tablets."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import path
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.base import Listing, Noun, Verb, person_of
from backend.api.methods import read_and_write
from backend.core.refusals import Missing
from backend.standards import selectors, services
from backend.standards.models import ChecklistVersion


class ChecklistOutput(serializers.ModelSerializer[ChecklistVersion]):
    """One version without its content."""

    class Meta:
        model = ChecklistVersion
        fields = (
            *("id", "standard", "version", "digest", "state", "title_zh", "title_en"),
            *("provisional", "item_count", "in_force_from", "in_force_to", "loaded_at"),
            *("proposed_at", "proposed_by", "published_at", "published_by"),
        )


class LoadChecklist(Verb):
    """POST /checklists (载入检查标准)."""

    Output = ChecklistOutput
    status = 201

    class Input(serializers.Serializer[Any]):
        standard = serializers.CharField(max_length=60)
        version = serializers.CharField(max_length=30)

    def run(self, request: Request, data: dict[str, Any], **kwargs: Any) -> Any:
        """Load."""
        return services.load_checklist(by=person_of(request), **data)


class ProposeChecklist(Verb):
    """POST /checklists/{id}/propose (提请发布)."""

    Output = ChecklistOutput

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> Any:
        """Propose."""
        return services.propose_checklist(by=person_of(request), **kwargs)


class PublishChecklist(Verb):
    """POST /checklists/{id}/publish (发布), by another person."""

    Output = ChecklistOutput

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> Any:
        """Publish."""
        return services.publish_checklist(by=person_of(request), **kwargs)


class Wanted(serializers.Serializer[Any]):
    """What a list may be narrowed by."""

    standard = serializers.CharField(max_length=60, required=False)
    state = serializers.ChoiceField(ChecklistVersion.State.choices, required=False)


class Checklists(Listing):
    """GET /checklists?standard=&state=."""

    Query = Wanted
    Output = ChecklistOutput

    def get(self, request: Request) -> Response:
        """Answer a page, newest first."""
        rows = selectors.visible_to(request.user).filter(**self.asked(request))
        return self.page(request, rows)


class OneChecklist(Noun):
    """GET /checklists/{id}."""

    Output = ChecklistOutput

    def get(self, request: Request, checklist_id: UUID) -> Response:
        """Answer it."""
        found = get_object_or_404(selectors.visible_to(request.user), pk=checklist_id)
        return Response(self.Output(found).data)


class ChecklistBundle(Noun):
    """GET /checklists/{digest}/bundle: immutable, named by its digest."""

    def get(self, request: Request, digest: str) -> Response:
        """Answer the bundle, or 304 to who has it."""
        bundle = selectors.bundle_for(request.user, digest)
        if bundle is None:
            raise Missing(f"no checklist with digest {digest}", came=digest)
        tag = f'"{digest}"'
        headers = {"ETag": tag, "Cache-Control": "private, max-age=31536000, immutable"}
        if request.headers.get("If-None-Match") == tag:
            return Response(status=304, headers=headers)
        return Response(bundle, headers=headers)


urlpatterns = [
    *read_and_write(
        "checklists", (Checklists, "list-checklists"), (LoadChecklist, "load-checklist")
    ),
    path("checklists/<uuid:checklist_id>", OneChecklist.as_view(), name="checklist"),
    path(
        "checklists/<uuid:checklist_id>/propose",
        ProposeChecklist.as_view(),
        name="propose-checklist",
    ),
    path(
        "checklists/<uuid:checklist_id>/publish",
        PublishChecklist.as_view(),
        name="publish-checklist",
    ),
    path("checklists/<str:digest>/bundle", ChecklistBundle.as_view(), name="checklist-bundle"),
]

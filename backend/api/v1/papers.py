"""/api/v1/papers: papers of a subject, their files (文书)."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import path
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.base import Listing, Noun, Verb, caller_of, person_of
from backend.core.refusals import Missing
from backend.papers import selectors, services
from backend.papers.models import Paper
from backend.registers.selectors import sites_managed_by


class PaperLine(serializers.BaseSerializer[Paper]):
    """One paper."""

    def to_representation(self, instance: Paper) -> dict[str, Any]:
        """Say it."""
        return selectors.paper_line(instance)


class WantedPapers(serializers.Serializer[Any]):
    """What a list may be narrowed by."""

    subject = serializers.UUIDField(source="subject_id", required=False)
    kind = serializers.CharField(max_length=40, required=False)
    state = serializers.ChoiceField(Paper.State.choices, required=False)


class WantedVersion(serializers.Serializer[Any]):
    """Which of the two versions."""

    version = serializers.ChoiceField(["archive", "public"], default="archive")


def visible(request: Request) -> QuerySet[Paper]:
    """Give the papers the caller may see: of the office's area, or of one's own home."""
    person = person_of(request)
    own = list(sites_managed_by(person).values_list("pk", flat=True))
    return selectors.visible_to(person, own)


def found(request: Request, paper_id: UUID) -> Paper:
    """Give one of them; raises Missing."""
    paper = visible(request).filter(pk=paper_id).first()
    if paper is None:
        raise Missing(f"no paper {paper_id}")
    return paper


class Papers(Listing):
    """GET /papers?subject=&kind=&state=."""

    Query = WantedPapers
    Output = PaperLine

    def get(self, request: Request) -> Response:
        """Answer a page, newest first."""
        return self.page(request, visible(request).filter(**self.asked(request)))


class OnePaper(Noun):
    """GET /papers/{id}."""

    def get(self, request: Request, paper_id: UUID) -> Response:
        """Answer it with its words."""
        return Response(selectors.paper_detail(found(request, paper_id)))


class PaperFile(Noun):
    """GET /papers/{id}/file?version=archive|public: the sealed PDF."""

    Query = WantedVersion
    file_type = "application/pdf"

    def get(self, request: Request, paper_id: UUID) -> HttpResponse:
        """Answer the bytes."""
        version = self.asked(request)["version"]
        paper = found(request, paper_id)
        headers = {
            "Content-Disposition": f'inline; filename="{paper.verify_code}-{version}.pdf"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        }
        pdf = selectors.file_of(paper, version)
        return HttpResponse(pdf, content_type=self.file_type, headers=headers)


class RenderPaperAgain(Verb):
    """POST /papers/{id}/render-again: a paper whose making failed (重新制作)."""

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Ask again."""
        paper = found(request, kwargs["paper_id"])
        services.render_paper_again(paper_id=paper.pk, actor=caller_of(request))
        return {"id": str(paper.pk), "state": Paper.State.REQUESTED}


ONE = "papers/<uuid:paper_id>"
urlpatterns = [
    path("papers", Papers.as_view(), name="papers-of"),
    path(ONE, OnePaper.as_view(), name="paper"),
    path(f"{ONE}/file", PaperFile.as_view(), name="paper-file"),
    path(f"{ONE}/render-again", RenderPaperAgain.as_view(), name="render-paper-again"),
]

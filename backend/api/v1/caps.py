"""/api/v1/caps: how often homes may be entered in a year (年度频次上限)."""

from typing import Any

from django.urls import path
from rest_framework import serializers
from rest_framework.request import Request

from backend.accounts.roles import Role
from backend.api.base import Verb, caller_of
from backend.api.v1.people import inside
from backend.inspections.services.publish_cap import publish_cap


class PublishCap(Verb):
    """POST /caps (公布年度频次上限)."""

    status = 201

    class Input(serializers.Serializer[Any]):
        region = serializers.CharField(max_length=12)
        department = serializers.CharField(max_length=40, default="民政")
        year = serializers.IntegerField(min_value=2020, max_value=2100)
        visits = serializers.IntegerField(min_value=1, max_value=366)
        source = serializers.CharField(max_length=300)  # type: ignore[assignment]  # Field has one too

    def run(self, request: Request, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        """Publish, as the head of the region."""
        data["region"] = inside(request, data["region"], Role.HEAD)
        cap = publish_cap(actor=caller_of(request), **data)
        return {"id": str(cap.pk), "visits": cap.visits}


urlpatterns = [path("caps", PublishCap.as_view(), name="publish-cap")]

"""/api/v1/agencies: the authorities that issue papers (发文机关)."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.accounts.roles import Role
from backend.api.base import Listing, Verb, caller_of, person_of
from backend.api.methods import read_and_write
from backend.api.v1.people import inside
from backend.papers import selectors, services
from backend.papers.models import Agency


class AgencyOutput(serializers.ModelSerializer[Agency]):
    """One authority, as its papers name it."""

    class Meta:
        model = Agency
        fields = services.AGENCY_FIELDS


class Agencies(Listing):
    """GET /agencies: those of the caller's area."""

    Output = AgencyOutput

    def get(self, request: Request) -> Response:
        """Answer a page."""
        return self.page(request, selectors.agencies_of(person_of(request)), "mark")


class KeepAgency(Verb):
    """POST /agencies: add the authority of a region and department, or change it."""

    Output = AgencyOutput

    class Input(serializers.Serializer[Any]):
        region = serializers.CharField(max_length=12)
        department = serializers.CharField(max_length=20)
        mark = serializers.CharField(max_length=20)
        name = serializers.CharField(max_length=80)
        review_body = serializers.CharField(max_length=80)
        address = serializers.CharField(max_length=120)
        contact = serializers.CharField(max_length=80)
        supervision_phone = serializers.CharField(max_length=60)
        source = serializers.CharField(max_length=200)  # type: ignore[assignment]  # Field has one

    def run(self, request: Request, data: dict[str, Any], **kwargs: Any) -> Agency:
        """Keep it, in the caller's own area."""
        data["region"] = inside(request, data["region"], Role.PLATFORM_ADMIN)
        return services.keep_agency(actor=caller_of(request), **data)


urlpatterns = read_and_write("agencies", (Agencies, "list-agencies"), (KeepAgency, "keep-agency"))

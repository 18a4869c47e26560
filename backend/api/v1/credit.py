"""/api/v1/sites/{id}/credit: the credit file of a home, for the office and the home itself."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import path
from django.utils.dateparse import parse_datetime
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.base import Listing, person_of
from backend.core.refusals import Malformed, Missing
from backend.credit import selectors
from backend.credit.models import Entry


class EntryOutput(serializers.ModelSerializer[Entry]):
    """One entry with what it rests on."""

    ground = serializers.SerializerMethodField()
    state_name = serializers.CharField(source="get_state_display")

    class Meta:
        model = Entry
        fields = (
            *("id", "subject_type", "kind", "ref", "detail", "ground", "valid_from", "until"),
            *("known_from", "public", "state", "state_name", "corrects", "reason"),
        )

    def get_ground(self, entry: Entry) -> dict[str, Any]:
        """Name the ground."""
        return {
            "type": entry.ground_type,
            "id": entry.ground_id,
            "digest": entry.ground_digest,
        }


class Known(serializers.Serializer[Any]):
    """As of when."""

    known = serializers.CharField(max_length=40, required=False)


class CreditFile(Listing):
    """GET /sites/{id}/credit?known=: the entries that stand, as known at a moment."""

    Query = Known
    Output = EntryOutput

    def get(self, request: Request, site_id: UUID) -> Response:
        """Answer a page, newest first."""
        known = _moment(self.asked(request).get("known", ""))
        rows = selectors.credit_file(person_of(request), site_id, known=known)
        if rows is None:
            raise Missing(f"no site {site_id} of yours")
        return self.page(request, rows)


def _moment(text: str) -> datetime | None:
    if not text:
        return None
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise Malformed(
            place="known", expected="2026-03-02T09:00:00+08:00", came=text, do="写明时区"
        )
    return moment


urlpatterns = [path("sites/<uuid:site_id>/credit", CreditFile.as_view(), name="credit-file")]

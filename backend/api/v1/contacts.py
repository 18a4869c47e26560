"""/api/v1/emergency-contacts: whom to ring when there is a major hazard (紧急联系电话)."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import path
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.accounts.roles import Role
from backend.api.base import Listing, Verb, person_of
from backend.api.methods import read_and_write
from backend.api.v1.people import inside
from backend.inspections.models import EmergencyContact
from backend.inspections.selectors.contacts import contacts_of, contacts_seen_by
from backend.inspections.services.contacts import add_contact, withdraw_contact

ROLES = (Role.REGISTRAR, Role.PLATFORM_ADMIN)


class Contact(serializers.ModelSerializer[EmergencyContact]):
    """One number; region null means public, the same everywhere."""

    class Meta:
        model = EmergencyContact
        fields = ("id", "region", "title_zh", "title_en", "phone", "source", "added_at")


class Contacts(Listing):
    """GET /emergency-contacts: the public numbers and those of the caller's area."""

    Output = Contact

    def get(self, request: Request) -> Response:
        """Answer a page."""
        return self.page(request, contacts_seen_by(person_of(request)))


class AddContact(Verb):
    """POST /emergency-contacts: a number of the office's own."""

    status = 201
    Output = Contact

    class Input(serializers.Serializer[Any]):
        region = serializers.CharField(max_length=12)
        title_zh = serializers.CharField(max_length=60)
        title_en = serializers.CharField(max_length=80, required=False, default="")
        phone = serializers.RegexField(r"^[0-9+][0-9 +()转-]{1,38}$")
        source = serializers.CharField(  # type: ignore[assignment]  # Field has one too
            max_length=200, required=False, default=""
        )

    def run(self, request: Request, data: dict[str, Any], **kwargs: Any) -> EmergencyContact:
        """Add it, in the caller's own area."""
        data["region"] = inside(request, data["region"], *ROLES)
        return add_contact(by=person_of(request), **data)


class WithdrawContact(Verb):
    """POST /emergency-contacts/{id}/withdraw."""

    Output = Contact

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> EmergencyContact:
        """Withdraw it; public numbers are nobody's."""
        mine = contacts_of(person_of(request), *ROLES)
        contact = get_object_or_404(mine, pk=kwargs["contact_id"])
        return withdraw_contact(contact=contact, by=person_of(request))


urlpatterns = [
    *read_and_write(
        "emergency-contacts",
        (Contacts, "list-emergency-contacts"),
        (AddContact, "add-emergency-contact"),
    ),
    path(
        "emergency-contacts/<uuid:contact_id>/withdraw",
        WithdrawContact.as_view(),
        name="withdraw-emergency-contact",
    ),
]

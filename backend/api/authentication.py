"""Who calls (身份认证): a login that still goes on, on a tablet that is still trusted."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from rest_framework.request import Request
from rest_framework_simplejwt.authentication import JWTAuthentication

from backend.accounts.device import demand_active, demand_signature, enrolled
from backend.accounts.models import Device
from backend.accounts.refusals import DeviceDiffers, SessionEnded
from backend.accounts.services import running_family

DEVICE = "Xingjian-Device"
SIGNATURE = "Xingjian-Signature"


class LoginAuthentication(JWTAuthentication):
    """simplejwt's, and the login's family and tablet are looked up with every call.

    A token without a family was made by this server outside of a login, as for a test.
    """

    def authenticate(self, request: Request) -> Any:
        """Raise SessionEnded or DeviceRevoked at once, however young the token is."""
        found: Any = super().authenticate(request)
        if found is not None and (family_id := found[1].get("family")):
            family = running_family(_uuid(family_id))
            if family.device is not None:
                demand_active(family.device)
        return found


def bound_device(request: Request) -> UUID | None:
    """Give the tablet the caller's login is bound to; None for a plain one."""
    token: Any = request.auth
    told = token.get("device") if token is not None else None
    return UUID(told) if told else None


def header_device(request: Request) -> str:
    """Give the tablet that calls, as it says; raises DeviceDiffers for another one's login."""
    told = request.headers.get(DEVICE, "")
    bound = bound_device(request)
    if bound is not None and told.lower() != str(bound):
        raise DeviceDiffers(
            "this login is bound to another tablet",
            expected=f"{DEVICE}: {bound}",
            came=told[:40] or "nothing",
            do="log in on this tablet",
        )
    return told


def header_signature(request: Request) -> str:
    """Give the tablet's signature over the body."""
    return request.headers.get(SIGNATURE, "")


def signing_device(request: Request) -> Device | None:
    """Give the tablet that signed this very call; None when no tablet is named.

    Raises DeviceUnknown, SignatureWrong.
    """
    told = request.headers.get(DEVICE, "")
    if not told:
        return None
    device = enrolled(told)
    body = request._request.body if request.method != "GET" else b""
    demand_signature(
        device, request.path, body, header_signature(request), method=request.method or "POST"
    )
    return device


def demand_signing_device(request: Request, device_id: UUID) -> Device:
    """Give the tablet of the address, which must have signed this call itself.

    Raises DeviceUnknown, DeviceDiffers, SignatureWrong.
    """
    device = signing_device(request)
    if device is None or device.pk != device_id:
        raise DeviceDiffers(
            "the tablet of the address must sign the call",
            expected=f"{DEVICE}: {device_id}",
            came=request.headers.get(DEVICE, "")[:40] or "nothing",
            do="call from that tablet",
        )
    return device


def _uuid(text: Any) -> UUID:
    try:
        return UUID(str(text))
    except ValueError as fault:
        raise SessionEnded("this is no token of ours", do="log in again") from fault

"""Which tablet calls, and whether it signed what came (平板身份)."""

from __future__ import annotations

from uuid import UUID

from backend.accounts.models import Device
from backend.accounts.refusals import DeviceRevoked, DeviceUnknown, SignatureWrong
from backend.keys.services import verify_device


def enrolled(device_id: str) -> Device:
    """Find the tablet of the header Xingjian-Device, revoked or not; raises DeviceUnknown."""
    try:
        device = Device.objects.filter(pk=UUID(device_id)).first()
    except ValueError:
        device = None
    if device is None:
        raise DeviceUnknown(
            "no such tablet is enrolled",
            expected="the id of an enrolled tablet in Xingjian-Device",
            came=device_id[:40] or "nothing",
            do="enrol the tablet with a new code",
        )
    return device


def active(device_id: str) -> Device:
    """Find a tablet that is trusted now; raises DeviceUnknown, DeviceRevoked."""
    device = enrolled(device_id)
    demand_active(device)
    return device


def demand_active(device: Device) -> None:
    """Raise DeviceRevoked when the tablet is trusted no longer."""
    if device.state != Device.State.ACTIVE:
        raise DeviceRevoked(
            "this tablet was revoked",
            expected="an active tablet",
            came=f"revoked at {device.revoked_at}",
            do="send outbox and journal as ciphertext to /api/v1/sync/escrow",
        )


def demand_signature(
    device: Device, path: str, body: bytes, signature: str, method: str = "POST"
) -> None:
    """Raise SignatureWrong unless the tablet's key signed these bytes for this address."""
    message = f"{method}\n{path}\n{device.pk}\n".encode() + body
    if not verify_device(device.pk, message, signature):
        raise SignatureWrong(
            "the signature does not hold",
            expected="base64url(r‖s), ECDSA P-256 over method, path, device and uncompressed body",
            came=signature[:20] or "nothing",
            do="sign the very bytes that are sent, before compressing them",
        )

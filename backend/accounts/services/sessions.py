"""Logins and their tokens (登录会话): short access, rotating refresh, one family a login."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from rest_framework_simplejwt.exceptions import InvalidToken, TokenError
from rest_framework_simplejwt.tokens import AccessToken, RefreshToken

from backend.accounts.device import demand_active
from backend.accounts.models import Device, Person, TokenFamily
from backend.accounts.refusals import DeviceDiffers, SessionEnded
from backend.oplog.services import record


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a login gives."""

    access: str
    refresh: str


@transaction.atomic
def begin_session(*, person: Person, device: Device | None = None) -> Tokens:
    """Begin a login, bound to a tablet where the tablet itself signed the call.

    Raises DeviceRevoked.
    """
    if device is not None:
        demand_active(device)
    family = TokenFamily.objects.create(person=person, device=device, current_jti=uuid4().hex)
    record(
        kind="session.begun",
        subject=str(family.pk),
        actor=str(person.pk),
        device=str(device.pk) if device else "",
    )
    return _tokens(family)


def renew_session(*, refresh: str, device: Device | None = None) -> Tokens:
    """Give new tokens for a refresh token.

    The token before the current one is answered with the current one again: its first answer
    was lost on the line.  An older one was copied, and ends the whole family.

    Raises InvalidToken, SessionEnded, DeviceDiffers, DeviceRevoked.
    """
    token = _read(refresh)
    tokens = _renewed(token, device)
    if tokens is None:
        raise SessionEnded("this token was used before", do="log in again")
    return tokens


@transaction.atomic
def _renewed(token: RefreshToken, device: Device | None) -> Tokens | None:
    """Rotate; None when the family was ended just now, which must be kept."""
    family = _family(token)
    if family.device is not None:
        demand_active(family.device)
    if family.device_id != (device.pk if device else None):
        raise DeviceDiffers(
            "this login belongs to another tablet, or to none",
            expected=f"the signature of tablet {family.device_id}" if family.device else "none",
            came=str(device.pk) if device else "no tablet",
            do="log in again on this tablet",
        )
    came = token["jti"]
    if came == family.current_jti:
        family.previous_jti, family.current_jti = came, uuid4().hex
    elif came != family.previous_jti:
        _end([family], "token-used-twice", actor="system")
        return None
    family.renewed_at = timezone.now()
    family.save(update_fields=["previous_jti", "current_jti", "renewed_at"])
    return _tokens(family)


@transaction.atomic
def end_session(*, refresh: str) -> None:
    """Log out (退出登录): the login's tokens are good for nothing any more; twice is once."""
    try:
        family = _family(_read(refresh))
    except (SessionEnded, InvalidToken):
        return
    _end([family], "logout", actor=str(family.person_id))


@transaction.atomic
def end_sessions_of(*, person: Person, actor: str) -> int:
    """End every login of somebody at once (强制下线), on pages too, which nobody counts.

    Gives how many there were on tablets and in programs.
    """
    person.sessions_ended_at = timezone.now()
    person.save(update_fields=["sessions_ended_at"])
    ended = _end(_running(Q(person=person)), "ended-by-office", actor=actor)
    body = {"logins": ended}
    record(kind="sessions.ended", subject=str(person.pk), actor=actor, body=body)
    return ended


def end_sessions_on(*, device: Device, actor: str) -> int:
    """End every login bound to a tablet, inside the verb that stops trusting it."""
    return _end(_running(Q(device=device)), "device-revoked", actor=actor)


@transaction.atomic
def end_all_sessions(*, actor: str) -> int:
    """End every login there is (全部下线): after a restore, which were ended is not known."""
    ended = TokenFamily.objects.filter(revoked_at=None).update(revoked_at=timezone.now())
    pages, _ = Session.objects.all().delete()
    body = {"logins": ended, "pages": pages}
    record(kind="sessions.all-ended", subject="sessions", actor=actor, body=body)
    return ended + pages


def running_family(family_id: UUID) -> TokenFamily:
    """Find a login that goes on, with its tablet; raises SessionEnded."""
    rows = TokenFamily.objects.select_related("device")
    family = rows.filter(pk=family_id, revoked_at=None).first()
    if family is None:
        raise SessionEnded("this login was ended", do="log in again")
    return family


def _running(wanted: Q) -> list[TokenFamily]:
    return list(TokenFamily.objects.select_for_update().filter(wanted, revoked_at=None))


def _end(families: list[TokenFamily], reason: str, *, actor: str) -> int:
    for family in families:
        family.revoked_at = timezone.now()
        family.save(update_fields=["revoked_at"])
        record(
            kind="session.ended",
            subject=str(family.pk),
            actor=actor,
            device=str(family.device_id or ""),
            body={"reason": reason, "person": str(family.person_id)},
        )
    return len(families)


def _read(refresh: str) -> RefreshToken:
    try:
        token = RefreshToken(refresh)  # type: ignore[arg-type]  # the stub asks for a Token
        UUID(token["family"])
    except (TokenError, KeyError, ValueError) as fault:
        raise InvalidToken("this is no refresh token of ours") from fault
    return token


def _family(token: RefreshToken) -> TokenFamily:
    rows = TokenFamily.objects.select_for_update(of=("self",)).select_related("device", "person")
    family = rows.filter(pk=token["family"], revoked_at=None, person__is_active=True).first()
    if family is None:
        raise SessionEnded("this login was ended", do="log in again")
    return family


def _tokens(family: TokenFamily) -> Tokens:
    refresh = RefreshToken.for_user(family.person)
    refresh["jti"] = family.current_jti
    access = refresh.access_token
    for token in (refresh, access):
        _mark(token, family)
    return Tokens(str(access), str(refresh))


def _mark(token: RefreshToken | AccessToken, family: TokenFamily) -> None:
    token["family"] = str(family.pk)
    if family.device_id:
        token["device"] = str(family.device_id)

"""People, what they may do and where, and their tablets (人员, 角色, 区划, 平板)."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from backend.accounts.roles import Role
from backend.core.ids import uuid7


class Region(models.Model):
    """A province, city, county or town (行政区划), or a zone with a code of our own."""

    class Level(models.TextChoices):
        PROVINCE = "province", _("省")
        CITY = "city", _("市")
        COUNTY = "county", _("县（区）")
        TOWN = "town", _("乡镇（街道）")

    code = models.CharField(primary_key=True, max_length=12)
    name = models.CharField(max_length=60)
    level = models.CharField(max_length=8, choices=Level.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    path = models.CharField(max_length=60, unique=True)  # "230000/230100/230102/"

    class Meta:
        indexes = [
            models.Index(fields=["path"], name="region_subtree", opclasses=["varchar_pattern_ops"])
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class PersonManager(BaseUserManager["Person"]):
    """Makes people."""

    def create_user(self, username: str, password: str | None = None, **rest: Any) -> "Person":
        """Make a person who logs in with a password."""
        person = self.model(username=username, **rest)
        person.set_password(password)
        person.save()
        return person


class Person(AbstractBaseUser):
    """Somebody who logs in (人员)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=60)
    department = models.CharField(max_length=40, blank=True)  # 民政, 市场监管, 消防救援 …
    is_active = models.BooleanField(default=True)
    sessions_ended_at = models.DateTimeField(null=True, blank=True)  # 强制下线, the last time
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "username"

    def __str__(self) -> str:
        return self.name

    def get_session_auth_hash(self) -> str:
        """Give what a login on a page must still match: it changes when all are ended."""
        own = super().get_session_auth_hash()
        if self.sessions_ended_at is None:
            return own
        ended = self.sessions_ended_at.isoformat()
        return salted_hmac("accounts.sessions", own + ended, algorithm="sha256").hexdigest()


class Grant(models.Model):
    """A person holds a role in a region and everything below it (授权)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20, choices=Role.choices)
    region = models.ForeignKey(Region, models.PROTECT, related_name="grants")
    since = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role", "region"],
                condition=Q(ended_at__isnull=True),
                name="one_grant_a_role_and_region",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.region_id}"


class Device(models.Model):
    """A tablet of an office (平板); its key lies in keys."""

    class State(models.TextChoices):
        ACTIVE = "active", _("在用")
        REVOKED = "revoked", _("已吊销")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    label = models.CharField(max_length=60)
    region = models.ForeignKey(Region, models.PROTECT, related_name="devices")
    state = models.CharField(max_length=8, choices=State.choices, default=State.ACTIVE)
    enrolled_at = models.DateTimeField(auto_now_add=True)
    enrolled_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    wrapped_data_key = models.JSONField(null=True, blank=True)  # for the office's key; see sync

    def __str__(self) -> str:
        return self.label


class EnrolmentCode(models.Model):
    """A one-time code, shown as QR, that lets one tablet in (登记码)."""

    digest = models.CharField(primary_key=True, max_length=64)  # SHA-256 of the code
    label = models.CharField(max_length=60)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    device = models.OneToOneField(Device, models.PROTECT, null=True, blank=True)

    def __str__(self) -> str:
        return self.label


class TokenFamily(models.Model):
    """One login and the refresh tokens that followed each other in it (登录会话).

    A refresh token is good while its jti is the current one, or the one before, whose answer
    may have been lost on the line; any older one ends the family.  device: the tablet it is
    bound to by that tablet's signature, None for a login without one.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    device = models.ForeignKey(Device, models.PROTECT, null=True, blank=True, related_name="+")
    current_jti = models.CharField(max_length=32)
    previous_jti = models.CharField(max_length=32, blank=True)
    begun_at = models.DateTimeField(auto_now_add=True)
    renewed_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.person_id} on {self.device_id or 'no tablet'}"


class PassphraseReset(models.Model):
    """A tablet whose passphrase was forgotten asks for its data key (口令重置申请).

    public_jwk: made for this request on the tablet; check_code: six digits of it, read out to
    the office, which grants by typing them.  wrapped_data_key: for that key, once granted; it
    goes when the tablet has fetched it or the time is over.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("待处理")
        GRANTED = "granted", _("已同意")
        REFUSED = "refused", _("已拒绝")
        REPLACED = "replaced", _("已由新申请代替")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    device = models.ForeignKey(Device, models.PROTECT, related_name="resets")
    public_jwk = models.JSONField()
    check_code = models.CharField(max_length=6)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    fetched_at = models.DateTimeField(null=True, blank=True)
    wrapped_data_key = models.JSONField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["device"],
                condition=Q(state="waiting"),
                name="one_waiting_reset_a_device",
            ),
            models.CheckConstraint(
                name="reset_decided_by_somebody",
                condition=~Q(state__in=["granted", "refused"])
                | (Q(decided_by__isnull=False) & Q(decided_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.device_id} {self.state}"

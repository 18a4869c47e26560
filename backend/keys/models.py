"""Keys: the server's own, the tablets' public ones, and one for each stored file."""

from django.db import models
from django.db.models import Q

from backend.core.ids import uuid7


class ServerKey(models.Model):
    """A key of this server (P-256), to sign or to receive secrets with.

    Its private half is wrapped by the master key.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    purpose = models.CharField(max_length=40)  # "receipt", "seal", "office-data-key", "intake" …
    wrapped = models.BinaryField()
    public_pem = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["purpose"],
                condition=Q(retired_at__isnull=True),
                name="one_key_in_use_a_purpose",
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.id}"


class DeviceKey(models.Model):
    """The public key of a tablet (P-256 JWK); its private half never leaves the tablet."""

    device_id = models.UUIDField(primary_key=True)
    public_jwk = models.JSONField()
    enrolled_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.device_id)


class ContentKey(models.Model):
    """The key of one stored file; destroying it forgets the file wherever copies lie.

    listed: the list outside the database says that it is destroyed, so that a restore knows.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    wrapped = models.BinaryField(null=True)
    destroyed_at = models.DateTimeField(null=True, blank=True)
    listed = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(
                fields=["destroyed_at"],
                name="content_key_to_list",
                condition=Q(destroyed_at__isnull=False, listed=False),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="content_key_gone_when_destroyed",
                condition=Q(destroyed_at__isnull=True) | Q(wrapped__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return str(self.id)

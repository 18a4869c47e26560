"""What was read, signed, locked and added later (笔录, 签名, 锁定, 补正)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from backend.core.ids import uuid7
from backend.inspections.models.record import FieldRow
from backend.inspections.models.visit import Visit
from backend.inspections.vocabulary import Obstacle


class RenderedText(FieldRow):
    """A paper's words as the tablet rendered and showed them (所读文本).

    The signature binds text_digest, the SHA-256 of the UTF-8 text.
    """

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="texts")
    kind = models.CharField(max_length=40)
    number = models.CharField(max_length=80, blank=True)  # 文号 from the tablet's block
    text_digest = models.CharField(max_length=64)
    text = models.TextField()
    context = models.JSONField()
    template_digest = models.CharField(max_length=64, blank=True)
    superseded = models.BooleanField(default=False)  # rendered again after a correction

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "text_digest"], name="text_once_per_visit"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class Signature(FieldRow):
    """A signature under a rendered text, or its refusal before a witness (签名, 拒签)."""

    class Signer(models.TextChoices):
        OFFICER = "officer", _("检查人员")
        REPRESENTATIVE = "representative", _("被检查单位代表")
        REFUSAL = "refusal", _("拒绝签名")

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="signatures")
    text_digest = models.CharField(max_length=64)
    signer_kind = models.CharField(max_length=16, choices=Signer.choices)
    name = models.CharField(max_length=60)
    title = models.CharField(max_length=60, blank=True)
    signer = models.ForeignKey(
        "registers.Officer", models.PROTECT, null=True, blank=True, related_name="+"
    )
    opinion = models.TextField(blank=True)  # the home's own words: confirmed, objected
    witness = models.CharField(max_length=60, blank=True)
    image_id = models.UUIDField(null=True, blank=True)  # evidence row of the drawn image
    signed_on = models.DateField()  # as written on the paper, Asia/Shanghai

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="refusal_has_witness",
                condition=~Q(signer_kind="refusal") | ~Q(witness=""),
            ),
            models.CheckConstraint(
                name="officer_signature_names_officer",
                condition=~Q(signer_kind="officer") | Q(signer__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signer_kind} {self.name}"


class OfficerKey(models.Model):
    """The public half of an officer's signing key for one visit on one tablet (检查人员签名密钥).

    Its private half is wrapped by his PIN on the tablet.  An officer who unlocks there again
    gets a new key; what the one before has signed still holds.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="officer_keys")
    device_id = models.UUIDField()
    officer = models.ForeignKey("registers.Officer", models.PROTECT, related_name="+")
    public_jwk = models.JSONField()
    recorded_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "device_id", "officer"],
                condition=Q(replaced_at__isnull=True),
                name="officer_key_once_per_visit_and_device",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} for {self.visit_id} on {self.device_id}"


class LockRequest(FieldRow):
    """What the lead's tablet says the locked visit holds (锁定请求).

    operations: of all participants, without the lock itself. The server locks when its
    own count, digest and bytes are equal; until then `waits_for` says what is missing.
    outcome: why the visit could not be carried out as planned, empty for a normal one.
    """

    visit = models.OneToOneField(Visit, models.PROTECT, related_name="lock_request")
    operations = models.PositiveIntegerField()
    answers_digest = models.CharField(max_length=64)
    evidence_hashes = ArrayField(models.CharField(max_length=64), default=list, blank=True)
    waits_for = models.JSONField(default=list, blank=True)
    outcome = models.CharField(max_length=24, choices=Obstacle.choices, blank=True, default="")
    outcome_note = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="outcome_has_its_reason", condition=Q(outcome="") | ~Q(outcome_note="")
            )
        ]

    def __str__(self) -> str:
        return f"lock of {self.visit_id}"


class Amendment(FieldRow):
    """What two officers add after the lock (补正); the locked content never changes."""

    append_only = True

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="amendments")
    second_officer = models.ForeignKey("registers.Officer", models.PROTECT, related_name="+")
    reason = models.TextField()
    body = models.JSONField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="amendment_takes_two_officers",
                condition=~Q(second_officer=F("officer")),
            ),
            models.CheckConstraint(name="amendment_has_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"amendment of {self.visit_id}"


class Package(models.Model):
    """A visit as one tablet downloaded it (离线包): nonce, digests, number blocks."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="packages")
    device_id = models.UUIDField()
    nonce = models.CharField(max_length=64)  # hex, 32 bytes, for sampling on the spot
    blocks = models.JSONField(default=list)
    templates = models.JSONField(default=dict)  # kind → digest
    downloaded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "device_id"], name="package_once_per_visit_and_device"
            ),
        ]

    def __str__(self) -> str:
        return f"package {self.visit_id} on {self.device_id}"

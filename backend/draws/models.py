"""Draws of labels, their iterations and the declarations between them (随机抽取)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import Person, Region
from backend.core.ids import uuid7


class Draw(models.Model):
    """One announced pool and what was drawn from it (抽取).

    It knows labels, never sites.  Pool, salt, commitment and announcement are frozen by a
    trigger; a draw is never deleted, a mistaken one is voided and stays.
    """

    class State(models.TextChoices):
        ANNOUNCED = "announced", _("已公告")
        DRAWN = "drawn", _("已抽取")
        FINISHED = "finished", _("已完成")
        VOIDED = "voided", _("已作废")
        ABORTED = "aborted", _("已中止")

    class Origin(models.TextChoices):
        OWN = "own", _("自行抽取")
        IMPORTED = "imported", _("省级平台导入")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    title = models.CharField(max_length=200)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.ANNOUNCED)
    origin = models.CharField(max_length=8, choices=Origin.choices, default=Origin.OWN)
    immediate = models.BooleanField(default=False)  # a witness types his value on the spot
    shown_before = models.BooleanField(default=True)  # False: unannounced visits
    pool = models.JSONField()  # as POOL.json of the command line, codes and salt included
    pool_digest = models.CharField(max_length=64)
    public_before_digest = models.CharField(max_length=64)  # "" when imported
    n = models.PositiveIntegerField(default=0)  # length of the code chain
    secret_key = models.UUIDField(null=True, blank=True)  # the content key that seals the secret
    secret_sealed = models.BinaryField(null=True, blank=True)
    secret = models.CharField(max_length=80, blank=True)  # published when the draw is finished
    announced_at = models.DateTimeField()
    announced_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    randomness_on = models.DateField(null=True, blank=True)  # the last source's date
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    origin_number = models.CharField(max_length=80, blank=True)
    origin_file_sha256 = models.CharField(max_length=64, blank=True)
    drawn_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)  # finished, voided or aborted
    end_reason = models.TextField(blank=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="draw_secret_open_only_at_the_end",
                condition=Q(secret="") | Q(state__in=["finished", "voided"]),
            ),
            models.CheckConstraint(
                name="draw_voided_has_reason", condition=~Q(state="voided") | ~Q(end_reason="")
            ),
            models.CheckConstraint(
                name="draw_imported_has_number",
                condition=~Q(origin="imported") | ~Q(origin_number=""),
            ),
        ]
        indexes = [models.Index(fields=["state", "randomness_on"], name="draw_waiting")]

    def __str__(self) -> str:
        return f"{self.title} ({self.state})"


class DrawIteration(models.Model):
    """One opened code and what it selected (一次抽取); the row never changes.

    result: ``{"head": {…}, "iteration": {…}}``, the bundle's part as the engine gave it.
    """

    append_only = True

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    draw = models.ForeignKey(Draw, models.PROTECT, related_name="iterations")
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=64)  # hex; "" when imported
    sources = models.JSONField(default=list)  # values as entered; empty: the ones before
    unavailable = models.JSONField(default=list)  # [{"label", "reason"}] declared before the code
    randomness = models.TextField(blank=True)  # "1.2.3./"
    result = models.JSONField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["draw", "number"]
        constraints = [
            models.UniqueConstraint(fields=["draw", "number"], name="iteration_once_a_number"),
            models.CheckConstraint(name="iteration_from_one", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.draw_id} / {self.number}"


class Unavailability(models.Model):
    """A drawn home that cannot be visited (无法检查): a document, two persons, then a new code."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    draw = models.ForeignKey(Draw, models.PROTECT, related_name="unavailabilities")
    label = models.CharField(max_length=300)
    reason = models.CharField(max_length=200)  # becomes public with the draw
    document = models.CharField(max_length=200)  # number of the paper that proves it
    declared_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    declared_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    used_in = models.PositiveIntegerField(null=True, blank=True)  # the iteration that replaced it

    class Meta:
        ordering = ["draw", "declared_at"]
        constraints = [
            models.UniqueConstraint(fields=["draw", "label"], name="unavailable_once_a_label"),
            models.CheckConstraint(
                name="unavailable_has_document", condition=~Q(document="") & ~Q(reason="")
            ),
            models.CheckConstraint(
                name="unavailable_two_persons",
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("declared_by")),
            ),
            models.CheckConstraint(
                name="unavailable_used_when_confirmed",
                condition=Q(used_in__isnull=True) | Q(confirmed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.reason}"

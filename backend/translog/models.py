"""Entries of the public log, their places, checkpoints, and what opens them (公开核验日志).

The published tiles are the truth; these tables are what the tiles are made from.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from backend.core.ids import uuid7


class Leaf(models.Model):
    """One entry as it is hashed (日志条目); it names nobody without its opening."""

    append_only = True

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=40)
    entry = models.BinaryField()
    hash = models.BinaryField(max_length=32, unique=True)
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} {bytes(self.hash).hex()[:8]}"


class Waiting(models.Model):
    """An entry that has no place yet; gone when it has one."""

    leaf = models.OneToOneField(Leaf, models.PROTECT, primary_key=True, related_name="waiting")

    def __str__(self) -> str:
        return str(self.leaf_id)


class Place(models.Model):
    """The number of an entry in the tree, from 0, without gaps."""

    append_only = True

    index = models.BigIntegerField(primary_key=True)
    leaf = models.OneToOneField(Leaf, models.PROTECT, related_name="place")
    hash = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return str(self.index)


class Node(models.Model):
    """The hash of a full tile: one hash of the level above, which is 1 or more."""

    append_only = True

    id = models.BigAutoField(primary_key=True)
    level = models.PositiveSmallIntegerField()
    index = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["level", "index"], name="log_node_once_a_place"),
            models.CheckConstraint(name="log_node_above_leaves", condition=Q(level__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.level}/{self.index}"


class Checkpoint(models.Model):
    """A size of the tree, its root, and the signed note (检查点); one a size, for ever."""

    append_only = True

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField(max_length=32)
    note = models.TextField()
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.size} {bytes(self.root).hex()[:8]}"


class Opening(models.Model):
    """What an entry is about (开启文件), until it must be forgotten.

    held: given only with the document itself, not in the public folder.
    The same thing of the same subject enters the log once.
    """

    leaf = models.OneToOneField(Leaf, models.PROTECT, primary_key=True, related_name="opening")
    kind = models.CharField(max_length=40)
    subject_type = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=100)
    label = models.CharField(max_length=300, blank=True)
    document = models.CharField(max_length=64)  # SHA-256, hex
    salt = models.BinaryField(max_length=32)
    held = models.BooleanField(default=False)
    stored = models.BooleanField(default=False)  # lies in the log's bucket

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_type", "subject_id", "document"],
                name="log_opening_once_a_thing",
            )
        ]
        indexes = [
            models.Index(fields=["document"], name="log_opening_by_document"),
            models.Index(fields=["subject_type", "subject_id"], name="log_opening_by_subject"),
            models.Index(fields=["leaf"], name="log_opening_to_store", condition=Q(stored=False)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_type} {self.subject_id}"


class Forgotten(models.Model):
    """An entry whose opening is deleted for good (已删除的开启文件).

    number: its place in the list in the log's own bucket, once the file is gone there.
    """

    leaf = models.OneToOneField(Leaf, models.PROTECT, primary_key=True, related_name="forgotten")
    number = models.BigIntegerField(null=True, unique=True)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["recorded_at"], name="log_to_forget", condition=Q(number__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return str(self.leaf_id)


class Halt(models.Model):
    """That the log stood still, why, and until when (日志停止)."""

    id = models.BigAutoField(primary_key=True)
    code = models.CharField(max_length=40)
    detail = models.TextField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(until__isnull=True),
                name="log_halted_once_a_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.since:%Y-%m-%d %H:%M}"

"""Feeds (同步序列): gap-free, commit-ordered numbers of what a tablet must hear."""

from __future__ import annotations

from django.db import models


class Feed(models.Model):
    """One line of news, per visit or per device: `visit:<uuid>`, `device:<uuid>`.

    n moves by UPDATE … RETURNING only; the row lock makes it gap-free and commit-ordered.
    """

    id = models.CharField(primary_key=True, max_length=60)
    n = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.id} {self.n}"


class FeedEntry(models.Model):
    """What changed at one number of a feed (同步条目).

    kind and ref name the record ("attestation", its id); body is what the pull sends.
    """

    append_only = True

    id = models.BigAutoField(primary_key=True)
    feed = models.ForeignKey(Feed, models.PROTECT, related_name="entries", db_constraint=True)
    n = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=40)
    ref = models.CharField(max_length=80)
    body = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["feed", "n"], name="feed_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.feed_id} {self.n} {self.kind}"

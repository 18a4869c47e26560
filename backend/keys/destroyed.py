"""The list of destroyed content keys (已销毁密钥清单), in a bucket that no restore rolls back.

A backup still holds the keys that were destroyed after it; the list says which to destroy again.
One empty object a key, `destroyed/<id>`: it names a number and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from uuid import UUID

from botocore.exceptions import ClientError
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from backend.core.objects import client
from backend.keys.models import ContentKey

FOLDER = "destroyed/"
AT_ONCE = 1000


def to_list() -> QuerySet[ContentKey]:
    """Give the destroyed keys that are not listed yet."""
    return ContentKey.objects.filter(destroyed_at__isnull=False, listed=False)


def write_down() -> int:
    """List what was destroyed, the object first and the mark after; give how many."""
    done = 0
    while some := list(to_list().order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        for pk in some:
            client().put_object(Bucket=settings.S3_LOG_BUCKET, Key=f"{FOLDER}{pk}", Body=b"")
        done += ContentKey.objects.filter(pk__in=some).update(listed=True)
    return done


def take_back() -> int:
    """Destroy again what the list names and this database still holds; give how many."""
    done, ids = 0, _listed()
    while some := list(islice(ids, AT_ONCE)):
        held = ContentKey.objects.filter(pk__in=some, destroyed_at=None)
        done += held.update(wrapped=None, destroyed_at=timezone.now(), listed=True)
    return done


def _listed() -> Iterator[UUID]:
    """Read the list, page by page."""
    pages = client().get_paginator("list_objects_v2")
    try:
        for page in pages.paginate(Bucket=settings.S3_LOG_BUCKET, Prefix=FOLDER):
            yield from (UUID(one["Key"].removeprefix(FOLDER)) for one in page.get("Contents", []))
    except ClientError as error:
        if error.response["Error"]["Code"] != "NoSuchBucket":
            raise

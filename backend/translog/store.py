"""The log's own bucket: what the public reads, and the list of what was forgotten.

It is never rolled back with the database: what it holds has been published.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from botocore.exceptions import ClientError
from django.conf import settings

from backend.core.objects import client
from backend.translog.proof.faults import Fault, Missing
from backend.translog.proof.tiles import Tile

if TYPE_CHECKING:
    from mypy_boto3_s3.type_defs import ObjectIdentifierTypeDef

CHECKPOINT = "checkpoint"
FORGOTTEN = "forgotten/"
TEXT = "text/plain; charset=utf-8"
JSON = "application/json"
BYTES = "application/octet-stream"
AT_ONCE = 8  # transfers side by side
_ABSENT = {"NoSuchKey", "NoSuchBucket", "404", "NotFound"}
T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Published:
    """The checkpoint that the public sees, and the store's mark of this very version."""

    note: str
    mark: str


def ensure() -> None:
    """Make the bucket when it is not there."""
    with suppress(client().exceptions.BucketAlreadyOwnedByYou):
        client().create_bucket(Bucket=settings.S3_LOG_BUCKET)


def published() -> Published | None:
    """Read the published checkpoint; None before the first."""
    try:
        found = client().get_object(Bucket=settings.S3_LOG_BUCKET, Key=CHECKPOINT)
    except ClientError as error:
        if _code(error) in _ABSENT:
            return None
        raise
    return Published(found["Body"].read().decode(), found["ETag"])


def publish(note: str, before: Published | None) -> None:
    """Put the checkpoint in the place of the one that was read; raises Fault when it moved."""
    only: dict[str, Any] = {"IfMatch": before.mark} if before else {"IfNoneMatch": "*"}
    try:
        client().put_object(
            Bucket=settings.S3_LOG_BUCKET,
            Key=CHECKPOINT,
            Body=note.encode(),
            ContentType=TEXT,
            **only,
        )
    except ClientError as error:
        if _code(error) == "PreconditionFailed":
            raise Fault("checkpoint-moved", expected="no other sequencer") from error
        raise


def put(key: str, data: bytes, content_type: str = BYTES) -> None:
    """Store a file."""
    client().put_object(Bucket=settings.S3_LOG_BUCKET, Key=key, Body=data, ContentType=content_type)


def put_new(key: str, data: bytes, content_type: str = JSON) -> bool:
    """Store a file unless there is one; say whether it was stored."""
    try:
        client().put_object(
            Bucket=settings.S3_LOG_BUCKET,
            Key=key,
            Body=data,
            ContentType=content_type,
            IfNoneMatch="*",
        )
    except ClientError as error:
        if _code(error) == "PreconditionFailed":
            return False
        raise
    return True


def get(key: str) -> bytes:
    """Read a file; raises Missing."""
    try:
        return client().get_object(Bucket=settings.S3_LOG_BUCKET, Key=key)["Body"].read()
    except ClientError as error:
        if _code(error) in _ABSENT:
            raise Missing("file-missing", expected=key) from error
        raise


def get_tile(tile: Tile) -> bytes:
    """Read a tile; a partial one that is gone is cut from the full one. Raises Missing."""
    try:
        return get(tile.path)
    except Missing:
        if tile == tile.full or tile.level < 0:
            raise
        return get(tile.full.path)[: tile.width * 32]


def delete(keys: Iterable[str]) -> None:
    """Remove files; those that are not there are no error."""
    for some in batches(keys, 1000):
        named: list[ObjectIdentifierTypeDef] = [{"Key": key} for key in some]
        client().delete_objects(
            Bucket=settings.S3_LOG_BUCKET, Delete={"Objects": named, "Quiet": True}
        )


def names(prefix: str, after: str = "") -> Iterator[str]:
    """List keys in order, page by page."""
    pages = client().get_paginator("list_objects_v2")
    found = pages.paginate(Bucket=settings.S3_LOG_BUCKET, Prefix=prefix, StartAfter=after)
    try:
        for page in found:
            yield from (item["Key"] for item in page.get("Contents", []))
    except ClientError as error:
        if _code(error) not in _ABSENT:
            raise


def side_by_side(work: Callable[[T], R], things: Iterable[T]) -> Iterator[R]:
    """Do transfers a few at a time, in order, never holding more than a batch."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for some in batches(things, 8 * AT_ONCE):
            yield from pool.map(work, some)


def batches(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """Cut something long into lists."""
    left = iter(things)
    while some := list(islice(left, size)):
        yield some


def opening_key(index: int, *, held: bool) -> str:
    """Name an opening file: in the public folder, or among those that are held."""
    return f"{'held' if held else 'openings'}/{index}.json"


def _code(error: ClientError) -> str:
    return str(error.response["Error"]["Code"])

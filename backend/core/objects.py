"""Files in the object store, by key (S3)."""

from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError
from django.conf import settings

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_ABSENT = {"NoSuchKey", "404", "NotFound"}


@cache
def client() -> "S3Client":
    """Give the one client of this process; boto3's clients may be shared by threads."""
    config = Config(retries={"max_attempts": 5, "mode": "standard"}, connect_timeout=5)
    made: S3Client = boto3.client(  # type: ignore[call-overload]  # the settings are plain strings
        "s3", config=config, **settings.S3
    )
    return made


def ensure_bucket() -> None:
    """Make the bucket when it is not there; somebody else may be making it at the same time."""
    store = client()
    try:
        store.head_bucket(Bucket=settings.S3_BUCKET)
    except ClientError:
        with suppress(store.exceptions.BucketAlreadyOwnedByYou):
            store.create_bucket(Bucket=settings.S3_BUCKET)


def put(
    key: str,
    data: bytes,
    *,
    content_type: str = "application/octet-stream",
    only_if_absent: bool = False,
) -> None:
    """Store bytes under a key; with only_if_absent an object that is there stays as it is."""
    extra: dict[str, Any] = {"IfNoneMatch": "*"} if only_if_absent else {}
    try:
        client().put_object(
            Bucket=settings.S3_BUCKET, Key=key, Body=data, ContentType=content_type, **extra
        )
    except ClientError as error:
        if not (only_if_absent and error.response["Error"]["Code"] == "PreconditionFailed"):
            raise


def get(key: str) -> bytes:
    """Read an object whole; raises KeyError when there is none."""
    return b"".join(stream(key))


def stream(key: str, chunk: int = 1 << 18) -> Iterator[bytes]:
    """Read an object piece by piece; raises KeyError when there is none."""
    try:
        body = client().get_object(Bucket=settings.S3_BUCKET, Key=key)["Body"]
    except ClientError as error:
        if error.response["Error"]["Code"] in _ABSENT:
            raise KeyError(key) from error
        raise
    yield from body.iter_chunks(chunk)


def exists(key: str) -> bool:
    """Say whether there is an object under the key."""
    try:
        client().head_object(Bucket=settings.S3_BUCKET, Key=key)
    except ClientError as error:
        if error.response["Error"]["Code"] in _ABSENT:
            return False
        raise
    return True


def delete(key: str) -> None:
    """Remove an object; one that is not there is no error."""
    client().delete_object(Bucket=settings.S3_BUCKET, Key=key)

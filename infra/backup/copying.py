"""Copying a bucket into a backup (复制对象): what an earlier backup holds is linked, not sent."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING
from uuid import uuid4

from botocore.exceptions import ClientError

from infra.backup.house import House
from infra.backup.listing import File, Listing

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

SIDE_BY_SIDE = 8
BATCH = 256
CHUNK = 1 << 18
LEFT_OUT = "uploads/"  # partial bytes: after a restore an upload begins anew
FIRST = "checkpoint"  # of the log: all that it counts is there once it was read
ABSENT = {"NoSuchKey", "NoSuchBucket", "404", "NotFound"}


@dataclass(frozen=True, slots=True)
class Found:
    """One object as the store lists it."""

    key: str
    bytes: int
    mark: str


def copy_bucket(
    house: House, part: str, into: Listing, before: Listing | None, say: Callable[[str], None]
) -> int:
    """Copy a bucket; give how many files had to be fetched."""
    client, fetched, done = house.client(), 0, 0
    wanted = _listed(client, house.bucket(part))
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        while some := list(islice(wanted, BATCH)):
            known = [before.find(part, one.key) if before else None for one in some]

            def copied(one: Found, old: File | None) -> tuple[File, bool] | None:
                same = old is not None and (old.bytes, old.mark) == (one.bytes, one.mark)
                if before and old and same and _linked(before, into, old.sha256):
                    return old, False
                return _fetched(client, house.bucket(part), part, one, into)

            files = [told for told in pool.map(copied, some, known) if told]
            into.add(file for file, _new in files)
            fetched += sum(new for _file, new in files)
            done += len(some)
            say(f"{part}: {done} files, {fetched} fetched")
    return fetched


def _listed(client: S3Client, bucket: str) -> Iterator[Found]:
    """List a bucket page by page, the log's checkpoint first."""
    try:
        head = client.head_object(Bucket=bucket, Key=FIRST)
        yield Found(FIRST, head["ContentLength"], head["ETag"])
    except ClientError as error:
        if error.response["Error"]["Code"] not in ABSENT:
            raise
    try:
        for page in client.get_paginator("list_objects_v2").paginate(Bucket=bucket):
            for one in page.get("Contents", []):
                if one["Key"] != FIRST and not one["Key"].startswith(LEFT_OUT):
                    yield Found(one["Key"], one["Size"], one["ETag"])
    except ClientError as error:
        if error.response["Error"]["Code"] not in ABSENT:
            raise


def _linked(before: Listing, into: Listing, sha256: str) -> bool:
    """Give the file a second name; on another disk, copy it.  False when it is not there."""
    old, new = before.place(sha256), into.place(sha256)
    if new.exists():
        return True
    new.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(old, new)
    except FileExistsError:
        return True
    except FileNotFoundError:
        return False
    except OSError:
        shutil.copyfile(old, new)
    return True


def _fetched(
    client: S3Client, bucket: str, part: str, one: Found, into: Listing
) -> tuple[File, bool] | None:
    """Read an object; None where it was deleted meanwhile."""
    try:
        answer = client.get_object(Bucket=bucket, Key=one.key)
    except ClientError as error:
        if error.response["Error"]["Code"] in ABSENT:
            return None
        raise
    draft = into.folder / "files" / f".{uuid4().hex}"
    draft.parent.mkdir(exist_ok=True)
    summed, size = hashlib.sha256(), 0
    with draft.open("wb") as file:
        for piece in answer["Body"].iter_chunks(CHUNK):
            summed.update(piece)
            size += file.write(piece)
    place = into.place(summed.hexdigest())
    place.parent.mkdir(exist_ok=True)
    draft.replace(place)
    kind = answer.get("ContentType", "")
    return File(part, one.key, size, answer["ETag"], kind, summed.hexdigest()), True

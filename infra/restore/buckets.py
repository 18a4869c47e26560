"""Objects back into their buckets (恢复对象); the public log's bucket is not rolled back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import islice
from pathlib import Path

from botocore.exceptions import ClientError

from infra.backup.copying import ABSENT, BATCH, FIRST, SIDE_BY_SIDE
from infra.backup.house import House
from infra.backup.listing import File, Listing

UNKNOWN = "application/octet-stream"


def ensure(house: House, part: str) -> None:
    """Make a bucket when it is not there."""
    client = house.client()
    try:
        client.head_bucket(Bucket=house.bucket(part))
    except ClientError:
        client.create_bucket(Bucket=house.bucket(part))


def log_is_published(house: House) -> bool:
    """Say whether the log's bucket holds a checkpoint."""
    try:
        house.client().head_object(Bucket=house.bucket("log"), Key=FIRST)
    except ClientError as error:
        if error.response["Error"]["Code"] in ABSENT:
            return False
        raise
    return True


def put_back(house: House, backup: Path, part: str, say: Callable[[str], None]) -> int:
    """Put what the store lacks, the log's checkpoint last; give how many."""
    client, bucket, put = house.client(), house.bucket(part), 0

    def one(file: File) -> int:
        try:
            if client.head_object(Bucket=bucket, Key=file.key)["ContentLength"] == file.bytes:
                return 0
        except ClientError as error:
            if error.response["Error"]["Code"] not in ABSENT:
                raise
        with listing.place(file.sha256).open("rb") as body:
            client.put_object(
                Bucket=bucket, Key=file.key, Body=body, ContentType=file.type or UNKNOWN
            )
        return 1

    with closing(Listing(backup)) as listing, ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        files = _checkpoint_last(listing, part)
        while some := list(islice(files, BATCH)):
            put += sum(pool.map(one, some))
            say(f"{part}: {put} put back")
    return put


def _checkpoint_last(listing: Listing, part: str) -> Iterator[File]:
    for file in listing.all(part):
        if file.key != FIRST:
            yield file
    if last := listing.find(part, FIRST):
        yield last

"""Reading a batch from the wire within its limits (读取批次)."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, NoReturn

from backend.sync.refusals import (
    BatchInflatesTooFar,
    BatchMalformed,
    BatchTooLarge,
    BatchTooMany,
    GzipBroken,
)

MAX_PACKED = 1024 * 1024
MAX_INFLATED = 8 * 1024 * 1024
MAX_OPERATIONS = 500
CHUNK = 64 * 1024

Read = Callable[[int], bytes]


def read_body(read: Read, *, gzipped: bool) -> bytes:
    """Read a body, inflating on the way and stopping at the limit, not after it.

    Raises BatchTooLarge, BatchInflatesTooFar, GzipBroken.
    """
    inflater = zlib.decompressobj(wbits=31) if gzipped else None
    packed, whole = 0, bytearray()
    while chunk := read(CHUNK):
        packed += len(chunk)
        if packed > MAX_PACKED:
            raise BatchTooLarge(
                "the batch is too large as sent",
                expected=f"at most {MAX_PACKED} bytes",
                came=f"more than {packed - len(chunk)}",
                do="send fewer operations in one batch",
            )
        whole += _inflate(inflater, chunk, MAX_INFLATED + 1 - len(whole)) if inflater else chunk
        if len(whole) > MAX_INFLATED:
            raise BatchInflatesTooFar(
                "the batch is too large when inflated",
                expected=f"at most {MAX_INFLATED} bytes",
                came="more",
                do="send fewer operations in one batch",
            )
    if inflater and (not inflater.eof or inflater.unused_data):
        raise GzipBroken(
            "the compressed body is not one whole gzip stream",
            expected="one gzip member, to its end",
            came="an early end" if not inflater.eof else "bytes after the end",
            do="send the batch again",
        )
    return bytes(whole)


def _inflate(inflater: Any, chunk: bytes, room: int) -> bytes:
    try:
        out: bytes = inflater.decompress(chunk, room)
    except zlib.error as fault:
        raise GzipBroken(
            "the compressed body cannot be read",
            expected="gzip",
            came=str(fault),
            do="send the batch again, or without Content-Encoding",
        ) from fault
    return out


class Carried(NamedTuple):
    """A colleague's batch that this tablet passes on (代传批次)."""

    device: str
    body: bytes
    signature: str


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch as read: operations still raw; sent_at: the device's clock at sending, if said.

    carried: batches of other tablets, each with that tablet's own signature, handed over where
    there was no signal.
    """

    operations: list[Any]
    sent_at: datetime | None
    carried: tuple[Carried, ...] = ()


def batch_of(body: bytes) -> Batch:
    """Read the outer form of a batch; raises BatchMalformed, BatchTooMany."""
    try:
        batch = json.loads(body, parse_constant=_no_constant)
    except (ValueError, RecursionError) as fault:
        raise BatchMalformed(
            "the batch is not JSON",
            expected='{"operations": […]} in UTF-8',
            came=str(fault)[:120],
            do="send the batch again as the client wrote it",
        ) from fault
    listed = batch.get("operations") if isinstance(batch, dict) else None
    if not isinstance(listed, list):
        raise BatchMalformed(
            "the batch has no list of operations",
            expected='{"operations": […]}',
            came=type(batch).__name__,
            do="put the operations into a list",
            place="operations",
        )
    if len(listed) > MAX_OPERATIONS:
        raise BatchTooMany(
            "too many operations in one batch",
            expected=f"at most {MAX_OPERATIONS}",
            came=str(len(listed)),
            do="send them in several batches",
        )
    return Batch(listed, _moment(batch.get("sent_at")), _carried(batch.get("carried")))


def _carried(value: Any) -> tuple[Carried, ...]:
    """Read what is passed on; raises BatchMalformed."""
    keys = ("device", "body", "signature")
    carried = value or []
    if not isinstance(carried, list) or not all(
        isinstance(one, dict) and all(isinstance(one.get(key), str) for key in keys)
        for one in carried
    ):
        raise BatchMalformed(
            "what is passed on cannot be read",
            expected='[{"device", "body", "signature"}, …], all text',
            came=type(value).__name__,
            do="pass each batch on as its tablet wrote and signed it",
            place="carried",
        )
    return tuple(
        Carried(one["device"], one["body"].encode("utf-8", "surrogatepass"), one["signature"])
        for one in carried
    )


def _moment(value: Any) -> datetime | None:
    try:
        at = datetime.fromisoformat(value)
    except (ValueError, TypeError):
        return None
    return at if at.tzinfo else None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")

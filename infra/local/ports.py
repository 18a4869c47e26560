"""Free ports, chosen once and kept in ``services.json`` (端口)."""

import json
import os
import random
import socket
from collections.abc import Sequence

from infra.local.places import Places
from infra.local.trouble import Trouble

GRPC = 10_000  # the object store takes each of its ports a second time, this much higher
LOWEST, HIGHEST = 12_000, 22_000  # below what outgoing connections use, even with GRPC added


def is_free(port: int) -> bool:
    """Whether this port can be listened on, on the loopback address."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def keep(places: Places, name: str, wanted: Sequence[int] = (), *, spare: int = 0) -> int:
    """The port of that name: the one kept if free, else a wanted one, else any free one.

    spare: when not 0, port + spare must be free too.
    Call it only while the server of that name is down: a port in use counts as taken.
    """
    book = _read(places)
    reserved = {port + more for port in book.values() for more in (0, GRPC)}
    kept = [book.pop(name)] if name in book else []
    candidates = [*kept, *wanted, *random.sample(range(LOWEST, HIGHEST), 200)]
    for port in candidates:
        mine = {port, port + spare}
        if all(is_free(each) for each in mine) and (port in kept or not mine & reserved):
            _write(places, {**book, name: port})
            return port
    raise Trouble(
        "no-free-port",
        f"expected a free port for {name}, came none of {len(candidates)}; "
        "end something that listens",
    )


def kept(places: Places, name: str) -> int | None:
    """The port chosen for that name, None before its first start."""
    return _read(places).get(name)


def _read(places: Places) -> dict[str, int]:
    try:
        book = json.loads((places.var / "services.json").read_text(encoding="ascii"))
        return {str(name): int(port) for name, port in book["ports"].items()}
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return {}  # a damaged book costs nothing but new ports


def _write(places: Places, book: dict[str, int]) -> None:
    draft = places.var / f"services.json.{os.getpid()}"
    draft.write_text(json.dumps({"ports": dict(sorted(book.items()))}, indent=2) + "\n")
    draft.replace(places.var / "services.json")

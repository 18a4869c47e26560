"""An upload to the real server over a line that is cut again and again."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection
from rest_framework_simplejwt.tokens import AccessToken

from backend.inspections.models import Evidence
from tests.backend.sync import photos
from tests.backend.sync.make import Tablet, tablet


@pytest.fixture
def port(committed: None, template_copy: str) -> Iterator[int]:
    """Serve the committed database by granian's WSGI interface, as in production."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
    parts = urlsplit(os.environ["DATABASE_URL"])
    env = {**os.environ, "DATABASE_URL": urlunsplit(parts._replace(path=f"/{template_copy}"))}
    command = ["granian", "--interface=wsgi", "--host=127.0.0.1", f"--port={number}"]
    server = subprocess.Popen(
        [sys.executable, "-m", *command, "--workers=1", "backend.config.wsgi:application"],
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(number)
        yield number
    finally:
        server.terminate()
        server.wait(20)


def wait_for(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the server did not come up")


def request(port: int, head: list[str], body: bytes, *, cut: bool = False) -> str:
    """Send a request byte by byte; a cut one is closed without reading the answer."""
    with socket.create_connection(("127.0.0.1", port), 30) as line:
        line.sendall("\r\n".join([*head, "Host: 127.0.0.1", "Connection: close", "", ""]).encode())
        line.sendall(body)
        if cut:
            return ""
        answer = b""
        while chunk := line.recv(65536):
            answer += chunk
    return answer.decode("latin-1")


def offset_of(port: int, one: Tablet, path: str) -> int:
    answer = request(port, [f"HEAD {path} HTTP/1.1", *headers(one)], b"")
    (line,) = [one for one in answer.splitlines() if one.lower().startswith("upload-offset")]
    return int(line.split(":")[1])


def headers(one: Tablet) -> list[str]:
    assert one.person is not None
    return [
        f"Authorization: Bearer {AccessToken.for_user(one.person)}",
        f"Xingjian-Device: {one.device.pk}",
        "Tus-Resumable: 1.0.0",
    ]


def test_every_byte_that_reached_the_server_is_kept(port: int) -> None:
    one, data = tablet(), photos.photo(size=(900, 700))
    path = urlsplit(photos.begun(one, data)).path
    sent, offset, cuts = 0, 0, 0
    while offset < len(data):
        cut = offset + 40_000 < len(data)
        piece = data[offset : offset + 40_000] if cut else data[offset:]
        head = [
            f"PATCH {path} HTTP/1.1",
            *headers(one),
            f"Upload-Offset: {offset}",
            "Content-Type: application/offset+octet-stream",
            f"Content-Length: {len(data) - offset}",
        ]
        answer = request(port, head, piece, cut=cut)
        sent += len(piece)
        if not cut:
            assert answer.startswith("HTTP/1.1 204"), answer
            break
        cuts += 1
        for _ in range(50):
            if (now := offset_of(port, one, path)) > offset:
                break
            time.sleep(0.1)
        assert now > offset, "what arrived before the cut was dropped"
        offset = now

    assert cuts >= 3
    assert sent <= len(data) * 1.05
    assert Evidence.objects.get(visit=one.visit).state == Evidence.State.COMPLETE
    assert connection.settings_dict["NAME"].endswith("_committed")

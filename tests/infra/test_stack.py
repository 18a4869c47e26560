"""What the stack says about itself, and what it leaves behind."""

import os
from pathlib import Path

import psycopg
import pytest
import redis
from botocore.exceptions import ClientError

from infra.local.__main__ import down, status
from infra.local.objects import BUCKET
from infra.local.places import Places
from infra.local.postgres import APP
from infra.local.processes import MARK, PROC
from infra.local.services import SERVERS, Stack
from infra.local.trouble import Trouble


def marked(stack: Stack) -> list[int]:
    """Every process of this machine that carries this stack's mark."""
    found = []
    for entry in PROC.iterdir():
        try:
            environment = (entry / "environ").read_bytes() if entry.name.isdigit() else b""
        except OSError:
            continue
        if f"@{stack.places.var}".encode() in environment and MARK.encode() in environment:
            found.append(int(entry.name))
    return found


def test_status_tells_running_from_died_and_stopped(
    stack: Stack, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in SERVERS:
        stack.service(name).up()
    assert status(stack, []) == 0
    stack.valkey.kill()
    stack.objects.down()
    capsys.readouterr()

    assert status(stack, []) == 3
    words = {line.split()[0]: line.split()[1] for line in capsys.readouterr().out.splitlines()}
    assert words == {
        "postgres": "running",
        "valkey": "died",
        "objects": "stopped",
        "web": "stopped",
        "worker": "stopped",
        "beat": "stopped",
    }


def test_down_leaves_nothing_running(stack: Stack) -> None:
    for name in SERVERS:
        stack.service(name).up()
    assert marked(stack)

    down(stack, [])

    assert marked(stack) == []
    assert not stack.places.sockets().exists()


def test_nobody_enters_with_a_wrong_password(stack: Stack) -> None:
    for name in SERVERS:
        stack.service(name).up()

    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(stack.postgres.url(APP), password="wrong")
    host, port = stack.valkey.address().split(":")
    broker = redis.Redis(host, int(port), password="wrong")
    with broker, pytest.raises(redis.AuthenticationError):
        broker.ping()
    intruder = stack.objects.client(S3_SECRET_ACCESS_KEY="wrong")
    with pytest.raises(ClientError, match="SignatureDoesNotMatch"):
        intruder.put_object(Bucket=BUCKET, Key="intruder", Body=b"")


def test_secrets_are_the_owners_alone(stack: Stack) -> None:
    assert stack.places.secrets.stat().st_mode & 0o777 == 0o700
    modes = {path.stat().st_mode & 0o777 for path in stack.places.secrets.iterdir()}
    assert modes == {0o600}


def test_an_address_in_the_environment_replaces_the_server(tmp_path: Path) -> None:
    elsewhere = {"DATABASE_URL": "postgresql://somebody@db.example/xingjian"}
    stack = Stack(Places(tmp_path), given=elsewhere)

    environment = stack.environment()

    assert stack.given_elsewhere("postgres") == "DATABASE_URL"
    assert stack.given_elsewhere("valkey") is None
    assert environment["DATABASE_URL"] == elsewhere["DATABASE_URL"]
    assert environment["DATABASE_OWNER_URL"] == elsewhere["DATABASE_URL"]


def test_our_own_address_in_the_environment_replaces_nothing(tmp_path: Path) -> None:
    environment = Stack(Places(tmp_path), given={}).environment()

    again = Stack(Places(tmp_path), given=environment)

    assert [again.given_elsewhere(name) for name in SERVERS] == [None, None, None]
    assert again.environment() == environment


def test_an_unknown_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="came mysql") as refused:
        Stack(Places(tmp_path), given={}).service("mysql")
    assert refused.value.code == "service-unknown"


def test_a_server_that_cannot_start_says_why(tmp_path: Path) -> None:
    stack = Stack(Places(tmp_path), given={})
    (stack.valkey.home / "appendonlydir").mkdir(parents=True)
    (stack.valkey.home / "appendonlydir/appendonly.aof.manifest").write_text("nonsense\n")

    with pytest.raises(Trouble, match="expected valkey to answer") as refused:
        stack.valkey.up()

    assert refused.value.code == "service-silent"
    assert "manifest" in str(refused.value)
    assert os.listdir(stack.places.run) == []

"""Servers come up, are reused, and survive what a power cut does to them."""

import json
import os
import signal
import socket

import pytest

from infra.local import ports
from infra.local.service import Service
from infra.local.services import Stack
from tests.infra.keepsake import kept, put


def test_a_server_that_answers_is_reused(server: Service) -> None:
    before = server.process()

    assert server.up() == "reused"
    assert server.process() == before


def test_a_killed_server_comes_back_with_what_it_had_accepted(
    stack: Stack, server: Service
) -> None:
    values = {f"before-the-cut-{number}" for number in range(20)}
    for value in values:
        put(stack, server.name, value)

    assert server.kill()
    assert not server.answers()

    assert server.up() == "recovered, it had died"
    assert values <= kept(stack, server.name)


def test_a_server_without_a_record_is_found_again(server: Service) -> None:
    before = server.process()
    (server.places.run / f"{server.name}.json").unlink()

    assert server.up() == "reused"
    assert server.process() == before


def test_a_frozen_server_is_started_anew(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("infra.local.service.REUSE_PATIENCE", 1)
    monkeypatch.setattr(stack.valkey, "stop_patience", 1)
    stack.valkey.up()
    put(stack, "valkey", "before-the-frost")
    frozen = stack.valkey.process()
    assert frozen
    frozen.signal(signal.SIGSTOP)

    assert stack.valkey.up() == "restarted, it did not answer"
    assert not frozen.alive
    assert "before-the-frost" in kept(stack, "valkey")


def test_a_record_of_a_number_that_belongs_to_another_harms_nobody(server: Service) -> None:
    server.kill()
    bystander = {"pid": os.getpid(), "started": "another boot:1"}
    (server.places.run / f"{server.name}.json").write_text(json.dumps(bystander))

    assert server.up() == "recovered, it had died"
    process = server.process()
    assert process
    assert process.pid != os.getpid()


def test_a_stale_lock_of_postgres_is_cleared(stack: Stack) -> None:
    stack.postgres.up()
    stack.postgres.kill()
    lock = stack.postgres.data / "postmaster.pid"
    lines = lock.read_text().splitlines()
    lock.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")  # ours lives

    assert stack.postgres.up() == "recovered, it had died"


@pytest.mark.parametrize(("name", "port"), [("valkey", "valkey"), ("objects", "objects_master")])
def test_a_port_taken_meanwhile_is_chosen_anew(stack: Stack, name: str, port: str) -> None:
    server = stack.service(name)
    server.up()
    put(stack, name, "before-the-move")
    server.down()
    before = ports.kept(stack.places, port)
    assert before

    with socket.create_server(("127.0.0.1", before)):
        assert server.up() == "started"

    assert ports.kept(stack.places, port) != before
    assert "before-the-move" in kept(stack, name)

"""Processes are known by number and start time, and end with everything they started."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.local.places import Places
from infra.local.processes import Process, left_behind, started
from infra.local.service import Command, Service


class Pair(Service):
    """A leader with one child, like a web server with one worker."""

    name = "pair"

    def command(self) -> Command:
        return Command(["sh", "-c", "sleep 300 & sleep 300; true"])

    def ping(self) -> None:
        process = self.recorded()
        if not process or len(left_behind(self.mark, process.pid)) < 3:
            raise ConnectionError("not all three are there yet")

    def address(self) -> str:
        return "nowhere"


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    places = Places(tmp_path / "var")
    places.make()
    made = Pair(places)
    made.up()
    yield made
    made.down()


def session(service: Service) -> list[Process]:
    """All living processes of its session."""
    process = service.recorded()
    assert process
    return left_behind(service.mark, process.pid)


def test_down_ends_the_children_too(pair: Pair) -> None:
    all_three = session(pair)

    assert pair.down()

    assert [process.alive for process in all_three] == [False, False, False]
    assert pair.down() is False


def test_children_of_a_killed_leader_are_ended_before_a_new_start(pair: Pair) -> None:
    leader, *children = session(pair)
    os.kill(leader.pid, signal.SIGKILL)
    assert leader.wait(5)
    assert all(child.alive for child in children)

    assert pair.up() == "recovered, it had died"

    assert not any(child.alive for child in children)


def test_a_process_of_another_stack_is_left_alone(pair: Pair, tmp_path: Path) -> None:
    other = Pair(Places(tmp_path / "elsewhere"))
    other.places.make()

    assert other.process() is None
    assert other.down() is False
    assert len(session(pair)) == 3


def test_a_number_given_to_another_process_is_not_the_one_we_started() -> None:
    ours = Process(os.getpid(), "another boot:1")

    ours.signal(signal.SIGKILL)  # would end these tests if the number alone counted

    assert not ours.alive
    assert Process(os.getpid(), str(started(os.getpid()))).alive


def test_an_ended_process_that_nobody_reaped_counts_as_ended() -> None:
    with subprocess.Popen(["true"]) as child:
        until = time.monotonic() + 5
        while started(child.pid) and time.monotonic() < until:
            time.sleep(0.01)
        assert started(child.pid) is None

"""The walk ends with the same result when server, worker and database are killed on its way.

Everything runs in a stack of its own; where the kills fall is drawn anew each time and told with
a failure; XINGJIAN_KILLS="step:victim,…" repeats a run.
"""

import os
import random
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.demo import stage
from infra.demo.steps import STEPS
from infra.demo.walk import Walk, run
from infra.local.places import Places
from infra.local.service import Service
from infra.local.services import PROGRAMS, SERVERS, Stack

pytestmark = pytest.mark.long
VICTIMS = ("web", "worker", "postgres")
FIRST = 2  # before that there is nothing to lose
COUNTS = {
    "people": 26,
    "import_sites": 120,
    "officers": 4,
    "quota": 6,
    "randomness": 6,
    "visits": 6,
    "approve": 6,
    "photos": 6,
    "conclude": 6,
    "papers": 6,
    "order": 1,
    "publish": 6,
    "credit": 1,
    "assessors": 7,
    "applying": 3,
    "eligibility": 3,
    "no_star": 3,
    "plan_assessments": 2,
    "score": 2,
    "vote": 6,
    "notice": 2,
    "review": 1,
    "confirm": 2,
    "rating_papers": 8,
    "public_level": 2,
    "pages": 9,
}


@pytest.fixture(scope="module")
def stack() -> Iterator[Stack]:
    """A stack in its own folder, which `here()` finds through the environment."""
    folder = Path(tempfile.mkdtemp(prefix="xingjian-walk-"))
    with pytest.MonkeyPatch.context() as patch:
        for name in [n for n in os.environ if n.startswith(("DATABASE_", "REDIS_", "S3_"))]:
            patch.delenv(name)
        for name in ("DJANGO_SECRET_KEY", "XINGJIAN_MASTER_KEY", "XINGJIAN_ADDRESS"):
            patch.delenv(name, raising=False)
        patch.setenv("XINGJIAN_VAR", str(folder / "var"))
        made = Stack(Places(folder / "var"), given={})
        try:
            for name in SERVERS:
                made.service(name).up()
            yield made
        finally:
            for name in (*reversed(PROGRAMS), *reversed(SERVERS)):
                made.service(name).down()
            shutil.rmtree(folder)


def chosen() -> dict[str, str]:
    """Give three steps, and who dies while each runs."""
    if given := os.environ.get("XINGJIAN_KILLS"):
        return dict(pair.split(":") for pair in given.split(","))
    names = [step.__name__ for step in STEPS[FIRST:]]
    return dict(zip(random.sample(names, 3), VICTIMS, strict=True))


def service(stack: Stack, name: str) -> Service:
    """Give a service as the demonstration started it."""
    if name in SERVERS:
        return stack.service(name)
    return next(program for program in stage.programs() if program.name == name)


def test_killed_at_three_random_points_the_walk_ends_with_the_same_result(
    stack: Stack,
) -> None:
    kills = chosen()
    threads: list[threading.Thread] = []

    def strike(victim: str) -> None:
        time.sleep(random.uniform(0, 0.6))
        found = service(stack, victim)
        found.kill()
        time.sleep(1)
        found.up()

    def between(name: str) -> None:
        if name in kills:
            print(f"-- killing {kills[name]} during {name}", flush=True)
            threads.append(threading.Thread(target=strike, args=(kills[name],)))
            threads[-1].start()

    print(f"\nkills: {','.join(f'{step}:{victim}' for step, victim in kills.items())}")
    walk = stage.stage(fresh=True)
    try:
        run(walk, STEPS, between)
    finally:
        walk.close()
        for thread in threads:
            thread.join()

    assert len(threads) == len(kills)
    assert counts(walk) == COUNTS


def counts(walk: Walk) -> dict[str, int]:
    """Give how many each counted step made."""
    return {name: walk.kept[f"done:{name}"][1] for name in COUNTS}

"""A library of checklists for the browser (合成数据): drafts, a proposal, trials."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from backend.accounts.models import Person
from backend.standards import services
from backend.standards.models import ChecklistVersion
from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.inspections import trials
from tests.e2e.world import World

SHIPPED = Path(__file__).parents[2] / "checklists"
GB, DEMO = "gb-38600-2019", "gbt-37276-2018"


@dataclass(frozen=True, slots=True)
class Library:
    """Where the browser goes."""

    registrar: str
    draft: str
    proposed: str
    long: str
    incomplete: str
    case: str
    tries: str
    trial: str
    waiting: str
    diff: str
    visit: str


@contextmanager
def library_in(place: Path) -> Iterator[Library]:
    """Build it over a copy of the shipped checklists; everything is committed."""
    home, var = settings.CHECKLISTS, settings.VAR
    shutil.copytree(SHIPPED, place / "checklists")
    settings.CHECKLISTS, settings.VAR = place / "checklists", place / "var"
    try:
        with transaction.atomic():
            told = _build(place / "checklists")
        connection.close()
        yield told
    finally:
        settings.CHECKLISTS, settings.VAR = home, var


def _build(checklists: Path) -> Library:
    registrar = _account(make.person("registrar", username="biaozhun", name="标准登记员（合成）"))
    other = make.person("head", name="另一负责人（合成）")
    current = _published(GB, "2022.1", registrar, other)
    _published(DEMO, "2020.1-demo", registrar, other)
    _changed(checklists / GB, "2022.1", "2026.9")
    newer = services.load_checklist(standard=GB, version="2026.9", by=registrar)
    example = services.load_checklist(standard="example", version="2", by=registrar)
    services.propose_checklist(checklist_id=example.pk, by=registrar)
    services.load_checklist(standard=DEMO, version="2020.1", by=registrar)
    old = visits.checklist()
    new = trials.newer(old)
    shown = trials.locked(old, exit="no")
    for number in range(4):
        trials.locked(old, **({"exit": "no"} if number % 2 else {"food": "no"}))
    trial = trials.done(old, new, by=registrar)
    waiting = trials.asked(old, new, by=other)
    return Library(
        registrar=registrar.username,
        draft=_page(newer),
        proposed=f"{_page(example)}/steps",
        long=f"/office/checklists/{DEMO}/2020.1-demo",
        incomplete=f"/office/checklists/{DEMO}/2020.1",
        case=f"{_page(example)}/cases/1",
        tries=f"{_page(new)}/what-if",
        trial=f"/office/what-if/{trial.pk}",
        waiting=f"/office/what-if/{waiting.pk}",
        diff=f"/office/checklists/diff?old={current.digest}&new={newer.digest}",
        visit=f"/office/visits/{shown.pk}",
    )


def _page(row: ChecklistVersion) -> str:
    return f"/office/checklists/{row.standard}/{row.version}"


def _published(standard: str, version: str, one: Person, other: Person) -> ChecklistVersion:
    found = services.load_checklist(standard=standard, version=version, by=one)
    services.propose_checklist(checklist_id=found.pk, by=one)
    return services.publish_checklist(checklist_id=found.pk, by=other)


def _changed(standard: Path, old: str, new: str) -> None:
    """Copy a version with another title, another rule and one item less."""
    shutil.copytree(standard / old, standard / new)
    head = standard / new / "standard.yaml"
    text = head.read_text(encoding="utf-8").replace(f'version: "{old}"', f'version: "{new}"')
    head.write_text(text.replace('from: "2022-01-01"', 'from: "2027-01-01"'), "utf-8")
    basic = standard / new / "basic.yaml"
    told = basic.read_text(encoding="utf-8")
    basic.write_text(told.replace("zh: ", "zh: 【拟】", 3), "utf-8")


def _account(person: Person) -> Person:
    person.set_password(World.WORD)
    person.save(update_fields=["password"])
    return person

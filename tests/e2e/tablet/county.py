"""What a tablet finds in its county (合成数据): officers with passwords, approved visits."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction

from backend.accounts import services as accounts
from backend.accounts.models import Person
from backend.core import outbox
from backend.inspections.models import Visit
from backend.registers.models import Officer
from backend.standards import services as standards
from backend.standards.models import ChecklistVersion
from tests.backend import make
from tests.backend.inspections import make as visits

WORD = "合成口令-请勿使用"
PASSPHRASE = "合成口令 basement 7"
PIN = {"lead": "246813", "second": "975318", "third": "864209"}
PAIR = (("chenyan", "陈岩（合成）", PIN["lead"]), ("zhaomin", "赵敏（合成）", PIN["second"]))
ASSESSORS = (
    ("sunli", "孙丽（合成）", PIN["lead"]),
    ("qianwei", "钱伟（合成）", PIN["second"]),
    ("wujing", "吴静（合成）", PIN["third"]),
)


@dataclass(frozen=True, slots=True)
class County:
    """Who is there, and which visits wait for them."""

    registrar: Person
    publisher: Person
    lead: Officer
    second: Officer
    visits: tuple[UUID, ...]

    def code(self, label: str = "合成平板一号") -> str:
        """Make a one-time enrolment code, as the office page does."""
        return accounts.make_enrolment_code(label=label, region_code=make.DAOLI, by=self.registrar)


def build(*, visits_wanted: int = 1, items: int = 0) -> County:
    """Build it, committed; items: on a synthetic checklist of so many, not the shipped one."""
    with transaction.atomic():
        crew = _crew()
        names = [f"n{number:03}" for number in range(items)]
        checklist = visits.checklist(names=names) if items else _shipped()
        planned = tuple(_visit(checklist, crew).pk for _ in range(visits_wanted))
        told = County(
            registrar=_account(make.person("registrar", "publisher", username="dengji")),
            publisher=_account(make.person("publisher", username="gongshi")),
            lead=crew[0],
            second=crew[1],
            visits=planned,
        )
    outbox.deliver_all()
    connection.close()
    return told


def rating() -> Visit:
    """Plan a rating of three items by three assessors, committed."""
    with transaction.atomic():
        crew = [visits.assessor(name=name) for _, name, _ in ASSESSORS]
        for one, (username, name, _) in zip(crew, ASSESSORS, strict=True):
            assert one.person is not None
            one.person.username, one.person.name = username, name
            _account(one.person)
        home = visits.site()
        home.name = f"合成评定院（{home.number}）"
        home.save(update_fields=["name"])
        checklist = visits.checklist("rating")
        planned = visits.plan("rating", checklist=checklist, crew=crew, site=home, applied_for="1")
    outbox.deliver_all()
    return planned


def deliver() -> None:
    """Let the worker do what is due; in a thread of its own, for the browser's loop runs here."""
    with ThreadPoolExecutor(max_workers=1) as worker:
        worker.submit(_deliver).result()


def _deliver() -> None:
    outbox.deliver_all()
    connection.close()


def _crew() -> Sequence[Officer]:
    crew = [visits.officer(), visits.officer()]
    for one, name, username in zip(
        crew, ("陈岩（合成）", "赵敏（合成）"), ("chenyan", "zhaomin"), strict=True
    ):
        one.name = name
        one.save(update_fields=["name"])
        assert one.person is not None
        one.person.username, one.person.name = username, name
        _account(one.person)
    return crew


def _shipped() -> ChecklistVersion:
    loaded = standards.load_checklist(
        standard="gb-38600-2019", version="2022.1", by=make.person("registrar")
    )
    standards.propose_checklist(checklist_id=loaded.pk, by=loaded.loaded_by)
    return standards.publish_checklist(checklist_id=loaded.pk, by=make.person("head"))


def _visit(checklist: ChecklistVersion, crew: Sequence[Officer]) -> Visit:
    home = visits.site()
    home.name = f"合成养老院（{home.number}）"
    return visits.approved("case", checklist=checklist, crew=list(crew), site=home)


def _account(person: Person) -> Person:
    person.set_password(WORD)
    person.save()
    return person

"""Builders for the registers: synthetic homes and officers only (合成数据)."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from stdnum.cn import uscc as stdnum_uscc

from backend.accounts.models import Person
from backend.core import clock
from backend.registers.models import HomeManager, LegalPerson, Officer, Site
from tests.backend import make

_numbers = count(1)
FILED_ON = date(2024, 3, 1)


def code(running: int) -> str:
    """Give a well-formed code of no real organisation (合成统一社会信用代码)."""
    body = f"52{make.DAOLI}MJY{running:06d}"
    return body + str(stdnum_uscc.calc_check_digit(body))


def holder(**values: Any) -> LegalPerson:
    """Make a legal person."""
    n = next(_numbers)
    return LegalPerson.objects.create(
        **{"uscc": code(900_000 + n), "name": f"合成养老院{n}", **values}
    )


def holder_name(site: Site) -> str:
    """Give the holder's name of a site that has one."""
    assert site.legal_person
    return site.legal_person.name


def site(*, at: str = make.DAOLI, **values: Any) -> Site:
    """Make a filed site under its own certificate."""
    n = next(_numbers)
    if "legal_person" not in values:
        values["legal_person"] = holder()
    given = {
        "region": make.region(at),
        "number": "01",
        "name": f"合成养老院{n}",
        "address": f"合成路 {n} 号",
        "beds": 80,
        "kind_id": "care_home",
        "state": Site.State.FILED,
        "filing_number": f"{at}{n:04d}",
        "filed_on": FILED_ON,
        "phone": "0451-00000000",
    }
    return Site.objects.create(**{**given, **values})


def unfiled_site(*, at: str = make.DAOLI, **values: Any) -> Site:
    """Make a place without certificate and filing."""
    n = next(_numbers)
    given = {"number": f"{at}{n:03d}", "state": Site.State.UNFILED, "legal_person": None}
    return site(at=at, **{**given, "filing_number": "", "filed_on": None, **values})


def officer(*, at: str = make.DAOLI, **values: Any) -> Officer:
    """Make an officer of 民政 whose certificate holds for a year."""
    n = next(_numbers)
    given = {
        "name": f"合成检查员{n}",
        "department": "民政",
        "region": make.region(at),
        "certificate_number": f"合成-{n:06d}",
        "certificate_until": clock.today() + timedelta(days=365),
        "valid_from": date(2020, 1, 1),
    }
    return Officer.objects.create(**{**given, **values})


def manager(somebody: Person, home: Site) -> HomeManager:
    """Let somebody act for the home."""
    target = {"legal_person": home.legal_person} if home.legal_person else {"site": home}
    return HomeManager.objects.create(person=somebody, valid_from=FILED_ON, **target)

"""One synthetic county for the browser (合成数据): homes, visits in every state, draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from django.db import connection, transaction

from backend.accounts import services as accounts
from backend.accounts.models import Person
from backend.core import outbox
from backend.draws import services as draws
from backend.inspections.models import Visit
from backend.registers.models import Site
from tests.backend import make
from tests.backend.accounts.make import SignedTablet
from tests.backend.draws import make as pools
from tests.backend.inspections import make as visits
from tests.backend.keys.make import device_key
from tests.backend.papers import make as papers
from tests.backend.publication import make as publications
from tests.backend.registers import make as registers

LONGEST = (
    "合成哈尔滨市道里区群力新区金秋夕阳红颐养护理康复医养结合社会福利服务中心"
    "老年公寓（第二分院暨认知障碍照护专区）合成数据"
)[
    # of sixty characters
    :60
]
MANY = 60  # visits: more than a page


@dataclass(frozen=True, slots=True)
class World:
    """Where the browser goes."""

    WORD: ClassVar[str] = "合成口令-请勿使用"

    head: str
    stranger: str
    manager: str
    registrar: str
    tablet: str
    site: str
    unfiled: str
    visit: str
    open_draw: str
    waiting_draw: str
    paper_code: str


def build() -> World:
    """Build it; everything is committed."""
    with transaction.atomic():
        shown = _shown()
        _others()
        told = World(
            head=_account(make.person("head", username="juzhang", name="局长（合成）")),
            stranger=_account(make.person("head", at=make.NANGANG, username="linqu")),
            manager=_account(visits.manager(shown.site)),
            registrar=_account(
                make.person("registrar", "platform_admin", username="dengji", name="登记员（合成）")
            ),
            tablet=f"/office/devices/{_asking()}",
            site=f"/sites/{shown.site_id}",
            unfiled=f"/sites/{registers.unfiled_site().pk}",
            visit=f"/office/visits/{shown.pk}",
            open_draw=f"/draws/{_finished()}",
            waiting_draw=f"/draws/{pools.announced().pk}",
            paper_code=papers.sealed(site=shown.site_id, subject=shown.pk).verify_code,
        )
    outbox.deliver_all()
    connection.close()
    return told


def _asking() -> UUID:
    """Give a tablet with a long name whose passphrase was forgotten."""
    device = SignedTablet().device
    device.label = LONGEST
    device.save(update_fields=["label"])
    accounts.ask_reset(device=device, public_jwk=device_key()[1])
    return device.pk


def _shown() -> Visit:
    """Give a home with the longest name, two published results, one of them with a problem."""
    home = visits.site()
    home.name = LONGEST
    home.save(update_fields=["name"])
    first = visits.locked(site=home)
    publications.published(first)
    return first


def _others() -> None:
    """Make many visits, in every state before the lock, and one whose result is due."""
    shared = visits.checklist()
    for _ in range(MANY):
        visits.plan(checklist=shared)
    visits.approved("case", checklist=shared)
    visits.opened("case", checklist=shared)
    publications.due()
    Site.objects.filter(name__startswith="合成养老院").update(beds=120)


def _finished() -> str:
    draw = pools.drawn()
    draws.finish_draw(draw_id=draw.pk, actor="system")
    return str(draw.pk)


def _account(person: Person) -> str:
    """Let somebody log in."""
    person.set_password(World.WORD)
    person.save(update_fields=["password"])
    return person.username

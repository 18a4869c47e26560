"""Builders for visits: synthetic homes and officers (合成数据), each one valid thing."""

from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from itertools import count
from typing import Any
from uuid import UUID

from backend.accounts.models import Device, Person
from backend.core import clock
from backend.core.ids import uuid7
from backend.inspections import services
from backend.inspections.models import (
    Attestation,
    Evidence,
    Finding,
    LockRequest,
    RenderedText,
    Signature,
    Visit,
)
from backend.inspections.selectors import adopted_answers
from backend.inspections.services.plan import Seat, Terms
from backend.registers.models import (
    AssessorYear,
    FacilityKind,
    HomeManager,
    LegalPerson,
    Officer,
    Site,
)
from tests.backend import make
from tests.backend.inspections.lists import checklist as checklist  # noqa: PLC0414 (handed on)

_numbers = count(1)
USCC = "52230102MJ{:08d}"


def number() -> int:
    """Give a number that no other thing has."""
    return next(_numbers)


def site(at: str = make.DAOLI) -> Site:
    """Make a filed synthetic home with a holder of its own."""
    n = next(_numbers)
    holder = LegalPerson.objects.create(uscc=USCC.format(n), name=f"合成养老服务中心{n}")
    return Site.objects.create(
        legal_person=holder,
        region=make.region(at),
        number="01",
        name=f"合成养老院{n}",
        address=f"合成路{n}号",
        beds=40,
        kind=FacilityKind.objects.order_by("code")[0],
        state=Site.State.FILED,
        filing_number=f"合成备{n}号",
        filed_on=date(2024, 1, 2),
    )


def officer(
    *, at: str = make.DAOLI, department: str = "民政", until: date | None = None
) -> Officer:
    """Make a certified officer who can log in as an inspector."""
    n = next(_numbers)
    return Officer.objects.create(
        person=make.person("inspector", at=at, department=department),
        name=f"合成检查员{n}",
        department=department,
        region=make.region(at),
        certificate_number=f"HC{n:06d}",
        certificate_until=until or clock.today() + timedelta(days=900),
        valid_from=date(2020, 1, 1),
    )


def assessor(
    *, at: str = make.DAOLI, department: str = "民政", passed: bool = True, name: str = ""
) -> Officer:
    """Make an assessor who can log in and passed this year's examination."""
    n = next(_numbers)
    made = Officer.objects.create(
        pool=Officer.Pool.ASSESSMENT,
        person=make.person("assessor", at=at, department=department),
        name=name or f"合成评定员{n}",
        department=department,
        region=make.region(at),
        certificate_number=f"PD{n:06d}",
        certificate_until=clock.today() + timedelta(days=900),
        valid_from=date(2020, 1, 1),
    )
    if passed:
        year = clock.today().year
        day = date(year, 1, 5)
        AssessorYear.objects.create(
            officer=made, year=year, trained_on=day, examined_on=day, passed=True
        )
    return made


def manager(home: Site) -> Person:
    """Make somebody who acts for the home."""
    person = make.person("home_manager", at=home.region_id)
    HomeManager.objects.create(
        person=person, legal_person=home.legal_person, valid_from=date(2020, 1, 1)
    )
    return person


def device(at: str = make.DAOLI) -> Device:
    """Make an active tablet."""
    return Device.objects.create(
        label="合成平板", region=make.region(at), enrolled_by=make.person("registrar", at=at)
    )


TERMS = ("cap_exemption", "applied_for", "task_id", "context", "chapters")


def _list_of(nature: str) -> str:
    return "rating" if nature.startswith("rating") else "inspection"


def plan(nature: str = "routine", **wish: Any) -> Visit:
    """Plan a valid visit of two officers; say only what matters."""
    home = wish.get("site") or site()
    crew = wish.get("crew") or [officer(at=home.region_id), officer(at=home.region_id)]
    if "crew" not in wish and nature.startswith("rating"):
        crew = [assessor() for _ in range(3)]
    start = wish.get("window_from") or clock.today()
    until = wish.get("window_until") or start + timedelta(days=40)
    if until.year != start.year:
        until = date(start.year, 12, 31)
    terms = Terms(
        checklist_id=(wish.get("checklist") or checklist(_list_of(nature))).pk,
        window_from=start,
        window_until=until,
        **{key: wish[key] for key in TERMS if key in wish},
    )
    return services.plan_visit(
        nature=nature,
        site=home.pk,
        purpose="合成：年度抽查",
        brief=wish.get("brief", {"clue": "合成线索"} if nature == "case" else {}),
        officers=[
            Seat(one.pk, is_lead=n == 0, came=wish.get("came", "named"), reason="合成")
            for n, one in enumerate(crew)
        ],
        terms=terms,
        actor="system",
    )


def approved(nature: str = "routine", **wish: Any) -> Visit:
    """Plan a visit and let three persons approve it."""
    visit = plan(nature, **wish)
    services.propose_visit(visit.pk, person=make.person(), seen_version=None)
    services.endorse_visit(visit.pk, person=make.person(), seen_version=None)
    return services.approve_visit(visit.pk, person=make.person(), seen_version=None)


def opened(nature: str = "case", **wish: Any) -> Visit:
    """Give a visit that its officers are walking."""
    visit = approved(nature, **wish)
    visit.state, visit.opened_at = Visit.State.OPEN, clock.now()
    visit.save(update_fields=["state", "opened_at"])
    return visit


def opened_rating(**wish: Any) -> Visit:
    """Give a rating that its assessors are walking; it needs no approval."""
    visit = plan("rating", applied_for="1", **wish)
    visit.state, visit.opened_at = Visit.State.OPEN, clock.now()
    visit.save(update_fields=["state", "opened_at"])
    return visit


def crew_of(visit: Visit) -> list[UUID]:
    """Give the officers' ids by seat."""
    return list(visit.officers.values_list("officer_id", flat=True))


def clocks() -> dict[str, Any]:
    """Give what every row from a tablet carries."""
    return {"op": uuid7(), "done_at": clock.now(), "recorded_at": clock.now()}


def answer(visit: Visit, item: str, value: Any, seat: int = 0) -> Attestation:
    """Let one officer answer one item."""
    return Attestation.objects.create(
        visit=visit, item=f"safety.{item}", value=value, officer_id=crew_of(visit)[seat], **clocks()
    )


def photo(visit: Visit, state: str = "complete", data: bytes = b"photo") -> Evidence:
    """Give a photo's manifest, with or without its bytes."""
    return Evidence.objects.create(
        visit=visit,
        item="safety.exit",
        officer_id=crew_of(visit)[0],
        kind="photo",
        sha256=sha256(data).hexdigest(),
        length=len(data),
        media_type="image/jpeg",
        captured_at=clock.now(),
        lat=Decimal("45.750000"),
        lon=Decimal("126.600000"),
        state=state,
        object_key="evidence/1" if state == "complete" else "",
        **clocks(),
    )


def finding(visit: Visit, **told: Any) -> Finding:
    """Let the lead raise a problem."""
    words = {
        "item": "safety.exit",
        "clause": "合成 §exit",
        "wording": "疏散通道堆放杂物",
        "severity": "hidden_danger",
        "demand": "清理通道",
        "due_days": 10,
    }
    return Finding.objects.create(
        visit=visit, officer_id=crew_of(visit)[0], **{**words, **told}, **clocks()
    )


def signed_record(
    visit: Visit, number: str = "哈里民检录〔2026〕1号", kind: str = "onsite-record"
) -> RenderedText:
    """Render a 笔录 of any words and let the home sign it."""
    text = "现场检查笔录（合成）"
    lead = crew_of(visit)[0]
    row = RenderedText.objects.create(
        visit=visit,
        officer_id=lead,
        kind=kind,
        number=number,
        text=text,
        text_digest=sha256(text.encode()).hexdigest(),
        context={"number": number},
        **clocks(),
    )
    Signature.objects.create(
        visit=visit,
        officer_id=lead,
        text_digest=row.text_digest,
        signer_kind="representative",
        name="合成负责人",
        opinion="属实",
        signed_on=clock.today(),
        **clocks(),
    )
    return row


def asked_to_lock(visit: Visit, **told: Any) -> LockRequest:
    """Let the lead's tablet state what the visit holds; by default the truth."""
    truth = {
        "operations": visit.operations,
        "answers_digest": adopted_answers(visit).digest,
        "evidence_hashes": sorted(
            visit.evidence.exclude(state="withdrawn").values_list("sha256", flat=True)
        ),
    }
    return LockRequest.objects.create(
        visit=visit, officer_id=crew_of(visit)[0], **{**truth, **told}, **clocks()
    )


def walked(nature: str = "case", **wish: Any) -> Visit:
    """Give an open visit with one failed item, a photo, a problem and a signed record."""
    visit = opened(nature, **wish)
    answer(visit, "exit", "no")
    answer(visit, "food", "yes", seat=1)
    photo(visit)
    finding(visit)
    signed_record(visit, f"哈里民检录〔2026〕{number()}号")
    return visit


def locked(nature: str = "case", **wish: Any) -> Visit:
    """Give a locked visit."""
    visit = walked(nature, **wish)
    asked_to_lock(visit)
    assert services.lock_visit(visit.pk) == []
    visit.refresh_from_db()
    return visit

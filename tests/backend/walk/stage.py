"""A small world at every step of the walk, brought there through the public API (合成数据).

The steps are the demonstration's own; beside them stands what a refusal needs: a draft, a paper
somebody proposed himself, a revoked tablet, a home that is not concerned.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from backend.accounts.roles import Role
from backend.core import outbox
from infra.demo import sites
from infra.demo.cast import ADMINISTRATOR, CITY, DISTRICT, OTHER, Member
from infra.demo.photo import photo
from infra.demo.secrets import jwk_of, new_key
from infra.demo.steps import after, plan, register, visit
from infra.demo.tablet import Tablet
from tests.backend import make
from tests.backend.walk import rating
from tests.backend.walk.inside import PASSWORD, InsideWalk

ALL = tuple(role.value for role in Role)
OFFICE = tuple(role for role in ALL if role not in ("home_manager", "platform_admin"))
EXTRAS = (
    Member("duomian", "多面手（合成）", OFFICE),  # a small office's man of all roles
    Member("waixian", "外县多面手（合成）", ALL, OTHER),
    Member("linyuan", "邻院院长（合成）", ("home_manager",)),
    Member("lingren", "无角色人员（合成）", ()),
)
PROPOSED = "9.1"  # a copy of the checklist, proposed and not published


def people(walk: InsideWalk) -> None:
    """Everybody may log in; nothing is registered."""
    admin = make.person("platform_admin", at=CITY, username=ADMINISTRATOR)
    admin.set_password(PASSWORD)
    admin.save(update_fields=["password"])
    walk.keep("admin", str(admin.pk))
    register.people(walk)
    for one in EXTRAS:
        body = {"username": one.username, "password": PASSWORD, "name": one.name}
        made = walk.as_(ADMINISTRATOR).post("/api/v1/people", body)
        walk.kept["people"][one.username] = made["id"]
        for role in one.roles:
            grant = {"role": role, "region": one.region}
            walk.as_(ADMINISTRATOR).post(f"/api/v1/people/{made['id']}/grants", grant)


def registered(walk: InsideWalk) -> None:
    """Sites and officers; one import with faults, one that nobody applied yet."""
    register.import_sites(walk)
    register.officers(walk)
    rows = sites.rows()
    rows[0][6] = 99
    files = {"file": ("名录-改.xlsx", sites.workbook(rows), register.XLSX)}
    walk.keep("ready", walk.as_("dengji").post("/api/v1/site-imports", files=files)["id"])
    rows[0][6] = "很多"
    files = {"file": ("名录-有误.xlsx", sites.workbook(rows), register.XLSX)}
    walk.keep("faulty", walk.as_("dengji").post("/api/v1/site-imports", files=files)["id"])


def checklists(walk: InsideWalk) -> None:
    """One checklist published, one proposed by the man of all roles, one draft."""
    plan.checklist(walk)
    both = walk.as_("duomian")
    body = {"standard": plan.STANDARD, "version": PROPOSED}
    proposed = walk.keep("proposed", both.post("/api/v1/checklists", body)["id"])
    both.post(f"/api/v1/checklists/{proposed}/propose")
    body = {"standard": "example", "version": "1"}
    walk.keep("draft", both.post("/api/v1/checklists", body)["id"])


def planned(walk: InsideWalk) -> None:
    """The plan is published and its quota computed; one plan is a draft, one submitted."""
    plan.plan(walk)
    plan.quota(walk)
    both, told = walk.as_("duomian"), walk.kept["plan"]
    terms = ("region", "year", "nature", "checklist", "floor_ratio", "floor_source")
    names = (*terms, "window_from", "window_until")
    body = {name: told[name] for name in names} | {"title": "另一计划（合成）"}
    walk.keep("plan_draft", both.post("/api/v1/plans", body)["id"])
    submitted = walk.keep("plan_submitted", both.post("/api/v1/plans", body)["id"])
    both.post(f"/api/v1/plans/{submitted}/submit")


def announced(walk: InsideWalk) -> None:
    """The draw is announced; a second task has none."""
    plan.announce(walk)
    told, scheduler = walk.kept["plan"], walk.as_("jihua")
    quota = scheduler.post(f"/api/v1/plans/{told['id']}/quota")
    body = {"plan": told["id"], "quota": quota["id"], "title": "第二批（合成）"}
    body |= {name: told[name] for name in ("window_from", "window_until")}
    walk.keep("task2", scheduler.post("/api/v1/tasks", body)["id"])
    outbox.deliver_all()


def drawing_day(walk: InsideWalk) -> None:
    """The lottery's day is over; its numbers are not entered."""
    plan.pass_days(walk, "lottery", 1)


def drawn(walk: InsideWalk) -> None:
    """The numbers are entered."""
    plan.randomness(walk)
    outbox.deliver_all()


def visits(walk: InsideWalk) -> None:
    """Visits are proposed by nobody but one, which the man of all roles proposed."""
    plan.visits(walk)
    rows = walk.kept["visits"]
    walk.keep("visits", rows[:2])
    walk.keep("untouched", rows[2]["visit"])
    walk.keep("untouched_lead", rows[2]["officers"][0])
    walk.keep("self_proposed", rows[3]["visit"])
    walk.keep("approved_only", rows[4])
    both = walk.as_("duomian")
    body = {
        "name": "多面手（合成）",
        "department": "民政",
        "region": DISTRICT,
        "certificate_number": "HLJ-MZ-09999（合成）",
        "certificate_until": "2028-12-31",
        "person": walk.kept["people"]["duomian"],
    }
    walk.keep("officer5", walk.as_("dengji").post("/api/v1/officers", body)["id"])
    both.post(f"/api/v1/visits/{rows[3]['visit']}/propose", {"seen_version": 1})
    after.let_in(walk, rows[0], "yuanzhang")
    _neighbour(walk, {row["label"] for row in rows})


def _neighbour(walk: InsideWalk, drawn_labels: set[str]) -> None:
    """Let somebody manage a home of another holder, which was not drawn."""
    holders = walk.kept["holders"]
    busy = {holders[label] for label in drawn_labels}
    label = next(one for one in sorted(holders) if holders[one] and holders[one] not in busy)
    walk.keep("neighbour", walk.kept["sites"][label])
    body = {"person": walk.kept["people"]["linyuan"]}
    walk.as_("dengji").post(f"/api/v1/legal-persons/{holders[label]}/managers", body)


def notified(walk: InsideWalk) -> None:
    """Two visits are approved and notified, a third one only approved."""
    rows = walk.kept["visits"]
    walk.keep("visits", [*rows, walk.kept["approved_only"]])
    plan.approve(walk)
    walk.keep("visits", rows)
    plan.notify(walk)


def enrolled(walk: InsideWalk) -> None:
    """Tablets are in and hold their packages; a third one was revoked, one code is unused."""
    visit.enrol(walk)
    visit.packages(walk)
    registrar, third = walk.as_("dengji"), Tablet.open(walk.folder / "tablet-3.json")
    label = {"label": "三号平板", "region": DISTRICT}
    code = walk.keep("spent", registrar.post("/api/v1/enrolment-codes", label)["code"])
    enrolment = {"code": code, "device": third.device, "public_jwk": third.public_jwk}
    walk.as_("").post("/api/v1/devices/enrol", enrolment)
    registrar.post(f"/api/v1/devices/{third.device}/revoke")
    walk.keep("code", registrar.post("/api/v1/enrolment-codes", label)["code"])
    lead = visit.tablets(walk)[0]
    walk.keep("device", lead.device)
    walk.keep("reset", _asked(walk, lead))
    contacts = walk.as_("dengji").get("/api/v1/emergency-contacts")["results"]
    walk.keep("contact", next(one["id"] for one in contacts if one["region"]))
    walk.keep("device2", visit.tablets(walk)[1].device)
    walk.keep("revoked", third.device)


def _asked(walk: InsideWalk, tablet: Tablet) -> str:
    """Let a tablet ask for its data key, as after a forgotten passphrase."""
    path = f"/api/v1/devices/{tablet.device}/resets"
    body = json.dumps({"public_jwk": jwk_of(new_key())}).encode()
    headers = {**tablet.headers("POST", path, body), "Content-Type": "application/json"}
    return str(walk.as_("").ask("POST", path, headers=headers, content=body).json()["id"])


def recorded(walk: InsideWalk) -> None:
    """Everything the officers did has arrived, but no photo."""
    visit.offline(walk)
    visit.sync(walk)
    lead, _ = visit.tablets(walk)
    for row in walk.kept["visits"]:
        manifest = next(o for o in lead.of(row["visit"]) if o["kind"] == "evidence.add")
        row["evidence"] = manifest["body"]["id"]
    walk.keep("evidence", walk.kept["visits"][0]["evidence"])


def concluded(walk: InsideWalk) -> None:
    """The photos are there, the visits locked and concluded, the records sealed."""
    names = {v: k for k, v in walk.kept["officers"].items()}
    lead, _ = visit.tablets(walk)
    for number, row in enumerate(walk.kept["visits"], 1):
        data = (walk.folder / f"photo-{number}.jpg").read_bytes()
        lead.upload(walk.as_(names[row["officers"][0]]), row["evidence"], data)
    outbox.deliver_all()
    office = walk.as_("duomian")
    first = walk.kept["visits"][0]["visit"]
    assert office.get(f"/api/v1/visits/{first}")["state"] == "concluded"
    walk.keep("order", office.get("/api/v1/orders", visit=first)["results"][0]["id"])
    record = office.get("/api/v1/papers", subject=first)["results"][0]
    walk.keep("paper", record["id"])
    walk.keep("paper_number", record["number"])
    for row in office.get("/api/v1/publications")["results"]:
        if row["subject_type"] == "visit":
            name = "publication" if row["subject_id"] == first else "publication2"
            walk.keep(name, row["id"])


def issued(walk: InsideWalk) -> None:
    """The head issued the order; its paper is sealed."""
    walk.as_("juzhang").post(f"/api/v1/orders/{walk.kept['order']}/issue")
    outbox.deliver_all()


def served(walk: InsideWalk) -> None:
    """The home has the order."""
    body = {"served_on": plan.today(walk).isoformat(), "kind": "direct", "recipient": "院长"}
    walk.as_("duomian").post(f"/api/v1/orders/{walk.kept['order']}/serve", body)


def answered(walk: InsideWalk) -> None:
    """The home says what it did, with a photo."""
    files = [("files", ("整改后.jpg", photo("after", 99), "image/jpeg"))]
    url = f"/api/v1/orders/{walk.kept['order']}"
    walk.as_("yuanzhang").post(f"{url}/answer", {"text": "已整改（合成）"}, files=files)
    walk.keep("file", walk.as_("kezhang").get(url)["answers"][0]["files"][0]["id"])


def rechecked(walk: InsideWalk) -> None:
    """The man of all roles looked and found it corrected."""
    body = {"result": "passed", "way": "desk", "note": "已整改"}
    walk.as_("duomian").post(f"/api/v1/orders/{walk.kept['order']}/recheck", body)


def published(walk: InsideWalk) -> None:
    """The order is closed, one result published, another one published and taken down."""
    walk.as_("kezhang").post(f"/api/v1/orders/{walk.kept['order']}/close")
    outbox.deliver_all()
    publisher = walk.as_("gongshi")
    for name in ("publication", "publication2"):
        publisher.post(f"/api/v1/publications/{walk.kept[name]}/publish")
    url = f"/api/v1/publications/{walk.kept['publication2']}/takedown"
    publisher.post(url, {"reason": "内容有误（合成）"})
    outbox.deliver_all()


STEPS: tuple[Callable[[InsideWalk], None], ...] = (
    people,
    registered,
    checklists,
    planned,
    announced,
    drawing_day,
    drawn,
    visits,
    notified,
    enrolled,
    recorded,
    concluded,
    issued,
    served,
    answered,
    rechecked,
    published,
    *rating.STEPS,
)

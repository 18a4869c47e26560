"""Six visits in flight mode on a pair of tablets, then the way back to the server (检查)."""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

from infra.demo import record
from infra.demo.cast import DISTRICT
from infra.demo.client import Caller, Refused
from infra.demo.photo import photo
from infra.demo.report import Done
from infra.demo.secrets import wrapped_for
from infra.demo.tablet import CLEARED, Tablet, shuffled
from infra.demo.walk import Walk, check

Json = dict[str, Any]
OnTablet = Callable[[Walk, Tablet, str], Caller]
PROBLEM = "protection.fall_floor"  # answered with no, with photo and finding
DANGER = "basic.food_and_drug"  # a major hazard, which another department is competent for
FULL, HAZARD = 1, 3  # the visits that find something
DISPUTED = "management.plan_training"  # answered differently by the two officers


def tablets(walk: Walk) -> tuple[Tablet, Tablet]:
    """Give the pair."""
    lead, second = (Tablet.open(walk.folder / f"tablet-{n}.json") for n in (1, 2))
    return lead, second


def enrol(walk: Walk) -> Done:
    """Let two tablets in by one-time codes, each with its data key wrapped for the office."""
    registrar = walk.as_("dengji")
    office = walk.as_("").get("/api/v1/devices/office-key")
    contact = {
        "region": DISTRICT,
        "title_zh": "道里区民政局值班室（合成）",
        "phone": "0451-00000000",
    }
    registrar.post("/api/v1/emergency-contacts", contact, key="emergency-contact")
    for number, tablet in enumerate(tablets(walk), 1):
        body = {"label": f"{number}号平板", "region": DISTRICT}
        code = registrar.post("/api/v1/enrolment-codes", body, key=f"code:{number}")["code"]
        enrolment = {"code": code, "device": tablet.device, "public_jwk": tablet.public_jwk}
        data_key = bytes.fromhex(tablet.data_key)
        enrolment["wrapped_data_key"] = wrapped_for(office, data_key, tablet.device)
        walk.as_("").post("/api/v1/devices/enrol", enrolment)
    return Done("平板登记：一次性登记码，私钥不出平板", 2, "/api/v1/devices")


def caller_on(walk: Walk, tablet: Tablet, officer: str) -> Caller:
    """Give an officer, logged in on a tablet."""
    names = {v: k for k, v in walk.kept["officers"].items()}
    return walk.on(names[officer], tablet.device, tablet.headers)


def packages(walk: Walk) -> Done:
    """Scan in at each home, download what the tablets need offline, let the officers unlock."""
    pair = tablets(walk)
    for number, row in enumerate(walk.kept["visits"], 1):
        url = f"/api/v1/visits/{row['visit']}"
        for tablet, officer in zip(pair, row["officers"], strict=False):
            caller = caller_on(walk, tablet, officer)
            if tablet is pair[0] and not walk.kept.get(f"scan:{url}"):
                scan = {"task_code": f"RW-2026-{number:04d}", "scanned_at": tablet_time(walk)}
                caller.post(f"{url}/scan-in", scan, key=f"scan:{url}")
                walk.keep(f"scan:{url}", True)
            headers = {"Xingjian-Device": tablet.device}
            package = caller.ask("GET", f"{url}/package", headers=headers).json()
            clock = datetime.fromisoformat(package["clock"])
            tablet.ahead = (clock - datetime.now(UTC)).total_seconds()
            tablet.save()
            name = f"package-{number}-{pair.index(tablet) + 1}.json"
            walk.file(name, json.dumps(package, ensure_ascii=False).encode())
        for officer in row["officers"][:2]:  # both sign on the lead's tablet
            pair[0].admit(caller_on(walk, pair[0], officer), row["visit"], officer)
    return Done(
        "扫码入企，下载离线包（两台平板）", len(walk.kept["visits"]), "var/demo/package-1-1.json"
    )


def tablet_time(walk: Walk) -> str:
    """Read the house's clock as the gate's scanner would."""
    clock = walk.as_("guanli").post("/api/v1/demo/clock", {"advance_days": 0})
    return str(clock["now"])


def offline(walk: Walk) -> Done:
    """Do all visits without a network; everything is in the journals before any is sent."""
    lead, second = tablets(walk)
    if not walk.kept.get("offline"):
        lead.journal.clear()
        second.journal.clear()
        bundle = json.loads((walk.folder / "checklist.json").read_text(encoding="utf-8"))
        for number, row in enumerate(walk.kept["visits"], 1):
            package = _package(walk, number, 1)
            scene = record.Scene(package, bundle, row["officers"][:2], lead, second)
            picture = photo(f"visit {number}", number)
            walk.file(f"photo-{number}.jpg", picture)
            if number == FULL:
                record.full(scene, picture, PROBLEM, DISPUTED, walk)
            elif number == HAZARD:
                record.hazard(scene, picture, DANGER, walk)
            else:
                record.plain(scene, picture, walk)
        lead.save()
        second.save()
        walk.keep("offline", True)
    return Done(
        "离线检查：作答、照片、差异协调、笔录宣读签名、锁定",
        len(lead.journal) + len(second.journal),
    )


def _package(walk: Walk, visit: int, tablet: int) -> Json:
    path = walk.folder / f"package-{visit}-{tablet}.json"
    found: Json = json.loads(path.read_text(encoding="utf-8"))
    return found


def sync(walk: Walk) -> Done:
    """Send everything over a bad line: out of order, twice, one batch with a forged signature."""
    pair = tablets(walk)
    sent = deliver(walk, pair, walk.kept["visits"], caller_on)
    _forged(walk, pair[0])
    return Done("同步：乱序、重复、伪造签名被拒；逐条回执", sent, "/api/v1/sync/push")


def deliver(walk: Walk, group: Sequence[Tablet], rows: list[Json], caller: OnTablet) -> int:
    """Send what tablets hold on visits, each by its officer's login; give how much was sent."""
    pairs = [
        (row["visit"], tablet, caller(walk, tablet, officer))
        for row in rows
        for tablet, officer in zip(group, row["officers"], strict=False)
    ]
    sent = 0
    for visit, tablet, who in pairs:
        for piece in shuffled(tablet.of(visit), seed=tablet.seq):
            sent += len(tablet.push(who, piece))
    for _ in group:  # what was held waited for another tablet
        for visit, tablet, who in pairs:
            if left := tablet.waiting(visit):
                sent += len(tablet.push(who, left))
    for visit, tablet, _who in pairs:
        told = [tablet.receipts.get(one["id"]) for one in tablet.waiting(visit)]
        check(not told, f"operations without their place: {told[:3]}")
    receipts = [one for tablet in group for one in tablet.receipts.values()]
    outcomes = {one["outcome"] for one in receipts}
    check(outcomes <= CLEARED, f"outcomes {outcomes}")
    defects = {code for one in receipts for code in one.get("defects", [])}
    check("officer-not-proven" not in defects, f"defects {defects}")
    return sent


def _forged(walk: Walk, tablet: Tablet) -> None:
    """A batch of this tablet, sent by another one's key."""
    row = walk.kept["visits"][0]
    thief = Tablet.open(walk.folder / "tablet-thief.json")
    thief.device = tablet.device
    try:
        thief.push(caller_on(walk, tablet, row["officers"][0]), tablet.of(row["visit"])[:1])
        check(False, "a batch with a forged signature was taken")
    except Refused as refused:
        check(refused.status == 401, f"forged signature: {refused}")


def photos(walk: Walk) -> Done:
    """Send the photos over a line that is cut; a wrong byte is not taken for the right one."""
    lead, _ = tablets(walk)
    sent = size = 0
    for number, row in enumerate(walk.kept["visits"], 1):
        data = (walk.folder / f"photo-{number}.jpg").read_bytes()
        caller = caller_on(walk, lead, row["officers"][0])
        manifest = next(o for o in lead.of(row["visit"]) if o["kind"] == "evidence.add")
        evidence = manifest["body"]["id"]
        if number == 1 and not walk.kept.get("wrong-byte"):
            _wrong_byte(caller, lead, evidence, data)
            walk.keep("wrong-byte", True)
        size += len(data)
        sent += lead.upload(caller, evidence, data, cut_at=len(data) // 2 if number == 1 else 0)
    return Done(f"照片断线续传：发送 {sent} 字节 / 原始 {size} 字节", len(walk.kept["visits"]))


def _wrong_byte(caller: Any, lead: Tablet, evidence: str, data: bytes) -> None:
    changed = data[:-2] + bytes([data[-2] ^ 1]) + data[-1:]
    try:
        lead.upload(caller, evidence, changed)
        check(False, "a changed photo was taken for the one in the manifest")
    except Refused as refused:
        check(refused.status in (400, 404, 409, 410, 422, 460), f"changed photo: {refused}")


def conclude(walk: Walk) -> Done:
    """Wait until all are locked and concluded; two have one problem each, the rest none."""
    office = walk.as_("kezhang")
    for row in walk.kept["visits"]:
        url = f"/api/v1/visits/{row['visit']}"
        try:
            walk.wait_for(f"{url} to be concluded", partial(_concluded, office, url))
        except Exception as fault:
            raise type(fault)(f"{fault}: {office.get(url)}") from fault
    found = [
        office.get(f"/api/v1/visits/{row['visit']}/findings")["results"]
        for row in walk.kept["visits"]
    ]
    severities = [[one["severity"] for one in rows] for rows in found]
    expected = [["general"], [], ["major"], [], [], []]
    check(severities == expected, f"findings per visit {severities}")
    return Done(
        "锁定并作出检查结论（六处，一处一般问题、一处重大事故隐患）", len(found), "/office/visits"
    )


def _concluded(office: Caller, url: str) -> bool:
    return bool(office.get(url)["state"] == "concluded")


STEPS = [enrol, packages, offline, sync, photos, conclude]

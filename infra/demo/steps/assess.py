"""Assessors are drawn and go: three on three tablets, chapter by chapter (现场评定)."""

import json
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from infra.demo import rating_record
from infra.demo.answers import SEEN, answers_of, facts_of
from infra.demo.cast import DISTRICT
from infra.demo.client import Caller
from infra.demo.photo import photo
from infra.demo.report import Done
from infra.demo.secrets import wrapped_for
from infra.demo.steps.apply import LOWER, MANAGER, RATED, UNTRAINED, application, home
from infra.demo.steps.plan import scoring, today
from infra.demo.steps.visit import deliver
from infra.demo.tablet import Tablet
from infra.demo.walk import Walk, check

Json = dict[str, Any]
TEAM = 3
GOING = (RATED, LOWER)
PICTURED = "environment.signs.emergency"
DRAWN_ITEM = "basic.contracts"  # its sample is drawn on the spot
CONTRACTS = [f"合同{n:03d}（合成）" for n in range(1, 41)]
FEWER = 10  # services that the assessors find where the home says more
WITNESS = {"organisation": "道里区司法局（合成）", "name": "见证人（合成）"}
VALUE = "见证人当场书写：合成 2026"


def draw_team(walk: Walk) -> Done:
    """Draw three assessors a home before an outside witness; anybody can re-run it."""
    scheduler, office = walk.as_("jihua"), walk.as_("kezhang")
    until = walk.kept.get("team_until") or walk.keep(
        "team_until", (today(walk) + timedelta(days=20)).isoformat()
    )
    url = f"/api/v1/rounds/{walk.kept['round']['id']}/draw"
    made = scheduler.post(url, {"until": until, "witness": WITNESS}, key="draw-team")
    draw = f"/api/v1/draws/{made['draw']}"
    source = scheduler.get(draw)["sources"][0]["name"]
    value = {"sources": [{"name": source, "text": VALUE}]}
    scheduler.post(f"{draw}/randomness", value, key="witness")
    teams = {}
    for who in GOING:
        ask = partial(_team, office, application(walk, who))
        teams[who] = [one["id"] for one in walk.wait_for("the assessors", ask)]
    drawn = {one for team in teams.values() for one in team}
    check(all(len(team) == TEAM for team in teams.values()), f"teams {teams}")
    check(walk.kept["assessors"][UNTRAINED] not in drawn, "who did not pass was drawn")
    check(drawn <= set(walk.kept["assessors"].values()), "an officer was drawn to rate")
    bundle = walk.as_("jiandu").get(f"{draw}/bundle")
    path = walk.file("rating-draw.json", json.dumps(bundle, ensure_ascii=False).encode())
    ran = scoring("verify", str(path))
    check(ran.returncode == 0, f"verify: {ran.stdout}{ran.stderr}")
    walk.keep("team_draw", made["draw"])
    return Done("见证人在场即时抽取：每家三名评定人员，可重新计算", len(drawn), draw)


def _team(office: Caller, url: str) -> Any:
    return office.get(url)["assessors"]


def plan_assessments(walk: Walk) -> Done:
    """Plan the two visits; planned twice it is the same visit."""
    scheduler, made = walk.as_("jihua"), {}
    day = walk.kept.get("assess_from") or walk.keep("assess_from", today(walk).isoformat())
    window = {"window_from": day, "window_until": walk.kept["team_until"]}
    for who in GOING:
        url = f"{application(walk, who)}/assessment"
        visit = scheduler.post(url, window, key=f"assess:{who}")["visit"]
        again = scheduler.post(url, window, key=f"assess-again:{who}")["visit"]
        check(visit == again, "planning twice made another visit")
        officers = scheduler.get(f"/api/v1/visits/{visit}")["officers"]
        seats = [one["id"] for one in sorted(officers, key=lambda one: not one["is_lead"])]
        made[who] = {"visit": visit, "officers": seats}
    walk.keep("assessments", made)
    return Done("安排现场评定：按抽取顺序分章，同一组不重复安排", len(made), "/office/visits")


def tablets(walk: Walk) -> list[Tablet]:
    """Give the assessors' three tablets."""
    return [Tablet.open(walk.folder / f"assessor-tablet-{n}.json") for n in range(1, TEAM + 1)]


def caller_on(walk: Walk, tablet: Tablet, assessor: str) -> Caller:
    """Give an assessor, logged in on a tablet."""
    names = {v: k for k, v in walk.kept["assessors"].items()}
    return walk.on(names[assessor], tablet.device, tablet.headers)


def assessor_packages(walk: Walk) -> Done:
    """Let three tablets in, download the chapters, let every assessor unlock on the lead's."""
    registrar, group = walk.as_("dengji"), tablets(walk)
    office = walk.as_("").get("/api/v1/devices/office-key")
    for number, tablet in enumerate(group, 1):
        body = {"label": f"评定{number}号平板", "region": DISTRICT}
        code = registrar.post("/api/v1/enrolment-codes", body, key=f"assessor-code:{number}")
        enrolment = {"code": code["code"], "device": tablet.device}
        enrolment["public_jwk"] = tablet.public_jwk
        data_key = bytes.fromhex(tablet.data_key)
        enrolment["wrapped_data_key"] = wrapped_for(office, data_key, tablet.device)
        walk.as_("").post("/api/v1/devices/enrol", enrolment)
    for who, row in walk.kept["assessments"].items():
        url = f"/api/v1/visits/{row['visit']}"
        for number, (tablet, one) in enumerate(zip(group, row["officers"], strict=True), 1):
            caller, headers = caller_on(walk, tablet, one), {"Xingjian-Device": tablet.device}
            package = caller.ask("GET", f"{url}/package", headers=headers).json()
            clock = datetime.fromisoformat(package["clock"])
            tablet.ahead = (clock - datetime.now(UTC)).total_seconds()
            tablet.save()
            name = f"rating-{who}-{number}.json"
            walk.file(name, json.dumps(package, ensure_ascii=False).encode())
        for one in row["officers"]:  # all sign on the lead's tablet
            group[0].admit(caller_on(walk, group[0], one), row["visit"], one)
    return Done(
        "评定平板登记，下载离线包：三人三机，分章作答", TEAM, "var/demo/rating-rated-1.json"
    )


def assess_offline(walk: Walk) -> Done:
    """Do both visits without a network; the second home offers fewer services than it says."""
    group, bundle = tablets(walk), walk.kept["rating_bundle"]
    if not walk.kept.get("assessed"):
        for tablet in group:
            tablet.journal.clear()
            tablet.seq = 0
        photos = {}
        for seed, (who, row) in enumerate(walk.kept["assessments"].items(), 50):
            package = json.loads((walk.folder / f"rating-{who}-1.json").read_text("utf-8"))
            beds = walk.as_("").get(f"/api/v1/public/sites/{home(walk, who)['site']}")["beds"]
            facts = facts_of(bundle, beds, *([FEWER] if who == LOWER else []))
            answers = answers_of(bundle, facts, SEEN)
            picture = {PICTURED: photo(f"rating {who}", seed)}
            scene = rating_record.full(
                package,
                assessors=row["officers"],
                tablets=group,
                answers=answers,
                facts=facts,
                pictures=picture,
                samples={DRAWN_ITEM: (CONTRACTS, answers[DRAWN_ITEM]["looked_at"])},
                walk=walk,
            )
            ((photos[who], data),) = scene.photos.items()
            walk.file(f"photo-{who}.jpg", data)
        walk.keep("rating_photos", photos)
        walk.keep("assessed", True)
    total = sum(len(tablet.journal) for tablet in group)
    return Done("离线评定：分章作答、评定记录宣读、三人签名、锁定", total)


def assess_sync(walk: Walk) -> Done:
    """Send everything over a bad line, photos last; the results are graded."""
    group = tablets(walk)
    rows = list(walk.kept["assessments"].values())
    sent = deliver(walk, group, rows, caller_on)
    for who, row in walk.kept["assessments"].items():
        data = (walk.folder / f"photo-{who}.jpg").read_bytes()
        lead = caller_on(walk, group[0], row["officers"][0])
        group[0].upload(lead, walk.kept["rating_photos"][who], data)
    return Done("评定数据同步：乱序、重复，逐条回执；照片补齐", sent, "/api/v1/sync/push")


def score(walk: Walk) -> Done:
    """Both are graded: one as applied, one lower by the number of services; told not yet."""
    office, found = walk.as_("kezhang"), {}
    for who in GOING:
        url = application(walk, who)
        state = partial(_scored, office, url)
        found[who] = walk.wait_for(f"{who} to be scored", state)["score"]
        if not walk.kept.get("heard"):
            told = walk.as_(MANAGER[who]).get(url)
            check(told["score"] is None, "the home reads its score before the feedback")
    levels = {who: (one["level"], one["limited_by"]) for who, one in found.items()}
    expected: Json = {RATED: ("3", []), LOWER: ("2", ["services"])}
    check(levels == expected, f"levels {levels}")
    check(all(one["complete"] for one in found.values()), "an item without an answer")
    walk.keep("scores", found)
    points = "、".join(f"{one['total']}/{one['max']}" for one in found.values())
    return Done(
        f"评定得分 {points}：一家三级，一家受限为二级", len(found), application(walk, RATED)
    )


def _scored(office: Caller, url: str) -> Any:
    told = office.get(url)
    return told if told["score"] else None


STEPS = [
    *(draw_team, plan_assessments, assessor_packages, assess_offline, assess_sync, score),
]

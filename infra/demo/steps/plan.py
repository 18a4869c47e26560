"""Checklist, plan, quota, draw, visits, approval: what happens before anybody drives out."""

import json
import subprocess
import sys
from datetime import date, timedelta
from typing import Any

from infra.demo.cast import ADMINISTRATOR, DISTRICT
from infra.demo.client import Refused
from infra.demo.districts import HOMES
from infra.demo.report import Done
from infra.demo.walk import Walk, check

STANDARD, VERSION = "gb-38600-2019", "2022.1"
DRAWN = 6
LAST_START = (12, 10)  # later in the year the walk would run out of it


def today(walk: Walk) -> date:
    """Read the house's clock."""
    clock = walk.as_(ADMINISTRATOR).post("/api/v1/demo/clock", {"advance_days": 0})
    return date.fromisoformat(clock["today"])


def pass_days(walk: Walk, until: str, days: int) -> None:
    """Let days pass once, named by what they are waited for."""
    admin = walk.as_(ADMINISTRATOR)
    admin.post("/api/v1/demo/clock", {"advance_days": days}, key=f"clock:{until}")


def pass_until(walk: Walk, until: str, last: date) -> None:
    """Let days pass once, up to and with a day; named by what is waited for."""
    name = f"days:{until}"
    if name not in walk.kept:
        walk.keep(name, max((last - today(walk)).days, 0))
    pass_days(walk, until, walk.kept[name])


def checklist(walk: Walk) -> Done:
    """Load, propose, publish by another person; frozen by digest."""
    registrar, reviewer = walk.as_("dengji"), walk.as_("kezhang")
    body = {"standard": STANDARD, "version": VERSION}
    found = registrar.post("/api/v1/checklists", body, key="load-checklist")
    url = f"/api/v1/checklists/{found['id']}"
    registrar.post(f"{url}/propose", key="propose-checklist")
    try:
        registrar.post(f"{url}/publish", key="publish-own")
        check(False, "whoever proposed a checklist published it")
    except Refused as refused:
        check(refused.status == 403, f"publishing without the role: {refused}")
    published = reviewer.post(f"{url}/publish", key="publish-checklist")
    bundle = reviewer.get(f"/api/v1/checklists/{published['digest']}/bundle")
    walk.keep("checklist", published)
    walk.file("checklist.json", json.dumps(bundle, ensure_ascii=False).encode())
    where = f"checklists/{STANDARD}/{VERSION} {published['digest'][:12]}"
    return Done(f"检查标准 {STANDARD}：两人发布，按摘要冻结", published["item_count"], where)


def plan(walk: Walk) -> Done:
    """Write the yearly plan within floor and cap, approved by the head, published."""
    scheduler, head = walk.as_("jihua"), walk.as_("juzhang")
    day = today(walk)
    if (day.month, day.day) > LAST_START:
        pass_days(walk, "new-year", (date(day.year + 1, 1, 4) - day).days)
        day = today(walk)
    cap = {
        "region": DISTRICT,
        "year": day.year,
        "visits": 2,
        "source": "本机关年度频次上限（合成）",
    }
    head.post("/api/v1/caps", cap, key="cap")
    body = {
        "region": DISTRICT,
        "title": f"{day.year}年度养老机构服务安全双随机抽查计划（合成数据）",
        "year": day.year,
        "nature": "routine",
        "department": "民政",
        "checklist": walk.kept["checklist"]["id"],
        "floor_ratio": "0.4",
        "floor_source": "随州市三年行动方案：县级抽查比例不低于40%（示例）",
        "window_from": day.isoformat(),
        "window_until": (day + timedelta(days=20)).isoformat(),
    }
    made = scheduler.post("/api/v1/plans", body, key="plan")
    url = f"/api/v1/plans/{made['id']}"
    scheduler.post(f"{url}/submit", key="submit-plan")
    head.post(f"{url}/approve", key="approve-plan")
    done = scheduler.post(f"{url}/publish", key="publish-plan")
    check(done["state"] == "published", f"plan is {done['state']}")
    walk.keep("plan", done)
    check(done["cap"] == 2, f"the plan's cap is {done['cap']}")
    limits = f"下限 {done['floor_ratio']}，上限 {done['cap']} 次/年"
    return Done(f"年度计划：{limits}，局长批准并公布", 1, url)


def quota(walk: Walk) -> Done:
    """Compute the quota: forty per cent of fourteen, rounded up."""
    url = f"/api/v1/plans/{walk.kept['plan']['id']}/quota"
    found = walk.as_("jihua").post(url, key="quota")
    check(found["to_draw"] == DRAWN, f"quota draws {found['to_draw']}, expected 6 of 14")
    walk.keep("quota", found)
    return Done("配额：40 % 向上取整，逐层说明依据", found["to_draw"], url)


def announce(walk: Walk) -> Done:
    """Freeze the pool and publish the commitment before the randomness exists."""
    scheduler, day = walk.as_("jihua"), today(walk)
    kept = walk.kept
    body = {
        "plan": kept["plan"]["id"],
        "quota": kept["quota"]["id"],
        "title": "道里区养老机构第一批随机抽查（合成数据）",
        "window_from": kept["plan"]["window_from"],
        "window_until": kept["plan"]["window_until"],
    }
    task = walk.keep("task", scheduler.post("/api/v1/tasks", body, key="task"))
    drawn_on = (day + timedelta(days=1)).isoformat()
    sources = [
        {"name": "大乐透前区", "date": drawn_on, "numbers": 5},
        {"name": "大乐透后区", "date": drawn_on, "numbers": 2},
        {"name": "排列5", "date": drawn_on, "numbers": 5, "ordered": True},
    ]
    url = f"/api/v1/tasks/{task['id']}/draw"
    draw = walk.keep("draw", scheduler.post(url, {"sources": sources}, key="announce"))
    check(draw["state"] == "announced", f"draw is {draw['state']}")
    return Done(
        f"抽取公告：预公布摘要 {draw['public_before_sha256'][:12]}", HOMES, f"/draws/{draw['id']}"
    )


def randomness(walk: Walk) -> Done:
    """Enter the drawn numbers, once; other numbers afterwards are refused."""
    scheduler, draw = walk.as_("jihua"), walk.kept["draw"]
    pass_days(walk, "lottery", 1)
    numbers = {"大乐透前区": [3, 11, 18, 26, 33], "大乐透后区": [4, 9], "排列5": [7, 0, 2, 2, 8]}
    sources = [{**one, "numbers": numbers[one["name"]]} for one in draw["sources"]]
    entered = [{k: v for k, v in one.items() if k != "ordered"} for one in sources]
    url = f"/api/v1/draws/{draw['id']}/randomness"
    result = scheduler.post(url, {"sources": entered}, key="randomness")
    other = [{**one, "numbers": sorted(one["numbers"], reverse=True)} for one in entered]
    other[0]["numbers"] = [1, 2, 3, 4, 5]
    try:
        scheduler.post(url, {"sources": other}, key="randomness-again")
        check(False, "a draw was drawn again with other numbers")
    except Refused as refused:
        check(refused.status in (409, 422), f"drawing again: {refused}")
    picked = [label for labels in result["selected"].values() for label in labels]
    check(len(picked) == DRAWN, f"{len(picked)} selected, expected {DRAWN}")
    walk.keep("selected", picked)
    return Done(f"随机数 {result['randomness']}", len(picked), f"/draws/{draw['id']}")


def verify(walk: Walk) -> Done:
    """Print the views and re-run the draw from its bundle with the command line."""
    draw = walk.kept["draw"]["id"]
    views = {
        "public-before": walk.as_("jihua").get(f"/api/v1/draws/{draw}/views/public-before"),
        "sealed": walk.as_("jiandu").get(f"/api/v1/draws/{draw}/views/sealed"),
    }
    for name, view in views.items():
        walk.file(f"draw-{name}.json", json.dumps(view, ensure_ascii=False, indent=1).encode())
    bundle = walk.as_("jiandu").get(f"/api/v1/draws/{draw}/bundle")
    path = walk.file("draw-bundle.json", json.dumps(bundle, ensure_ascii=False).encode())
    before = walk.folder / "draw-public-before.json"
    ran = scoring("verify", "--with", str(before), str(path))
    check(ran.returncode == 0, f"verify: {ran.stderr}{ran.stdout}")
    broken = json.loads(path.read_text(encoding="utf-8"))
    broken["pool"]["strata"][0]["quota"] += 1
    changed = walk.file("draw-changed.json", json.dumps(broken, ensure_ascii=False).encode())
    check(scoring("verify", str(changed)).returncode != 0, "a changed bundle was verified")
    return Done("python -m scoring verify：一致；改动一处即被发现", 2, "var/demo/draw-bundle.json")


def scoring(*words: str) -> "subprocess.CompletedProcess[str]":
    """Run the command line, as anybody could."""
    return subprocess.run(
        [sys.executable, "-m", "scoring", *words], capture_output=True, text=True, check=False
    )


def visits(walk: Walk) -> Done:
    """Turn the draw into visits; asked twice there are still as many.

    The filed homes come first: the second act goes on with three of them.
    """
    scheduler, task = walk.as_("jihua"), walk.kept["task"]["id"]
    url = f"/api/v1/tasks/{task}/visits"
    made = scheduler.post(url, key="visits")["visits"]
    again = scheduler.post(url, key="visits-again")["visits"]
    ids = {one["visit"] for one in made}
    check(ids == {one["visit"] for one in again}, "creating visits twice made others")
    check(len(ids) == DRAWN, f"{len(ids)} visits")
    check(all(len(one["officers"]) >= 2 for one in made), "a visit with fewer than two officers")
    for row in made:  # the lead first
        officers = scheduler.get(f"/api/v1/visits/{row['visit']}")["officers"]
        row["officers"] = [o["id"] for o in sorted(officers, key=lambda o: not o["is_lead"])]
    walk.keep("visits", sorted(made, key=lambda row: not walk.kept["holders"][row["label"]]))
    return Done("检查任务：每处至少两名持证人员", len(ids), url)


def approve(walk: Walk) -> Done:
    """Approve each visit: 承办人 → 科室 → 局长, three persons."""
    inspectors = {v: k for k, v in walk.kept["officers"].items()}
    for row in walk.kept["visits"]:
        url = f"/api/v1/visits/{row['visit']}"
        officer = walk.as_(inspectors[row["officers"][0]])
        for who, step in ((officer, "propose"), (walk.as_("kezhang"), "endorse")):
            _step(walk, who, url, step)
        _step(walk, walk.as_("juzhang"), url, "approve")
    rows = [walk.as_("jihua").get(f"/api/v1/visits/{one['visit']}") for one in walk.kept["visits"]]
    check({one["state"] for one in rows} == {"approved"}, f"states {[o['state'] for o in rows]}")
    return Done("凡检查必审批：承办人→科室→局长", len(rows), "/office/visits")


def _step(walk: Walk, who: Any, url: str, step: str) -> None:
    key = f"{step}:{url}"
    if walk.kept.get(key):
        return
    seen = who.get(url)["version"]
    who.post(f"{url}/{step}", {"seen_version": seen}, key=f"{key}:{seen}")
    walk.keep(key, True)


def notify(walk: Walk) -> Done:
    """Notify each home at least three working days before; earlier is refused."""
    scheduler, day = walk.as_("jihua"), today(walk)
    first = f"/api/v1/visits/{walk.kept['visits'][0]['visit']}"
    if not walk.kept.get(f"notify:{first}"):
        body = {"seen_version": scheduler.get(first)["version"], "earliest_on": day.isoformat()}
        try:
            scheduler.post(f"{first}/notify", body, key="notify-too-early")
            check(False, "a visit on the day of its notice needs a reason")
        except Refused as refused:
            check(refused.status == 422, f"notice too early: {refused}")
    earliest = walk.kept.get("earliest") or walk.keep(
        "earliest", (day + timedelta(days=6)).isoformat()
    )
    for row in walk.kept["visits"]:
        url = f"/api/v1/visits/{row['visit']}"
        if walk.kept.get(f"notify:{url}"):
            continue
        body = {"seen_version": scheduler.get(url)["version"], "earliest_on": earliest}
        scheduler.post(f"{url}/notify", body, key=f"notify:{url}:{body['seen_version']}")
        walk.keep(f"notify:{url}", True)
    pass_days(walk, "notice", 6)
    return Done(
        f"检查通知：最早 {earliest} 进入（3 个工作日前）",
        len(walk.kept["visits"]),
        "/office/visits",
    )


STEPS = [checklist, plan, quota, announce, randomness, verify, visits, approve, notify]

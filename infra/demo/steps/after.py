"""After the visit: the signed record, one order to its end, publication, credit, pages."""

import shutil
import subprocess
from datetime import date
from functools import partial
from typing import Any

from infra.demo.client import Refused
from infra.demo.districts import HOMES
from infra.demo.photo import photo
from infra.demo.report import Done
from infra.demo.seals import VERSIONS, checked_file, sealed_paper
from infra.demo.steps.plan import pass_days, scoring, today
from infra.demo.steps.register import everything
from infra.demo.walk import Walk, check

Json = dict[str, Any]


def papers(walk: Walk) -> Done:
    """Fetch the signed records and validate one; a changed byte is found."""
    made = [sealed_paper(walk, row["visit"], "onsite-record") for row in walk.kept["visits"]]
    for version in VERSIONS:
        checked_file(walk, made[0], version, "现场检查笔录")
    if shutil.which("pdfsig"):
        _pdfsig(walk)
    return Done(
        f"现场检查笔录 {made[0]['number']}：签章有效，改动即被发现",
        len(made),
        "var/demo/现场检查笔录-archive.pdf",
    )


def _pdfsig(walk: Walk) -> None:
    path = walk.folder / "现场检查笔录-archive.pdf"
    ran = subprocess.run(
        ["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=False
    )
    check("Signature is Valid" in ran.stdout, f"pdfsig: {ran.stdout}{ran.stderr}")


def order(walk: Walk) -> Done:
    """One order: issued by the head, served, answered by the home, re-checked, closed."""
    visit = walk.kept["visits"][0]
    office, head = walk.as_("kezhang"), walk.as_("juzhang")
    officer = walk.as_(_officer(walk, visit))
    row = walk.wait_for(
        "the order", lambda: office.get("/api/v1/orders", visit=visit["visit"])["results"]
    )[0]
    url = f"/api/v1/orders/{row['id']}"
    let_in(walk, visit, "yuanzhang")
    home = walk.as_("yuanzhang")

    if office.get(url)["state"] == "draft":
        head.post(f"{url}/issue", key="issue-order")
    walk.wait_for("the order's paper", lambda: office.get(url)["number"])
    served = {"served_on": today(walk).isoformat(), "kind": "direct", "recipient": "院长（合成）"}
    if office.get(url)["state"] == "issued":
        officer.post(f"{url}/serve", served, key="serve-order")
    due = date.fromisoformat(office.get(url)["due_on"])
    check(due > today(walk), f"due on {due}")
    pass_days(walk, "correction", 4)

    after = photo("after correction", 99)
    walk.file("整改后.jpg", after)
    if office.get(url)["state"] == "served":
        files = [("files", ("整改后.jpg", after, "image/jpeg"))]
        said = {"text": "已清理积水、设置警示标志，并落实每日巡查（合成数据）"}
        home.post(f"{url}/answer", said, key="answer-order", files=files)
    if office.get(url)["state"] == "answered":
        result = {"result": "passed", "way": "desk", "note": "照片与现场一致，问题已整改"}
        officer.post(f"{url}/recheck", result, key="recheck-order")
    if office.get(url)["state"] != "closed":
        office.post(f"{url}/close", key="close-order")
    done = office.get(url)
    check(done["state"] == "closed", f"the order is {done['state']}")
    walk.keep("order", done)
    return Done(f"责令改正 {done['number']}：签发→送达→反馈→复查→销号", 1, url)


def _officer(walk: Walk, visit: Json) -> str:
    names = {v: k for k, v in walk.kept["officers"].items()}
    return str(names[visit["officers"][0]])


def let_in(walk: Walk, visit: Json, manager: str) -> None:
    """Let a home's manager in."""
    holder = walk.kept["holders"][visit["label"]]
    body = {"person": walk.kept["people"][manager]}
    where = f"legal-persons/{holder}" if holder else f"sites/{visit['site']}"
    walk.as_("dengji").post(f"/api/v1/{where}/managers", body, key=f"manager:{manager}")


def publish(walk: Walk) -> Done:
    """Publish every result within twenty working days; the state of correction stands beside."""
    publisher = walk.as_("gongshi")
    for row in walk.kept["visits"]:
        due = walk.wait_for("the publication", partial(_due, walk, row["visit"]))
        if due["state"] == "due":
            publisher.post(f"/api/v1/publications/{due['id']}/publish", key=f"publish:{due['id']}")
    site = walk.kept["visits"][0]["site"]
    public = walk.as_("").get(f"/api/v1/public/sites/{site}")
    text = str(public)
    for secret in ("检查员", "院长（合成）", "0451-"):
        check(secret not in text, f"the public sees {secret}")
    return Done(
        "抽查结果公示：20 个工作日内，整改情况同样醒目", len(walk.kept["visits"]), f"/sites/{site}"
    )


def _due(walk: Walk, visit: str) -> Json | None:
    rows = everything(walk.as_("gongshi"), "/api/v1/publications")
    return next((row for row in rows if row["subject_id"] == visit), None)


def credit(walk: Walk) -> Done:
    """One credit entry for the visit, citing its ground by id and digest."""
    visit = walk.kept["visits"][0]
    office = walk.as_("kezhang")
    rows = [
        row
        for row in office.get(f"/api/v1/sites/{visit['site']}/credit")["results"]
        if row["ground"]["id"] == visit["visit"]
    ]
    lock = office.get(f"/api/v1/visits/{visit['visit']}")["lock_digest"]
    check(len(rows) == 1, f"{len(rows)} entries for one visit")
    check(rows[0]["ground"]["digest"] == lock, "the entry does not cite the locked record")
    return Done(
        f"信用档案条目：依据 {lock[:12]}", len(rows), f"/api/v1/sites/{visit['site']}/credit"
    )


def public_after(walk: Walk) -> Done:
    """The last visit is over: open the draw for everybody and re-run it from the public bundle."""
    draw = walk.kept["draw"]["id"]
    if walk.as_("jihua").get(f"/api/v1/draws/{draw}")["state"] != "finished":
        walk.as_("jihua").post(f"/api/v1/draws/{draw}/finish", key="finish-draw")
    public = walk.as_("")
    answer = walk.wait_for("the public bundle", lambda: _bundle(walk, draw))
    path = walk.file("draw-public-after.json", answer)
    before = walk.folder / "draw-public-before.json"
    ran = scoring("verify", "--with", str(before), str(path))
    check(ran.returncode == 0, f"verify public-after: {ran.stdout}{ran.stderr}")
    check("secret" in public.get(f"/api/v1/public/draws/{draw}/bundle"), "the secret is not out")
    return Done("抽取全过程公开，任何人可重新计算", HOMES, f"/draws/{draw}")


def _bundle(walk: Walk, draw: str) -> bytes:
    try:
        return walk.as_("").ask("GET", f"/api/v1/public/draws/{draw}/bundle").content
    except Refused as refused:
        check(refused.status == 404, str(refused))
        return b""


STEPS = [papers, order, publish, credit, public_after]

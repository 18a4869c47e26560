"""After the levels: papers, the public log, what the public reads (等级公布与核验)."""

import subprocess
import sys
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import rfc8785

from infra.demo.cast import DISTRICT
from infra.demo.client import Refused
from infra.demo.report import Done
from infra.demo.seals import VERSIONS, checked_file, sealed_paper, spoilt
from infra.demo.steps.apply import BARRED, RATED, home, refused
from infra.demo.steps.assess import GOING
from infra.demo.steps.plan import pass_until, today
from infra.demo.walk import Walk, check

Json = dict[str, Any]
CERTIFICATE, REPORT, FEEDBACK, RECORD = (
    *("level-certificate", "rating-report", "rating-feedback", "rating-record"),
)
ANNOUNCEMENT = "evaluation-announcement"
JUNE = 6


def rating_papers(walk: Walk) -> Done:
    """Record, feedback, report and certificate: each sealed, each says it is a demonstration."""
    made = []
    for who in GOING:
        ids = {RECORD: walk.kept["assessments"][who]["visit"]}
        for kind in (RECORD, FEEDBACK, REPORT, CERTIFICATE):
            paper = sealed_paper(walk, ids.get(kind, walk.kept["applications"][who]), kind)
            made.append(paper)
            if who == RATED or kind == CERTIFICATE:
                for version in VERSIONS:
                    checked_file(walk, paper, version, f"{paper['title']}-{who}")
            text = walk.as_("kezhang").get(f"/api/v1/papers/{paper['id']}")["text"]
            check("演示权重" in text, f"{kind} does not say that it is a demonstration")
    certificate = next(one for one in made if one["kind"] == CERTIFICATE)
    walk.keep("certificate", certificate)
    return Done(
        f"评定记录、反馈意见、评定报告、等级证书 {certificate['number']}：签章有效",
        len(made),
        f"var/demo/{certificate['title']}-{RATED}-public.pdf",
    )


def log_leaf(walk: Walk) -> Done:
    """Prove the certificate by the public log; a changed byte is found."""
    held = _prove(walk, f"{walk.kept['certificate']['title']}-{RATED}-public.pdf", "certificate")
    return Done(
        "python -m backend.translog.verify：证书在公开日志中，改动即被发现",
        held,
        "var/demo/certificate.tlog-proof",
    )


def _prove(walk: Walk, file: str, name: str) -> int:
    """Prove a file by the log; give how many things held.  With a changed byte it is refused."""
    path, public = walk.folder / file, walk.as_("")
    data = path.read_bytes()
    key = walk.file("log-key.txt", public.ask("GET", "/log/key").content)
    ask = partial(_proof, walk, sha256(data).hexdigest())
    proof = walk.file(f"{name}.tlog-proof", walk.wait_for(f"the proof of {file}", ask))
    ran = _verify(path, proof, key)
    check(ran.returncode == 0, f"verify {file}: {ran.stdout}{ran.stderr}")
    changed = walk.file(f"{name}-changed{path.suffix}", spoilt(data))
    check(_verify(changed, proof, key).returncode == 1, f"a changed {file} was proven")
    return len(ran.stdout.strip().splitlines())


def _proof(walk: Walk, digest: str) -> bytes:
    try:
        return walk.as_("").ask("GET", f"/log/proof/{digest}.tlog-proof").content
    except Refused as refused:
        check(refused.status == 404, str(refused))
        return b""


def _verify(file: Path, proof: Path, key: Path) -> "subprocess.CompletedProcess[str]":
    argv = ["document", str(file), "--proof", str(proof), "--key", str(key)]
    command = [sys.executable, "-m", "backend.translog.verify", *argv]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def public_level(walk: Walk) -> Done:
    """The public reads level, date and validity as the log holds them; the barred home has none."""
    public = walk.as_("")
    for who in GOING:
        level, site = walk.kept["levels"][who], home(walk, who)["site"]
        ask = partial(_shown, public, site)
        shown = walk.wait_for("the level on the public page", ask)
        told = {name: shown[name] for name in ("title", "valid_from", "valid_until")}
        check(told == {name: level[name] for name in told}, f"the public reads {shown}")
        check(shown["demonstration"] is True, "the public is not told of the demonstration")
        payload = public.get(f"/api/v1/public/levels/{shown['publication']}")
        walk.file(f"level-{who}.json", rfc8785.dumps(payload))
        _prove(walk, f"level-{who}.json", f"level-{who}")
    check(not _shown(public, home(walk, BARRED)["site"]), "the barred home has a level")
    site = home(walk, RATED)["site"]
    return Done(
        "公众查询等级、日期、有效期，与公开日志一致", len(GOING), f"{walk.base}/sites/{site}"
    )


def _shown(public: Any, site: str) -> Json | None:
    found: Json | None = public.get(f"/api/v1/public/sites/{site}")["level"]
    return found


def announcement(walk: Walk) -> Done:
    """The half-year is over: results and levels are announced, in a table each, once."""
    publisher = walk.as_("gongshi")
    day = walk.kept.get("half_day") or walk.keep("half_day", today(walk).isoformat())
    half = f"{day[:4]}H{1 if int(day[5:7]) <= JUNE else 2}"
    over = date(int(day[:4]), 7, 1) if half.endswith("1") else date(int(day[:4]) + 1, 1, 1)
    url, body = "/api/v1/publications/announcements", {"region": DISTRICT, "half_year": half}
    if today(walk) < over:
        refused(partial(publisher.post, url, body), "half-year-not-over")
    pass_until(walk, "half-year", over)
    made = publisher.post(url, body, key=f"announce:{half}")
    told = walk.as_("").get(f"/api/v1/public/announcements/{made['id']}")
    sizes = (len(told["inspections"]), len(told["levels"]))
    visits = len(walk.kept["visits"])  # all of this half-year, or of the one before
    check(sizes in {(visits, len(GOING)), (0, len(GOING))}, f"announced {sizes}")
    paper = sealed_paper(walk, made["id"], ANNOUNCEMENT)
    checked_file(walk, paper, "public", paper["title"])
    return Done(
        f"半年评估结果公告 {paper['number']}：检查与等级分列，期满前不发布",
        sum(sizes),
        f"var/demo/{paper['title']}-public.pdf",
    )


STEPS = [rating_papers, log_leaf, public_level, announcement]

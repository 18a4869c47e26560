"""What the office owed and has done (履职台账), and one home in one signed file (一院一档)."""

from collections import Counter
from functools import partial
from typing import Any

from infra.demo.client import Caller
from infra.demo.report import Done
from infra.demo.seals import checked_file
from infra.demo.steps.apply import RATED, home
from infra.demo.steps.plan import today
from infra.demo.steps.register import everything
from infra.demo.walk import Walk, check

Json = dict[str, Any]
TICKED = {  # what this walk did, by the ledger's own codes
    *("yearly-plan", "draw-announcement", "visit-approval", "visit-notice", "scan-in"),
    *("result-publication", "order-recheck"),
    *("application-answer", "rating-notice", "review-answer", "level-publication"),
    "half-yearly-announcement",
}


def duty_ledger(walk: Walk) -> Done:
    """Every duty of the walk is ticked in the ledger, with what it rests on."""
    rows = walk.wait_for("the duties to be ticked", partial(_ticked, walk))
    done = [row for row in rows if row["state"] == "done"]
    check(all(row["ground"] and row["basis"] for row in done), "a duty done without its ground")
    kinds = len({row["kind"] for row in done})
    return Done(
        f"履职台账：{len(rows)} 项职责，已办 {kinds} 种，各有依据", len(done), "/office/duties"
    )


def _ticked(walk: Walk) -> list[Json] | None:
    rows = everything(walk.as_("kezhang"), "/api/v1/duties")
    done = Counter(row["kind"] for row in rows if row["state"] == "done")
    walk.keep("duties", {"done": done, "open": sorted(TICKED - set(done))})
    return rows if set(done) >= TICKED else None


def home_file(walk: Walk) -> Done:
    """All of one home in one signed PDF: what was owed, done, found, corrected and given."""
    head, site = walk.as_("juzhang"), home(walk, RATED)["site"]
    until = walk.kept.get("file_until") or walk.keep("file_until", today(walk).isoformat())
    span = {"from_on": f"{until[:4]}-01-01", "until_on": until}
    span["from_on"] = min(span["from_on"], walk.kept["plan"]["window_from"])
    asked = head.post(f"/api/v1/sites/{site}/file", span, key="home-file")
    made = walk.wait_for("the home's file", partial(_made, head, asked["id"]))
    paper = {"id": made["paper"]}
    checked_file(walk, paper, "archive", "一院一档")
    return Done(
        f"一院一档 {made['number']}：一个签章文件", made["lines"], "var/demo/一院一档-archive.pdf"
    )


def _made(head: Caller, file: str) -> Any:
    told = head.get(f"/api/v1/duty-files/{file}")
    check(not told["problem"], f"the file could not be made: {told['problem']}")
    return told if told["state"] == "sealed" else None


STEPS = [duty_ledger, home_file]

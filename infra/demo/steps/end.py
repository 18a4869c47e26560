"""At the end: the pages of both acts, and the log over everything that was done (收尾)."""

from infra.demo.cast import ADMINISTRATOR
from infra.demo.pages import says
from infra.demo.report import Done
from infra.demo.steps.apply import BARRED, LOWER, MANAGER, RATED
from infra.demo.steps.decide import TITLES
from infra.demo.steps.register import everything
from infra.demo.walk import Walk, check

WANTED = {
    *("plan.approved", "draw.announced", "visit.approved", "visit.locked", "order.closed"),
    *("round.announced", "application.refused", "application.voted", "level.valid"),
}


def pages(walk: Walk) -> Done:
    """Look at the pages of both acts as their people see them."""
    visit, draw, round_ = walk.kept["visits"][0], walk.kept["draw"], walk.kept["round"]
    name = visit["label"].split(" ")[2]
    rated, lower, barred = (walk.kept["applications"][who] for who in (RATED, LOWER, BARRED))
    looks = [
        ("jihua", "/office/visits", name),
        ("", f"/sites/{visit['site']}", "抽查未发现问题不等于没有问题"),
        ("", f"/sites/{visit['site']}", TITLES[RATED]),
        ("", f"/draws/{draw['id']}", draw["commitment"][:12]),
        ("jihua", f"/office/rounds/{round_['id']}", round_["title"]),
        ("weiyuan1", f"/office/applications/{rated}", name),
        ("kezhang", "/office/duties", "履职台账"),
        (MANAGER[LOWER], f"/portal/applications/{lower}/result", TITLES[LOWER]),
        (MANAGER[BARRED], f"/portal/applications/{barred}", "重大事故隐患"),
    ]
    for who, path, word in looks:
        says(walk, who, path, word)
    return Done(
        "页面：办公端、机构门户、公众网站，两种行为各有其页",
        len(looks),
        f"{walk.base}/sites/{visit['site']}",
    )


def log(walk: Walk) -> Done:
    """Every verb left its event, and the chain over them holds no failed delivery."""
    admin = walk.as_(ADMINISTRATOR)
    failed = admin.get("/api/v1/outbox", state="failed")["results"]
    check(not failed, f"failed deliveries: {failed}")
    events = everything(walk.as_("jiandu"), "/api/v1/operation-log")
    kinds = {row["kind"] for row in events}
    check(kinds >= WANTED, f"no event for {WANTED - kinds}")
    return Done(
        f"操作日志：{len(kinds)} 种操作，无失败的后续处理", len(events), "/api/v1/operation-log"
    )


STEPS = [pages, log]

"""The second act begins: assessors, a round, three homes apply, one is barred (等级评定申请)."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from infra.demo.answers import answers_of, facts_of
from infra.demo.cast import ASSESSORS, CITY, DISTRICT, MANAGERS
from infra.demo.client import Refused
from infra.demo.report import Done
from infra.demo.seals import checked_file, sealed_paper
from infra.demo.steps.after import let_in
from infra.demo.steps.plan import today
from infra.demo.walk import Broken, Walk, check

Json = dict[str, Any]
STANDARD, DEMONSTRATION, WITHOUT_POINTS = "gbt-37276-2018", "2020.1-demo", "2020.1"
# Whom the second act follows: rated as applied, rated lower, barred.  Numbers of visits.
RATED, LOWER, BARRED = "rated", "lower", "barred"
HOMES = {RATED: 0, LOWER: 1, BARRED: 2}
APPLIED_FOR = {RATED: "3", LOWER: "4", BARRED: "3"}
MANAGER = dict(zip(HOMES, (one.username for one in MANAGERS), strict=True))
UNTRAINED = ASSESSORS[-1].username  # did not pass the examination


def home(walk: Walk, who: str) -> Json:
    """Give the inspection of one of the three homes."""
    found: Json = walk.kept["visits"][HOMES[who]]
    return found


def application(walk: Walk, who: str) -> str:
    """Give the address of its application."""
    return f"/api/v1/applications/{walk.kept['applications'][who]}"


def refused(ask: Callable[[], Any], code: str) -> Json:
    """Check that a call is refused with this code; give what the refusal says."""
    try:
        ask()
    except Refused as fault:
        check(fault.code == code, f"expected {code}, came {fault}")
        return fault.problem
    raise Broken(f"expected {code}, came an answer")


def assessors(walk: Walk) -> Done:
    """Register the city's assessors; who did not pass the examination is never drawn."""
    city, day = walk.as_("shidengji"), today(walk) - timedelta(days=40)
    ids = {}
    for number, member in enumerate(ASSESSORS, 1):
        body = {
            "pool": "assessment",
            "name": member.name,
            "department": member.department,
            "region": CITY,
            "certificate_number": f"HRB-PD-0000{number}（合成）",
            "certificate_until": "2028-12-31",
            "person": walk.kept["people"][member.username],
        }
        made = city.post("/api/v1/officers", body, key=f"assessor:{member.username}")
        ids[member.username] = made["id"]
        year = {"year": day.year, "trained_on": day.isoformat()}
        if member.username != UNTRAINED:
            year |= {"examined_on": day.isoformat(), "passed": True}
        url = f"/api/v1/officers/{made['id']}/years"
        city.post(url, year, key=f"year:{member.username}:{day.year}")
    walk.keep("assessors", ids)
    return Done("评定人员库：市级建库，年度培训考试，1 人未通过", len(ids), "/api/v1/officers")


def rating_round(walk: Walk) -> Done:
    """Announce a round: never on a list without points, and never on a demonstration unsaid."""
    registrar, reviewer, scheduler = (walk.as_(one) for one in ("dengji", "kezhang", "jihua"))
    lists = {}
    for version in (DEMONSTRATION, WITHOUT_POINTS):
        body = {"standard": STANDARD, "version": version}
        found = registrar.post("/api/v1/checklists", body, key=f"load:{version}")
        url = f"/api/v1/checklists/{found['id']}"
        registrar.post(f"{url}/propose", key=f"propose:{version}")
        lists[version] = reviewer.post(f"{url}/publish", key=f"publish:{version}")
    kept = walk.keep("rating_list", lists[DEMONSTRATION])
    bundle = reviewer.get(f"/api/v1/checklists/{kept['digest']}/bundle")
    walk.keep("rating_bundle", bundle)

    day = walk.kept.get("round_day") or walk.keep("round_day", today(walk).isoformat())
    until = date.fromisoformat(day) + timedelta(days=30)
    body = {
        "region": DISTRICT,
        "title": f"{day[:4]}年度养老机构等级评定第一批（示范，合成数据）",
        "window_from": day,
        "window_until": until.isoformat(),
    }
    for version, said, code in (
        (WITHOUT_POINTS, False, "checklist-incomplete"),
        (DEMONSTRATION, False, "demonstration-not-said"),
    ):
        wrong = {**body, "checklist": lists[version]["id"], "demonstration": said}
        refused(partial(scheduler.post, "/api/v1/rounds", wrong), code)
    told = {**body, "checklist": kept["id"], "demonstration": True}
    made = walk.kept.get("round") or scheduler.post("/api/v1/rounds", told, key="round")
    check(made["demonstration"] is True, "the round does not say that it is a demonstration")
    walk.keep("round", made)
    return Done(
        f"评定批次：{STANDARD} {DEMONSTRATION}，标明演示权重；无分值版本被拒", 1, "/api/v1/rounds"
    )


def applying(walk: Walk) -> Done:
    """Three homes assess themselves and apply; what is not complete cannot be handed in."""
    bundle, ids = walk.kept["rating_bundle"], {}
    for who, manager in MANAGER.items():
        site = home(walk, who)["site"]
        let_in(walk, home(walk, who), manager)
        person = walk.as_(manager)
        told = {"round": walk.kept["round"]["id"], "site": site, "applied_for": APPLIED_FOR[who]}
        made = person.post("/api/v1/applications", told, key=f"apply:{who}")
        url = f"/api/v1/applications/{made['id']}"
        ids[who] = made["id"]
        if person.get(url)["self_result"] is None:
            ask = partial(person.post, f"{url}/submit")
            refused(ask, "self-assessment-incomplete")
        facts = facts_of(bundle, walk.as_("").get(f"/api/v1/public/sites/{site}")["beds"])
        answers = {"answers": answers_of(bundle, facts), "facts": facts}
        own = person.post(f"{url}/self-assessment", answers, key=f"assess-self:{who}")
        graded = own["self_result"]
        check(graded["level"] == APPLIED_FOR[who], f"self-assessment of {who}: {graded['level']}")
        person.post(f"{url}/submit", key=f"submit:{who}")
    walk.keep("applications", ids)
    return Done("三家机构自评并申报：三级、四级、三级", len(ids), "/api/v1/applications")


def eligibility(walk: Walk) -> Done:
    """Take two; the third has an open major hazard that an inspection found: the only bridge."""
    office = walk.as_("kezhang")
    url = application(walk, BARRED)
    if office.get(url)["state"] == "submitted":
        ask = partial(office.post, f"{url}/accept", {"reason": "材料齐全（合成）"})
        refused(ask, "not-eligible")
    reason = {"reason": "存在检查发现且尚未整改的重大事故隐患，整改并复查合格后可在下一批次申报"}
    office.post(f"{url}/refuse", reason, key="refuse-application")
    for who in (RATED, LOWER):
        office.post(f"{application(walk, who)}/accept", key=f"accept:{who}")

    told = walk.as_(MANAGER[BARRED]).get(url)  # as the home reads it
    failing = [row for row in told["eligibility"] if row["holds"] is False]
    check(told["state"] == "refused", f"the barred application is {told['state']}")
    check([row["rule"] for row in failing] == ["no-major-hazard"], f"failing: {failing}")
    findings = office.get(f"/api/v1/visits/{home(walk, BARRED)['visit']}/findings")["results"]
    ground = failing[0]["ground"]
    check(ground == {"type": "finding", "id": findings[0]["id"]}, f"ground {ground}")
    number = _decided_papers(walk)
    return Done(f"受理两家；重大事故隐患未整改一家不予受理：{number}", 3, url)


def _decided_papers(walk: Walk) -> str:
    """Fetch 受理通知书 and 不予受理通知书; the home reads its own."""
    ids = walk.kept["applications"]
    for who in (RATED, LOWER):
        sealed_paper(walk, ids[who], "rating-acceptance")
    refusal = sealed_paper(walk, ids[BARRED], "rating-refusal")
    checked_file(walk, refusal, "archive", "不予受理通知书")
    own = walk.as_(MANAGER[BARRED]).get("/api/v1/papers", subject=ids[BARRED])["results"]
    check(refusal["id"] in {row["id"] for row in own}, "the home does not see its refusal")
    text = walk.as_(MANAGER[BARRED]).get(f"/api/v1/papers/{refusal['id']}")["text"]
    check("重大事故隐患" in text, "the refusal does not name the hazard")
    check("演示权重" in text, "the refusal does not say that this is a demonstration")
    return str(refusal["number"])


def no_star(walk: Walk) -> Done:
    """An inspection asks for a star, for a rating list, for an assessor: three times no."""
    scheduler, day = walk.as_("jihua"), today(walk)
    crew = [{"officer": one} for one in list(walk.kept["officers"].values())[:3]]
    body = {
        "nature": "special",
        "site": home(walk, RATED)["site"],
        "checklist": walk.kept["checklist"]["id"],
        "purpose": "专项检查（合成）",
        "officers": crew,
        "window_from": day.isoformat(),
        "window_until": (day + timedelta(days=5)).isoformat(),
    }
    rater = [{"officer": walk.kept["assessors"]["pingding1"]}, *crew[:2]]
    wrongs = {
        "inspection-has-no-level": {"applied_for": "3"},
        "nature-checklist-mismatch": {"checklist": walk.kept["rating_list"]["id"]},
        "wrong-pool": {"officers": rater},
    }
    for code, wrong in wrongs.items():
        refused(partial(scheduler.post, "/api/v1/visits", body | wrong), code)
    return Done("检查不产生等级、不用评定标准、不派评定人员：均被拒", len(wrongs), "/api/v1/visits")


STEPS = [assessors, rating_round, applying, eligibility, no_star]

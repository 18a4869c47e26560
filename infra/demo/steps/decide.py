"""From the feedback to the level: home, committee, notice, review, head (反馈到确认)."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from infra.demo.cast import COMMITTEE
from infra.demo.client import Refused
from infra.demo.report import Done
from infra.demo.steps.apply import LOWER, MANAGER, RATED, application, refused
from infra.demo.steps.assess import GOING
from infra.demo.steps.plan import pass_until, today
from infra.demo.walk import Walk, check

Json = dict[str, Any]
LEVELS = {RATED: "3", LOWER: "2"}
TITLES = {RATED: "三级", LOWER: "二级"}
VALID_YEARS = 3
DAY = timedelta(days=1)
NOTICE_DAYS = 7  # working days, by the default rules
SAID: Json = {
    RATED: {"agrees": True, "words": "情况属实（合成）"},
    LOWER: {"agrees": False, "words": "本院开设12项服务，请复核服务项目数（合成）"},
}


def feedback(walk: Walk) -> Done:
    """The home reads each item with clause and reason, and signs or says what it sees otherwise."""
    office, lost = walk.as_("kezhang"), 0
    for who in GOING:
        url, person = application(walk, who), walk.as_(MANAGER[who])
        office.post(f"{url}/feedback", key=f"feedback:{who}")
        walk.keep("heard", True)
        tree = person.get(f"{url}/explanation")
        items = [item for chapter in tree["chapters"] for item in chapter["items"]]
        named = all(one["clause"] and one["rule"]["why"]["zh"] for one in items)
        check(bool(items) and named, "an item without its clause or its reason")
        told = person.get(url)
        check("votes" not in told and "assessors" not in told, "the home sees who decides")
        side = {row["chapter"]: row for row in told["chapters"]}["service"]
        check(side["self"] != side["assessed"], "own and assessed points are the same")
        lost += len(told["feedback"]["lost"])
        person.post(f"{url}/feedback/answer", SAID[who], key=f"answer-feedback:{who}")
    return Done(
        "反馈意见：逐项列明条款与理由，机构签收或者说明异议", lost, application(walk, RATED)
    )


def vote(walk: Walk) -> Done:
    """The committee votes; it never lifts a level, and a minority says why."""
    office, members, cast = walk.as_("kezhang"), [one.username for one in COMMITTEE], 0
    for who in GOING:
        url = application(walk, who)
        if office.get(url)["state"] == "scored":
            wish = {"level": "5", "reason": "印象良好（合成）"}
            ask = partial(walk.as_(members[0]).post, f"{url}/votes", wish)
            if not walk.kept.get(f"voted:{who}"):
                refused(ask, "vote-not-offered")
        for number, member in enumerate(members):
            ballot = {"level": LEVELS[who], "reason": ""}
            if who == LOWER and number == len(members) - 1:
                ballot = {"level": "1", "reason": "服务项目不足，建议从严（合成）"}
            walk.as_(member).post(f"{url}/votes", ballot, key=f"vote:{who}:{member}")
            cast += 1
        walk.keep(f"voted:{who}", True)
        closed = office.post(f"{url}/close-vote", key=f"close-vote:{who}")
        check(closed["opinion_level"] == LEVELS[who], f"the committee's opinion: {closed}")
    return Done("评定委员会表决：不得高于评定等级，少数意见写明理由", cast, "/api/v1/applications")


def notice(walk: Walk) -> Done:
    """Show both levels for seven working days; what is said against one is answered."""
    publisher, reviewer, head = (walk.as_(one) for one in ("gongshi", "kezhang", "juzhang"))
    day = today(walk)
    until = {}
    for who in GOING:
        told = publisher.post(f"{application(walk, who)}/notice", key=f"notice:{who}")
        until[who] = walk.kept.get("notice_until", {}).get(who) or told["until_on"]
        check(told["level_title"] == TITLES[who], f"the notice says {told['level_title']}")
        check(told["demonstration"] is True, "the notice does not say it is a demonstration")
    walk.keep("notice_until", until)
    last = date.fromisoformat(until[RATED])
    check((last - day).days >= NOTICE_DAYS, f"the notice ends on {last}")
    url = application(walk, RATED)
    objection = {"words": "来电反映：夜间照护人手不足（合成）"}
    made = walk.as_("shouli").post(f"{url}/objections", objection, key="objection")
    if reviewer.get(url)["state"] == "noticed":
        refused(partial(head.post, f"{url}/confirm"), "notice-running")
    answer = {"answer": "经核查值班记录和排班表，夜间照护人员符合要求（合成）"}
    reviewer.post(f"{url}/objections/{made['id']}/answer", answer, key="answer-objection")
    return Done(f"公示 {NOTICE_DAYS} 个工作日至 {last}，一条异议已答复", len(until), url)


def review(walk: Walk) -> Done:
    """The home with the lower level asks to look again within five working days; it is answered."""
    url, person, office = application(walk, LOWER), walk.as_(MANAGER[LOWER]), walk.as_("kezhang")
    asked = {"words": "请求复核：本院自评服务项目为13项，评定记录为10项（合成）"}
    made = person.post(f"{url}/reviews", asked, key="ask-review")
    check(made["kind"] == "review", f"asked for {made['kind']}")
    pass_until(walk, "review", _last_day(walk))
    answer = {
        "outcome": "dismissed",
        "answer": "经复核评定记录和佐证材料，教育、康复等服务计入后实际开展10项，维持二级（合成）",
    }
    done = office.post(f"{url}/reviews/{made['id']}/answer", answer, key="answer-review")
    check(done["outcome"] == "dismissed", f"the review is {done['outcome']}")
    told = person.get(url)["reviews"]
    check([one["answer"] for one in told] == [answer["answer"]], "the home does not read why")
    return Done(f"复核申请：{made['due_on']} 前答复，已说明理由维持二级", len(told), url)


def confirm(walk: Walk) -> Done:
    """The head confirms after the notice, nobody of the committee; an appeal's days are waited."""
    head, levels = walk.as_("juzhang"), {}
    pass_until(walk, "notice-over", _last_day(walk) + DAY)
    _only_the_head(walk)
    for who in GOING:
        url = f"{application(walk, who)}/confirm"
        if who == LOWER:
            _wait_for_appeal(walk, partial(head.post, url))
        made = head.post(url, key=f"confirm:{who}")
        again = head.post(url, key=f"confirm-again:{who}")
        check(made["id"] == again["id"], "confirming twice made another level")
        check(made["title"] == TITLES[who], f"the level is {made['title']}")
        check(made["demonstration"] is True, "the level does not say it is a demonstration")
        first, last = (date.fromisoformat(made[name]) for name in ("valid_from", "valid_until"))
        check((last + DAY).year - first.year == VALID_YEARS, f"valid from {first} to {last}")
        levels[who] = made
    walk.keep("levels", levels)
    told = "、".join(f"{one['title']} {one['number']}" for one in levels.values())
    return Done(f"局长确认：{told}，有效期三年", len(levels), "/api/v1/levels")


def _last_day(walk: Walk) -> date:
    """Give the last day of the notices."""
    return date.fromisoformat(max(walk.kept["notice_until"].values()))


def _wait_for_appeal(walk: Walk, ask: Callable[[], Any]) -> None:
    """The home may still appeal against the answer: until then nothing is confirmed."""
    if "days:appeal" not in walk.kept:
        until = refused(ask, "appeal-term-running")["expected"].rsplit(" ")[-1]
        pass_until(walk, "appeal", date.fromisoformat(until) + DAY)
    pass_until(walk, "appeal", today(walk))


def _only_the_head(walk: Walk) -> None:
    """A member of the committee and the reviewer cannot confirm."""
    for who in ("weiyuan1", "kezhang"):
        try:
            walk.as_(who).post(f"{application(walk, RATED)}/confirm")
            check(False, f"{who} confirmed a level")
        except Refused as fault:
            check(fault.status == 403, f"confirming without the role: {fault}")


def finish(walk: Walk) -> Done:
    """End the round; its draw opens for everybody and can be re-run."""
    url = f"/api/v1/rounds/{walk.kept['round']['id']}"
    done = walk.as_("jihua").post(f"{url}/finish", key="finish-round")
    check(done["state"] == "done", f"the round is {done['state']}")
    told = walk.as_("dengji").get(url)
    check((len(told["accepted"]), len(told["refused"])) == (2, 1), f"the round: {told}")
    return Done("批次办结：受理两家、不予受理一家，规则逐项注明出处", 3, url)


STEPS = [feedback, vote, notice, review, confirm, finish]

"""Why a draw says no; what is wrong with a file has the command line's codes."""

from django.utils.translation import gettext_lazy as _

from backend.core.refusals import AGAIN, Conflict, Forbidden, Refusal

POOL = _("核对名单和录入的值，改正后再办理")


class PoolUnusable(Refusal):
    """The pool or the values cannot be used."""

    code = "pool-unusable"
    title = _("抽取名单或随机数不可用")
    hint = POOL


class LabelUnknown(PoolUnusable):
    """A label is not in the pool."""

    code = "label-unknown"
    title = _("抽查对象不在名单内")
    hint = _("从名单中选择抽查对象")


class UnknownKey(PoolUnusable):
    """The pool carries a key it may not carry."""

    code = "unknown-key"
    title = _("名单含有未知字段")
    hint = POOL


class CommitmentMismatch(PoolUnusable):
    """The stored secret does not belong to the announced commitment."""

    code = "commitment-mismatch"
    title = _("预公布摘要不符")
    hint = _("作废本次抽取，写明原因，另行公告")


class CodesUsedUp(PoolUnusable):
    """No one-time code is left."""

    code = "codes-exhausted"
    title = _("一次性口令已用完")
    hint = _("作废本次抽取，写明原因，另行公告")


class OfficersShort(PoolUnusable):
    """A department has too few certified, unrecused officers for its places."""

    code = "officers-short"
    title = _("持证检查人员不足")
    hint = _("补充人员名录，或者核对回避登记")


# Further codes of the command line; nothing here refers to one of them by name.
_TITLES = {
    "bad-count": _("数量不符"),
    "bad-date": _("日期格式不符"),
    "bad-hex": _("十六进制值不符"),
    "code-not-preimage": _("一次性口令不符"),
    "label-twice": _("抽查对象重复"),
    "missing-key": _("名单缺少字段"),
    "numbers-count": _("随机数个数不符"),
    "quota-above-pool": _("应抽数超过可抽数"),
    "source-missing": _("缺少随机数来源"),
    "source-past": _("随机数来源早于公告"),
    "source-twice": _("随机数来源重复"),
    "source-unknown": _("随机数来源未公告"),
    "stratum-twice": _("抽取层重复"),
    "text-rules": _("文字含有控制字符或未规范"),
    "wrong-shape": _("格式不符"),
}
BY_CODE: dict[str, type[PoolUnusable]] = {
    kind.code: kind
    for kind in (LabelUnknown, UnknownKey, CommitmentMismatch, CodesUsedUp, OfficersShort)
} | {
    code: type(
        "".join(part.title() for part in code.split("-")),
        (PoolUnusable,),
        {"code": code, "title": title, "hint": POOL, "__doc__": f"The command line's {code}."},
    )
    for code, title in _TITLES.items()
}


class SourceTooEarly(Refusal):
    """A source's result may exist already when the pool is announced."""

    code = "source-before-announcement"
    title = _("随机数来源不得早于公告")
    hint = _("改用以后的期次")
    expects = _("{day} 以后开奖的期次")


class WitnessWanted(Refusal):
    """An immediate draw takes one named outside witness and nothing else."""

    code = "witness-wanted"
    title = _("现场抽取须有外部见证人")
    hint = _("填写见证人的单位和姓名")
    expects = _("外单位的一名见证人")


class RandomnessTooEarly(Refusal):
    """The announced day of a source has not come."""

    code = "randomness-too-early"
    title = _("随机数尚未产生")
    hint = _("等公告的随机数来源开出结果以后再录入")


class RandomnessOverdue(Refusal):
    """The secret was not opened within two working days of the randomness."""

    code = "randomness-overdue"
    title = _("逾期未抽取")
    hint = _("本次抽取按中止处理，另行公告")


class OtherRandomness(Conflict):
    """Randomness was entered already, with other values."""

    code = "randomness-differs"
    title = _("随机数已录入，不得更改")
    hint = _("此前录入的值与这次不同；录错的，写明理由作废本次抽取")


class DrawState(Conflict):
    """The draw is in another state than the verb needs."""

    code = "draw-state"
    title = _("抽取状态不允许")
    hint = AGAIN
    states_of = "draws.Draw"


class DeclaredAlready(Conflict):
    """The label was declared unavailable before."""

    code = "unavailable-declared-already"
    title = _("已申报无法检查")
    hint = _("核对本次抽取已有的申报")


class NothingDeclared(Refusal):
    """No confirmed declaration waits for a new iteration."""

    code = "nothing-declared"
    title = _("没有已确认的无法检查申报")
    hint = _("先申报无法检查，并请同事确认")


class SecondPersonWanted(Refusal):
    """The act needs a person who neither declared it nor announced the draw."""

    code = "second-person-wanted"
    title = _("须由他人确认")
    hint = _("请申报人、公告人以外的同事办理")


class DrawNotOver(Refusal):
    """The view opens after the last visit of the task."""

    code = "draw-not-over"
    title = _("全部检查结束后方可公开")
    hint = _("等全部检查结束后再查看")


class SealedView(Forbidden):
    """The sealed view is open to auditor and enforcement supervision."""

    code = "view-sealed"
    title = _("仅审计和执法监督可查看")
    hint = _("由审计或者执法监督人员查看")

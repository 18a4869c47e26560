"""The names of fields and of their values in words (字段名称)."""

from __future__ import annotations

from scoring.result import Words

FIELDS = {
    "code": Words("项目编号", "code"),
    "id": Words("标识", "id"),
    "title": Words("名称", "title"),
    "zh": Words("（中文）", "(Chinese)"),
    "en": Words("（英文）", "(English)"),
    "clause": Words("条款", "clause"),
    "source": Words("来源", "source"),
    "confidence": Words("可信度", "confidence"),
    "chapter": Words("分项", "chapter"),
    "max_points": Words("满分", "points"),
    "pass_at": Words("合格分", "passes from"),
    "rule": Words("计分规则", "rule"),
    "with": Words("规则参数", "rule:"),
    "options": Words("选项", "option"),
    "points": Words("分值", "points"),
    "bands": Words("分档", "band"),
    "parts": Words("子项", "part"),
    "of": Words("取值", "of"),
    "unit": Words("单位", "unit"),
    "fact": Words("数据", "fact"),
    "sample_min": Words("最少抽样数", "smallest sample"),
    "each": Words("每项分值", "each"),
    "cap": Words("上限", "cap"),
    "required": Words("应有数", "required"),
    "times": Words("倍数", "times"),
    "least": Words("最低分", "least"),
    "most": Words("最高分", "most"),
    "step": Words("升降档或分差", "step"),
    "good": Words("好的方向", "good"),
    "look_for": Words("查看要点", "look for"),
    "evidence": Words("佐证", "evidence"),
    "when": Words("适用条件", "when"),
    "that": Words("条件", "condition"),
    "na": Words("不适用时", "not applicable"),
    "attest": Words("认定人数", "attest"),
    "tolerance": Words("允许误差", "tolerance"),
    "veto": Words("一票否决", "veto"),
    "major_hazard": Words("重大事故隐患", "major hazard"),
    "base": Words("基本要求项", "base item"),
    "resident_visible": Words("老年人可感知", "residents notice"),
    "risk": Words("服务安全风险", "risk"),
    "order": Words("次序", "order"),
    "items": Words("项目", "items"),
    "chapters": Words("分项", "chapters"),
    "levels": Words("等级", "levels"),
    "limits": Words("限级与否决", "limits"),
    "adjust": Words("升降档", "steps"),
    "ratings": Words("分项评级", "ratings"),
    "conclusions": Words("结论", "conclusions"),
    "lists": Words("短表", "short lists"),
    "total": Words("总分不低于", "total"),
    "rate": Words("得分率不低于", "rate"),
    "require": Words("必备条件", "requirement"),
    "at_most": Words("不高于", "at most"),
    "at_least": Words("不低于", "at least"),
    "context": Words("背景信息", "context"),
    "up": Words("可升级数", "up"),
    "in_force": Words("施行日期", "in force"),
    "from": Words("起", "from"),
    "to": Words("止", "to"),
    "issuer": Words("发布机关", "issuer"),
    "document": Words("文号", "document"),
    "natures": Words("适用的检查性质", "natures"),
    "kinds": Words("机构类型", "kinds"),
    "level_word": Words("等级用字", "level word"),
    "notes": Words("说明", "notes"),
    "incomplete": Words("暂不能评定的原因", "why it may not grade"),
    "demonstration": Words("仅供演示的原因", "why it only demonstrates"),
    "rounding": Words("数值修约", "rounding"),
    "decimals": Words("小数位", "decimals"),
    "mode": Words("方式", "mode"),
    "rate_of": Words("得分率分母", "rate of"),
    "total_as": Words("总分计法", "total as"),
    "value": Words("取值", "value"),
    "kind": Words("类型", "kind"),
    "score": Words("得分", "score"),
    "sum": Words("加权和", "sum"),
    "missing": Words("缺项时", "missing"),
    "cuts": Words("分位点", "cut points"),
    "by": Words("分层", "by"),
    "shares": Words("比例", "share"),
    "else_by": Words("家数不足时的分层", "else by"),
    "min_n": Words("最少家数", "smallest population"),
    "table": Words("对照表", "table"),
    "rows": Words("行", "row"),
    "is": Words("为", "is"),
    "level": Words("等级", "level"),
    "worst_of": Words("就低", "worst of"),
    "item": Words("项目", "item"),
    "seen": Words("所见问题", "seen"),
    "wording": Words("表述", "wording"),
    "basis": Words("依据", "basis"),
    "demand": Words("整改要求", "demand"),
    "severity": Words("严重程度", "severity"),
    "term": Words("期限", "term"),
    "days": Words("天数", "days"),
    "matter": Words("重点或一般", "key or general"),
    "frequency": Words("检查频次", "frequency"),
    "needs_first": Words("先得首个子项", "needs the first"),
    "department": Words("部门", "department"),
}
VALUES = {
    "true": Words("是", "yes"),
    "false": Words("否", "no"),
    "yes": Words("是", "yes"),
    "no": Words("否", "no"),
    "confirmed": Words("已确认", "confirmed"),
    "provisional": Words("暂定", "provisional"),
    "choice": Words("单选", "choice"),
    "yes_no": Words("是否", "yes or no"),
    "bands": Words("分档", "bands"),
    "sampled_share": Words("抽样合格率", "share of a sample"),
    "count_each": Words("按个加分", "points for each"),
    "deduct_each": Words("按个扣分", "points lost for each"),
    "fraction_of": Words("按比例得分", "share of what is required"),
    "best_of": Words("择优", "best of"),
    "sum_of": Words("分项相加", "sum of parts"),
    "expert": Words("专家评判", "expert judgement"),
    "grade_abc": Words("A、B、C 三档", "grades A, B, C"),
    "applicable": Words("应得分", "applicable points"),
    "full": Words("满分", "full points"),
    "raw": Words("实得分", "as earned"),
    "scaled": Words("折算为满分", "scaled up"),
}
FIELD_VALUES = {
    ("na", "drop"): Words("不计入", "out of scoring"),
    ("na", "full"): Words("计满分", "counts in full"),
    ("na", "zero"): Words("计零分", "counts zero"),
    ("na", "forbid"): Words("不允许", "not allowed"),
    ("attest", "one"): Words("一人", "one officer"),
    ("attest", "both"): Words("两人分别认定", "two officers apart"),
    ("matter", "key"): Words("重点", "key"),
    ("matter", "general"): Words("一般", "general"),
    ("good", "high"): Words("分高为好", "high is good"),
    ("good", "low"): Words("分低为好", "low is good"),
}


class Given(str):
    """A part of a path that the standard itself named: never put into other words."""

    __slots__ = ()


def label_of(path: tuple[str, ...]) -> Words:
    """A field in words; names that the standard itself gives stay as they are."""
    known = [
        Words(part, part) if isinstance(part, Given) else FIELDS.get(part, Words(part, part))
        for part in path
    ]
    return Words(
        " ".join(one.zh for one in known).replace(" （", "（"), " ".join(one.en for one in known)
    )


def value_of(path: tuple[str, ...], value: str | None) -> Words:
    """A value in words: fixed words of the format by their name, all else as it stands."""
    if value is None:
        return Words("（无）", "(none)")
    last = path[-1]
    if (last, value) in FIELD_VALUES:
        return FIELD_VALUES[last, value]
    named = last in ("rule", "confidence", "rate_of", "total_as", "value", "good", "kind")
    if named or value in ("true", "false"):
        return VALUES.get(value, Words(value, value))
    return Words(value, value)

"""The fixed words of the format as an office writes them in a sheet (下拉选项)."""

from __future__ import annotations

from collections.abc import Mapping

Choices = Mapping[str, str]  # word of the format → word in the sheet

YES_NO: Choices = {"yes": "是", "no": "否"}
CONFIDENCE: Choices = {"confirmed": "已确认", "provisional": "暂定"}
RULE: Choices = {
    "yes_no": "是否",
    "choice": "单选",
    "best_of": "择优",
    "bands": "分档",
    "sampled_share": "抽样",
    "count_each": "按个加分",
    "deduct_each": "按个扣分",
    "fraction_of": "按比例",
    "sum_of": "子项相加",
    "expert": "专家评判",
    "grade_abc": "ABC档",
}
ROW: Choices = {"option": "选项", "band": "分档", "grade": "等次", "part": "子项"}
BANDS_OF: Choices = {"number": "数值", "share": "比例"}
EVIDENCE: Choices = {"photo": "照片", "document": "文件", "measurement": "测量"}
NA: Choices = {"drop": "不计入", "full": "计满分", "zero": "计零分", "forbid": "不允许"}
ATTEST: Choices = {"one": "一人", "both": "两人分别"}
RISK: Choices = {
    "choking": "噎食",
    "wrong_intake": "食品药品误食",
    "pressure_sore": "压疮",
    "scald": "烫伤",
    "bed_fall": "坠床",
    "fall": "跌倒",
    "harm": "他伤和自伤",
    "missing": "走失",
    "activity": "文娱活动意外",
}
NATURE: Choices = {
    "inspection": "行政检查",
    "filing_check": "备案核查",
    "supervision": "督导检查",
    "self_check": "机构自查",
    "rating": "等级评定",
    "performance": "绩效评价",
    "guidance": "指导服务",
}
FACT_KIND: Choices = {
    "count": "个数",
    "amount": "数量",
    "share": "比例",
    "yes_no": "是否",
    "choice": "选项",
}
LEVEL_WORD: Choices = {"级": "级", "星": "星"}
GOOD: Choices = {"high": "分高为好", "low": "分低为好"}
RATE_OF: Choices = {"applicable": "应得分", "full": "满分"}
TOTAL_AS: Choices = {"raw": "实得分", "scaled": "折算为满分"}
ROUNDING: Choices = {"half_up": "四舍五入", "half_even": "四舍六入五成双", "down": "舍去"}
MOVE: Choices = {"limit": "限级或否决", "step": "升降档"}
CONTEXT: Choices = {"applied_for": "申报等级", "current_level": "现有等级"}
BASE: Choices = {"sum": "加权和", "cuts": "分位点", "table": "对照表", "worst_of": "就低"}
EVERYTHING: Choices = {"best": "其余最好", "none": "其余不答"}
SEVERITY: Choices = {"general": "一般", "hidden_danger": "隐患", "major": "重大"}
DAYS: Choices = {"day": "日", "working_day": "工作日"}
MATTER: Choices = {"key": "重点", "general": "一般"}
DEPARTMENT: Choices = {
    name: name
    for name in (
        *("民政", "消防救援", "市场监管", "卫生健康"),
        *("住房城乡建设", "公安", "应急管理", "生态环境"),
    )
}

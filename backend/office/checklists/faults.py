"""Faults of a checklist as the office reads them (错误清单): where, what, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

NOT_KNOWN = _("内容不符合格式")
TITLES = {  # code → what is wrong; the engine's own words stand below it
    "answered-by-fact": _("这一项由数据回答，不另填结果"),
    "bad-answer": _("检查结果的写法不对"),
    "bad-condition": _("条件写得不完整，或者前后矛盾"),
    "bad-count": _("应为整数"),
    "bad-date": _("日期写法不对"),
    "bad-fact": _("数据的写法不对"),
    "bad-item": _("项目的内容前后矛盾"),
    "bad-number": _("数字写法不对"),
    "bad-rate": _("得分率写法不对"),
    "bad-rule": _("评分规则前后矛盾"),
    "bare-boolean": _("是否、开关一类的词要加引号"),
    "bare-float": _("小数要加引号"),
    "binary-fraction": _("小数在表格中已失真，改为文本格式重填"),
    "case-fails": _("算例的结果与预期不同"),
    "cell-empty": _("必填的单元格是空的"),
    "code-outside-chapter": _("项目编号不以分项编号开头"),
    "column-missing": _("缺少一列"),
    "column-twice": _("同一列出现两次"),
    "column-without-key": _("有一列没有列名"),
    "conclusion-order": _("除最后一个外，每个结论都要有条件"),
    "date-for-ratio": _("表格把比例当成了日期"),
    "duplicate-key": _("同一个键出现两次"),
    "entry-twice": _("同一条出现两次"),
    "error-cell": _("单元格显示错误值"),
    "fact-options": _("单选数据要列出选项"),
    "file-missing": _("缺少文件"),
    "file-too-large": _("文件过大"),
    "id-twice": _("同一个编号出现两次"),
    "key-twice": _("同一个键出现两次"),
    "level-in-inspection": _("行政检查不得评等级"),
    "level-order": _("等级要由低到高排列"),
    "limit-without-case": _("限级条件或否决项缺少起决定作用的算例"),
    "mark-order": _("档次要由低到高排列"),
    "merged-columns": _("单元格不能跨列合并"),
    "missing-key": _("缺少必填内容"),
    "na-forbidden": _("这一项不允许不适用"),
    "not-a-condition": _("条件无法读懂"),
    "not-a-day": _("日期写法不对"),
    "not-a-number": _("应为数字"),
    "not-a-whole-number": _("应为整数"),
    "not-text": _("应为文字"),
    "not-yes-or-no": _("应填是或否"),
    "number-for-text": _("应为文字，填成了数字"),
    "one-language": _("中文、英文只填了一种"),
    "option-twice": _("同一个选项出现两次"),
    "percent-for-points": _("分值不能用百分比"),
    "points-above-item": _("分值超过项目的满分"),
    "points-do-not-add-up": _("各项分值之和与分项满分不符"),
    "row-without-owner": _("这一行没有对应的项目"),
    "sheet-missing": _("缺少工作表"),
    "table-gap": _("对照表没有列全各种组合"),
    "time-for-day": _("日期里带了时间"),
    "two-bases": _("定级办法只能有一种"),
    "unknown-chapter": _("没有这个分项"),
    "unknown-fact": _("没有声明这项数据"),
    "unknown-file": _("有格式以外的文件"),
    "unknown-item": _("没有这个项目"),
    "unknown-key": _("有格式以外的内容"),
    "unknown-level": _("没有这个等级"),
    "unknown-rating": _("没有这个分项评级"),
    "unknown-sheet": _("有格式以外的工作表"),
    "unknown-word": _("不在可选的词中"),
    "when-cycle": _("适用条件互相引用"),
    "wrong-form": _("写法不对"),
    "wrong-shape": _("内容的结构不对"),
    "wrong-type": _("内容的类型不对"),
    "yaml-syntax": _("文件格式有误，检查缩进、引号和冒号"),
}


@dataclass(frozen=True, slots=True)
class ToldFault:
    """One fault: where it is, what is wrong, and the engine's words on it."""

    place: str
    title: Any
    expected: str
    came: str
    do: str


def told_faults(faults: Iterable[Mapping[str, str]]) -> list[ToldFault]:
    """Say each fault in words."""
    return [
        ToldFault(
            one["place"],
            TITLES.get(one["code"], NOT_KNOWN),
            one["expected"],
            one["came"],
            one["do"],
        )
        for one in faults
    ]

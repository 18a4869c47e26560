"""Kinds of entries that the log takes (日志条目类型); FORMAT.md says what each document is."""

from typing import Any

from django.utils.translation import gettext_lazy as _

KINDS: dict[str, Any] = {
    "draw.announced": _("随机抽取预公布"),
    "draw.drawn": _("随机抽取结果"),
    "draw.finished": _("随机抽取名单公告"),
    "draw.voided": _("随机抽取作废"),
    "draw.aborted": _("随机抽取中止"),
    "result.published": _("抽查结果公告"),
    "level.published": _("等级公告"),
    "announcement.published": _("评估结果公告"),
    "paper.sealed": _("文书签章"),
    "decision.withdrawn": _("撤回公示"),
    "publication.taken-down": _("下架"),
    "operations.day": _("操作日志当日摘要"),
}

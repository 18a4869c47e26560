"""Refusals as a home reads them (办理未成的原因): what is wrong, and what to do about it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backend.core.refusals import Refusal

SAME = gettext_lazy("页面内容在你填写期间有变化，请核对后重新提交")
DO = {
    "version-conflict": SAME,
    "order-state-wrong": gettext_lazy("重新打开这一页，看看目前办到哪一步"),
    "order-reason-missing": gettext_lazy("写明理由后再提交"),
    "answer-files-too-many": gettext_lazy("一次最多 12 个文件，其余的合并成一个 PDF"),
    "extension-too-late": gettext_lazy("期限已过，请尽快完成整改并提交，说明逾期原因"),
    "extension-asked": gettext_lazy("等主管部门答复后再申请"),
    "rating-wrong-state": gettext_lazy("重新打开这一页，看看目前办到哪一步"),
    "round-not-open": gettext_lazy("在申报期内办理，或者等下一批次"),
    "site-outside-round": gettext_lazy("选择本机构所在地的批次"),
    "application-running": gettext_lazy("先办完正在办理的申请"),
    "rating-level-unknown": gettext_lazy("从列出的等级中选一个"),
    "self-assessment-malformed": gettext_lazy("核对填写内容后重新保存"),
    "self-assessment-incomplete": gettext_lazy("把没有填完的分项填完再提交"),
    "rating-reason-wanted": gettext_lazy("写明理由后再提交"),
    "feedback-answered": gettext_lazy("已答复的不能更改；对结果有异议的，可在公示后申请复核"),
    "review-too-late": gettext_lazy("期限已过；对生效的决定可以依法申请行政复议或者提起诉讼"),
    "review-open": gettext_lazy("等主管部门答复"),
    "review-used": gettext_lazy("可以依法申请行政复议或者提起诉讼"),
}


def in_words(no: Refusal) -> dict[str, Any]:
    """Say a refusal: its title, the file it is about, what to do."""
    told = {"title": str(no.title), "detail": str(no.title), "do": str(DO.get(no.code, ""))}
    if no.code == "answer-file-unfit":
        told["detail"] = _("文件：%(name)s") % {"name": no.members.get("place", "")}
        told["expected"] = _("JPEG、PNG 照片或者 PDF，每个不超过 10 MB，能够正常打开")
        told["do"] = _("换一个文件，重新选择全部文件后再提交")
    return told

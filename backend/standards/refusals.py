"""Why the standards may say no (检查标准)."""

from django.utils.translation import gettext_lazy as _

from backend.core.refusals import AGAIN, Malformed, Refusal


class ChecklistNotFound(Refusal):
    """There is no such folder of a checklist version."""

    code = "checklist-folder-missing"
    title = _("没有这一版检查标准")
    hint = _("核对标准和版本的名称")


class ChecklistFaulty(Refusal):
    """The checklist's files have faults; `errors` names each."""

    code = "checklist-faulty"
    title = _("检查标准文件有错误")
    hint = _("按所列错误改正后重新载入")


class ChecklistFrozen(Refusal):
    """The version is published; its files must not differ from what was published."""

    code = "checklist-frozen"
    title = _("已发布的版本不可更改")
    hint = _("另立新版本")


class ChecklistChanged(Refusal):
    """The files changed after the version was proposed."""

    code = "checklist-changed"
    title = _("提请发布后文件已变动")
    hint = _("核对改动，重新载入后再提请发布")


class ChecklistNotDraft(Refusal):
    """Only a draft can be proposed."""

    code = "checklist-not-draft"
    title = _("不是草稿")
    hint = AGAIN


class ChecklistNotProposed(Refusal):
    """Only a proposed version can be published."""

    code = "checklist-not-proposed"
    title = _("尚未提请发布")
    hint = _("先提请发布")


class SamePersonPublishes(Refusal):
    """Who proposed a version may not publish it."""

    code = "checklist-same-person"
    title = _("提请人不得自行发布")
    hint = _("请提请人以外的同事发布")


class BadChecklistName(Malformed):
    """The name of a standard or version has letters a folder may not have."""

    code = "checklist-name-malformed"
    title = _("标准或版本名称格式不符")
    hint = _("只用小写字母、数字、点和连字符")


class ChecklistImportFaulty(Refusal):
    """The workbook has faults; no version is made of it."""

    code = "checklist-import-faulty"
    title = _("工作簿有错误，未载入")
    hint = _("按所列错误改正后重新上传")


class ChecklistWorkbookUnusable(Malformed):
    """The file cannot be opened as a workbook; `reason` says why."""

    code = "checklist-workbook-unusable"
    title = _("工作簿无法读取")
    hint = _("重新导出工作簿，在其中修改后再上传")


class ChecklistNotForWorkbook(Refusal):
    """The version holds something that a workbook cannot carry; nothing is lost unsaid."""

    code = "checklist-not-for-workbook"
    title = _("这一版不能导出为工作簿")
    hint = _("直接修改检查标准文件")

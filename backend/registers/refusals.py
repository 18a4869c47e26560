"""Why the registers may say no (名录库)."""

from django.utils.translation import gettext_lazy as _

from backend.core.refusals import Conflict, Malformed, Refusal


class WorkbookNotXlsx(Malformed):
    """The file is not an Excel workbook of the present format."""

    code = "workbook-not-xlsx"
    title = _("不是 .xlsx 工作簿")
    hint = _("用 Excel 另存为 .xlsx 后再上传")


class WorkbookEncrypted(Malformed):
    """The workbook is protected by a password."""

    code = "workbook-encrypted"
    title = _("工作簿已加密")
    hint = _("去掉工作簿的密码后再上传")


class WorkbookTooLarge(Malformed):
    """The file, or what it inflates to, is above the limit."""

    code = "workbook-too-large"
    title = _("工作簿超出大小限制")
    hint = _("去掉图片和多余的工作表，或者分成几份上传")


class WorkbookTooLong(Malformed):
    """The sheet has more rows than one import may have."""

    code = "workbook-too-long"
    title = _("工作表行数超出限制")
    hint = _("分成几份上传")


class WorkbookHasFormula(Malformed):
    """A cell holds a formula, whose value the reader of the sheet cannot vouch for."""

    code = "workbook-has-formula"
    title = _("单元格含公式")
    hint = _("把公式改为数值后再上传")


class HeadingsDiffer(Malformed):
    """The headings are not those of the template."""

    code = "workbook-headings-differ"
    title = _("表头与模板不符")
    hint = _("下载模板，按模板的表头填写")


class WorkbookEmpty(Malformed):
    """There is no row below the headings."""

    code = "workbook-empty"
    title = _("工作表没有数据行")
    hint = _("在表头下面填写数据行")


class SiteImportFaulty(Refusal):
    """The sheet has errors; nothing of it enters the register."""

    code = "site-import-faulty"
    title = _("导入表有错误，未导入任何行")
    hint = _("按所列行列改正后重新上传")


class SiteImportMovedOn(Conflict):
    """The register changed since the preview, so that the rows would do something else."""

    code = "site-import-moved-on"
    title = _("名录已变动，请重新预览")
    hint = _("重新预览后再导入")


class CertificateTaken(Refusal):
    """Somebody else holds this certificate number."""

    code = "certificate-number-taken"
    title = _("证件号码已登记")
    hint = _("核对证件号码和持证人")


class CertificateExpired(Refusal):
    """The certificate ended before today."""

    code = "certificate-expired"
    title = _("证件已过有效期")
    hint = _("更换证件后再登记")


class PersonIsOfficer(Refusal):
    """The person stands in this pool already."""

    code = "person-already-officer"
    title = _("该人员已在此名录库")
    hint = _("无须重复登记；有变动的，修改已有的一条")


class NotAnAssessor(Refusal):
    """Training and examination of a year belong to assessors."""

    code = "not-an-assessor"
    title = _("不是评定人员")
    hint = _("从评定人员库中选择")


class AssessorYearWrong(Refusal):
    """The days of training and examination do not fit the year or each other."""

    code = "assessor-year-wrong"
    title = _("培训或者考试日期不符")
    hint = _("填写该年度内的日期，先培训、后考试")


class TermEndsEarly(Refusal):
    """The last day lies before the first."""

    code = "term-ends-early"
    title = _("截止日期早于起始日期")
    hint = _("改正截止日期")


class InterestNeedsObject(Refusal):
    """An interest names one site or one holder."""

    code = "interest-needs-one-object"
    title = _("回避对象应为一个场所或一个登记法人")
    hint = _("在场所和登记法人中选填一个")


class InterestKindDiffers(Refusal):
    """The reason decides whether it bars or is weighed."""

    code = "interest-kind-differs"
    title = _("回避事由与回避方式不符")
    hint = _("按事由选择相应的回避方式")


class NotHomeManager(Refusal):
    """The person does not hold the role of a home's manager."""

    code = "not-home-manager"
    title = _("该人员未被授予机构负责人角色")
    hint = _("请平台管理员先授予机构负责人角色")


class SiteHasHolder(Refusal):
    """A site under a certificate is managed through its holder."""

    code = "site-has-legal-person"
    title = _("该场所已有登记法人，请为登记法人指定负责人")
    hint = _("为其登记法人指定负责人")

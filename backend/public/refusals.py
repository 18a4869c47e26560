"""What the public pages refuse."""

from django.utils.translation import gettext_lazy as _

from backend.core.refusals import Refusal


class TooMany(Refusal):
    """More homes than a workbook takes."""

    code = "export-too-large"
    title = _("机构太多，不能导出为 Excel")
    hint = _("缩小查找范围，或者下载 CSV")
    expects = _("最多 {n} 家")

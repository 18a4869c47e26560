"""What a person may be in a region (角色)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """One role inside a region subtree; presets bundle them for small offices."""

    PLATFORM_ADMIN = "platform_admin", _("平台管理员")
    HEAD = "head", _("机关负责人")
    REGISTRAR = "registrar", _("登记员")
    SCHEDULER = "scheduler", _("计划员")
    REVIEWER = "reviewer", _("科室负责人")
    PUBLISHER = "publisher", _("公示员")
    AUDITOR = "auditor", _("审计")
    SUPERVISION = "supervision", _("执法监督")
    INTAKE = "intake", _("受理员")
    INSPECTOR = "inspector", _("执法检查人员")
    ASSESSOR = "assessor", _("评定人员")
    COMMITTEE = "committee", _("评定委员会委员")
    HOME_MANAGER = "home_manager", _("机构负责人")


# Everybody who works in an office; homes, assessors and the committee see only what is theirs.
OFFICE = frozenset(Role) - {Role.HOME_MANAGER, Role.ASSESSOR, Role.COMMITTEE}
# Who reads everything and changes nothing.
READERS = frozenset({Role.AUDITOR, Role.SUPERVISION})

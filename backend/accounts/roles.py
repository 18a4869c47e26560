"""What a person may be in a region (角色)."""

from django.db import models


class Role(models.TextChoices):
    """One role inside a region subtree; presets bundle them for small offices."""

    PLATFORM_ADMIN = "platform_admin", "平台管理员"
    HEAD = "head", "机关负责人"
    REGISTRAR = "registrar", "登记员"
    SCHEDULER = "scheduler", "计划员"
    REVIEWER = "reviewer", "科室负责人"
    PUBLISHER = "publisher", "公示员"
    AUDITOR = "auditor", "审计"
    SUPERVISION = "supervision", "执法监督"
    INTAKE = "intake", "受理员"
    INSPECTOR = "inspector", "执法检查人员"
    ASSESSOR = "assessor", "评定人员"
    HOME_MANAGER = "home_manager", "机构负责人"


# Everybody who works in an office; homes and assessors see only what is theirs.
OFFICE = frozenset(Role) - {Role.HOME_MANAGER, Role.ASSESSOR}
# Who reads everything and changes nothing.
READERS = frozenset({Role.AUDITOR, Role.SUPERVISION})

"""The pool of a task as a file (抽查名单): every home, in or left out, with why."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from backend.core.refusals import Refusal
from backend.look.page import person_of, refused
from backend.look.sheets import csv_file
from backend.office.plans.permissions import POOL
from backend.office.plans.pools import IN, rows_of
from backend.office.plans.task_page import task_of
from backend.office.reach import Reach


@require_GET
def pool_csv(request: HttpRequest, task_id: UUID) -> HttpResponseBase:
    """/office/tasks/{id}/pool.csv, for who may see the labels of this region's draws."""
    person = person_of(request)
    try:
        task = task_of(person, task_id)
        Reach(person).demand(task.plan.region, *POOL)
    except Refusal as no:
        return refused(request, no)
    head = [_("机构名称"), _("统一社会信用代码"), _("分层"), _("是否在名单内")]
    rows = ([one.name, one.code, name, why or str(IN)] for name, one, why in rows_of(task))
    answer = csv_file("pool", head, rows)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer

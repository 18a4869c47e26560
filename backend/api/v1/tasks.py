"""/api/v1/tasks: a batch of a plan, its draw, its visits (抽查任务)."""

from typing import Any, ClassVar
from uuid import UUID

from django.urls import path
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.accounts.roles import OFFICE, Role
from backend.api.base import Listing, Noun, Verb, person_of
from backend.api.methods import read_and_write
from backend.api.v1.draws import written
from backend.core.refusals import Malformed, Missing
from backend.draws.services import Witness
from backend.planning import selectors, services
from backend.planning.models import Task, TaskVisit


class TaskOut(serializers.ModelSerializer[Task]):
    """A task as the office reads it."""

    region = serializers.CharField(source="plan.region_id", read_only=True)
    nature = serializers.CharField(source="plan.nature_id", read_only=True)

    class Meta:
        model = Task
        fields: ClassVar = [
            "id",
            "title",
            "plan",
            "quota",
            "region",
            "nature",
            "window_from",
            "window_until",
            "unannounced",
            "draw",
            "state",
            "version",
            "made_at",
            "done_at",
        ]


def task_for(request: Request, task_id: UUID, *roles: str) -> Task:
    """Give a task of a region where the caller holds one of the roles; raises Missing."""
    rows = selectors.tasks_visible_to(person_of(request), *(roles or OFFICE))
    task = rows.filter(pk=task_id).first()
    if task is None:
        raise Missing(f"no task {task_id}")
    return task


def written_visit(row: TaskVisit) -> dict[str, Any]:
    """Write one visit of a task."""
    return {
        "visit": str(row.visit_id),
        "site": str(row.site_id),
        "label": row.site.label,
        "state": row.visit.state,
        "this_year_count": row.visit.this_year_count,
        "cap": row.visit.cap,
        "officers": [str(seat.officer_id) for seat in row.visit.officers.all()],
    }


class Wanted(serializers.Serializer[Any]):
    """What a list may be narrowed by."""

    plan = serializers.UUIDField(required=False)
    state = serializers.ChoiceField(Task.State.choices, required=False)


class Tasks(Listing):
    """GET /tasks?plan=&state=."""

    Query = Wanted
    Output = TaskOut

    def get(self, request: Request) -> Response:
        """Answer the tasks of the caller's regions, newest first."""
        rows = selectors.tasks_visible_to(person_of(request))
        return self.page(request, rows.filter(**self.asked(request)))


class CreateTask(Verb):
    """POST /tasks (下达抽查任务)."""

    Output = TaskOut
    status = 201

    class Input(serializers.Serializer[Any]):
        plan = serializers.UUIDField()
        quota = serializers.UUIDField()
        title = serializers.CharField(max_length=200)
        window_from = serializers.DateField()
        window_until = serializers.DateField()
        unannounced = serializers.BooleanField(default=False)

    def run(self, request: Request, data: dict[str, Any], **kwargs: Any) -> Any:
        """Make it from a published plan and its quota."""
        by = person_of(request)
        plan_id, quota_id = data.pop("plan"), data.pop("quota")
        plan = selectors.plans_visible_to(by, Role.SCHEDULER).filter(pk=plan_id).first()
        if plan is None or not plan.quotas.filter(pk=quota_id).exists():
            raise Missing(f"no quota {quota_id} of a plan {plan_id}")
        return services.create_task(plan_id=plan.pk, quota_id=quota_id, by=by, **data)


class ReadTask(Noun):
    """GET /tasks/{id}: the task, its visits and figures."""

    def get(self, request: Request, task_id: UUID) -> Response:
        """Answer one task."""
        task = task_for(request, task_id)
        rows = task.visits.select_related("visit", "site__legal_person").order_by("site")
        rows = rows.prefetch_related("visit__officers")
        told = selectors.figures(Task.objects.filter(pk=task.pk)).written()
        visits = [written_visit(row) for row in rows]
        return Response({**TaskOut(task).data, "visits": visits, "figures": told})


class WitnessIn(serializers.Serializer[Any]):
    """The outsider of an immediate draw (见证人)."""

    organisation = serializers.CharField(max_length=80)
    name = serializers.CharField(max_length=40)


class AnnounceDraw(Verb):
    """POST /tasks/{id}/draw (公告抽取): public sources, or a witness for an immediate draw."""

    status = 201

    class Input(serializers.Serializer[Any]):
        sources: ClassVar = serializers.ListField(child=serializers.DictField(), required=False)
        witness = WitnessIn(required=False)

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Freeze the pool and announce it."""
        task = task_for(request, kwargs["task_id"], Role.SCHEDULER)
        if ("sources" in data) == ("witness" in data):
            raise Malformed(
                "a draw takes its randomness from one side",
                expected="sources, or a witness",
                came=", ".join(data) or "neither",
                do="send one of the two",
            )
        witness = Witness(**data["witness"]) if "witness" in data else None
        draw = services.announce_task_draw(
            task_id=task.pk, by=person_of(request), sources=data.get("sources"), witness=witness
        )
        return written(draw)


class CreateVisits(Verb):
    """POST /tasks/{id}/visits (生成检查任务): one visit per selected site."""

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Plan what is missing and give all of them."""
        task = task_for(request, kwargs["task_id"], Role.SCHEDULER)
        rows = services.create_visits(task_id=task.pk, by=person_of(request))
        return {"task": str(task.pk), "visits": [written_visit(row) for row in rows]}


TASK = "tasks/<uuid:task_id>"
urlpatterns = [
    *read_and_write("tasks", (Tasks, "list-tasks"), (CreateTask, "create-task")),
    path(TASK, ReadTask.as_view(), name="task"),
    path(f"{TASK}/draw", AnnounceDraw.as_view(), name="announce-draw"),
    path(f"{TASK}/visits", CreateVisits.as_view(), name="create-visits"),
]

"""/office/plans, /office/tasks: the yearly plan, its caps, its tasks, their verbs (年度计划)."""

from django.urls import path

from backend.office.plans import (
    caps_page,
    list_page,
    new_page,
    page,
    pool_file,
    task_page,
    task_verbs,
    tasks_page,
    verbs,
)

PLAN = "plans/<uuid:plan_id>"
TASK = "tasks/<uuid:task_id>"

urlpatterns = [
    path("plans", list_page.PlansPage.as_view(), name="office-plans"),
    path("plans.csv", list_page.plans_csv, name="office-plans-csv"),
    path("plans.xlsx", list_page.plans_xlsx, name="office-plans-xlsx"),
    path("plans/new", new_page.CreatePlan.as_view(), name="office-create-plan"),
    path("plans/caps", caps_page.CapsPage.as_view(), name="office-caps"),
    path("plans/caps/publish", caps_page.PublishCap.as_view(), name="office-publish-cap"),
    path(PLAN, page.PlanPage.as_view(), name="office-plan"),
    path(f"{PLAN}/submit", verbs.Submit.as_view(), name="office-submit-plan"),
    path(f"{PLAN}/approve", verbs.Approve.as_view(), name="office-plan-approve"),
    path(f"{PLAN}/publish", verbs.Publish.as_view(), name="office-publish-plan"),
    path(f"{PLAN}/quota", verbs.ComputeQuota.as_view(), name="office-compute-quota"),
    path(f"{PLAN}/tasks", verbs.CreateTask.as_view(), name="office-create-task"),
    path("tasks", tasks_page.TasksPage.as_view(), name="office-tasks"),
    path("tasks.csv", tasks_page.tasks_csv, name="office-tasks-csv"),
    path("tasks.xlsx", tasks_page.tasks_xlsx, name="office-tasks-xlsx"),
    path(TASK, task_page.TaskPage.as_view(), name="office-task"),
    path(f"{TASK}/pool.csv", pool_file.pool_csv, name="office-task-pool"),
    path(f"{TASK}/draw", task_verbs.AnnounceDraw.as_view(), name="office-announce-draw"),
    path(f"{TASK}/visits", task_verbs.CreateVisits.as_view(), name="office-create-visits"),
]

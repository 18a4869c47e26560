"""/office/approvals: what waits for a decision (审批)."""

from django.urls import path

from backend.office.approvals import page

urlpatterns = [
    path("approvals", page.ApprovalsPage.as_view(), name="office-approvals"),
    path("approvals/visits", page.DecideVisits.as_view(), name="office-decide-visits"),
    path("approvals/plans/<uuid:plan_id>", page.ApprovePlan.as_view(), name="office-approve-plan"),
]

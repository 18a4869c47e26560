"""/office/visits: the list, one visit, its verbs (检查)."""

from django.urls import path

from backend.office.visits import list_page, page, verbs

ONE = "visits/<uuid:visit_id>"

urlpatterns = [
    path("visits", list_page.VisitsPage.as_view(), name="office-visits"),
    path("visits.csv", list_page.visits_csv, name="office-visits-csv"),
    path("visits.xlsx", list_page.visits_xlsx, name="office-visits-xlsx"),
    path(ONE, page.VisitPage.as_view(), name="office-visit"),
    path(f"{ONE}/propose", verbs.Propose.as_view(), name="office-propose-visit"),
    path(f"{ONE}/decide", verbs.Decide.as_view(), name="office-decide-visit"),
    path(f"{ONE}/return", verbs.Return.as_view(), name="office-return-visit"),
    path(f"{ONE}/emergency", verbs.StartInEmergency.as_view(), name="office-start-in-emergency"),
    path(f"{ONE}/notify", verbs.Notify.as_view(), name="office-notify-visit"),
    path(f"{ONE}/lend-officer", verbs.LendOfficer.as_view(), name="office-lend-officer"),
    path(f"{ONE}/hand-over", verbs.HandOver.as_view(), name="office-hand-over-visit"),
    path(f"{ONE}/cancel", verbs.Cancel.as_view(), name="office-cancel-visit"),
]

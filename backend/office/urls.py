"""/office/: pages of the office (管理端)."""

from django.urls import path

from backend.office.views.home import OfficeHome
from backend.office.views.visit import VisitPage
from backend.office.views.visits import VisitsCsv, VisitsPage, VisitsXlsx

urlpatterns = [
    path("", OfficeHome.as_view(), name="office-home"),
    path("visits", VisitsPage.as_view(), name="office-visits"),
    path("visits.csv", VisitsCsv.as_view(), name="office-visits-csv"),
    path("visits.xlsx", VisitsXlsx.as_view(), name="office-visits-xlsx"),
    path("visits/<uuid:visit_id>", VisitPage.as_view(), name="office-visit"),
]

"""/office/: pages of the office (管理端)."""

from django.urls import path

from backend.office.views.home import OfficeHome
from backend.office.views.visit import VisitPage
from backend.office.views.visits import VisitsPage, visits_csv, visits_xlsx

urlpatterns = [
    path("", OfficeHome.as_view(), name="office-home"),
    path("visits", VisitsPage.as_view(), name="office-visits"),
    path("visits.csv", visits_csv, name="office-visits-csv"),
    path("visits.xlsx", visits_xlsx, name="office-visits-xlsx"),
    path("visits/<uuid:visit_id>", VisitPage.as_view(), name="office-visit"),
]

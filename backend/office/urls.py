"""/office/: pages of the office (管理端)."""

from django.urls import path

from backend.office.approvals.urls import urlpatterns as approvals
from backend.office.checklists.urls import urlpatterns as checklists
from backend.office.draws.urls import urlpatterns as draws
from backend.office.duties.urls import urlpatterns as duties
from backend.office.home import OfficeHome
from backend.office.orders.urls import urlpatterns as orders
from backend.office.people.urls import urlpatterns as people
from backend.office.plans.urls import urlpatterns as plans
from backend.office.publications.urls import urlpatterns as publications
from backend.office.ratings.urls import urlpatterns as ratings
from backend.office.sites.urls import urlpatterns as sites
from backend.office.tablets.urls import urlpatterns as tablets
from backend.office.visits.urls import urlpatterns as visits

urlpatterns = [
    path("", OfficeHome.as_view(), name="office-home"),
    *approvals,
    *visits,
    *sites,
    *orders,
    *ratings,
    *duties,
    *publications,
    *plans,
    *draws,
    *checklists,
    *tablets,
    *people,
]

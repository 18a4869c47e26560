"""/office/: pages of the office (管理端)."""

from django.urls import path

from backend.office.views import device_verbs, devices
from backend.office.views.home import OfficeHome
from backend.office.views.visit import VisitPage
from backend.office.views.visits import VisitsPage, visits_csv, visits_xlsx

urlpatterns = [
    path("", OfficeHome.as_view(), name="office-home"),
    path("devices", devices.DevicesPage.as_view(), name="office-devices"),
    path("devices.csv", devices.devices_csv, name="office-devices-csv"),
    path("devices.xlsx", devices.devices_xlsx, name="office-devices-xlsx"),
    path("devices/codes", device_verbs.MakeCode.as_view(), name="office-make-code"),
    path("devices/journals", device_verbs.ImportJournal.as_view(), name="office-import-journal"),
    path("devices/<uuid:device_id>", devices.DevicePage.as_view(), name="office-device"),
    path("devices/<uuid:device_id>/revoke", device_verbs.Revoke.as_view(), name="office-revoke"),
    path(
        "devices/<uuid:device_id>/open",
        device_verbs.OpenCiphertext.as_view(),
        name="office-open-ciphertext",
    ),
    path(
        "devices/<uuid:device_id>/resets/<uuid:reset_id>/grant",
        device_verbs.Grant.as_view(),
        name="office-grant-reset",
    ),
    path(
        "devices/<uuid:device_id>/resets/<uuid:reset_id>/refuse",
        device_verbs.Refuse.as_view(),
        name="office-refuse-reset",
    ),
    path("visits", VisitsPage.as_view(), name="office-visits"),
    path("visits.csv", visits_csv, name="office-visits-csv"),
    path("visits.xlsx", visits_xlsx, name="office-visits-xlsx"),
    path("visits/<uuid:visit_id>", VisitPage.as_view(), name="office-visit"),
]

"""/office/devices: the list, one tablet, its verbs (平板)."""

from django.urls import path

from backend.office.tablets import list_page, page, verbs

ONE = "devices/<uuid:device_id>"
RESET = f"{ONE}/resets/<uuid:reset_id>"

urlpatterns = [
    path("devices", list_page.DevicesPage.as_view(), name="office-devices"),
    path("devices.csv", list_page.devices_csv, name="office-devices-csv"),
    path("devices.xlsx", list_page.devices_xlsx, name="office-devices-xlsx"),
    path("devices/codes", verbs.MakeCode.as_view(), name="office-make-code"),
    path("devices/journals", verbs.ImportJournal.as_view(), name="office-import-journal"),
    path(ONE, page.DevicePage.as_view(), name="office-device"),
    path(f"{ONE}/revoke", verbs.Revoke.as_view(), name="office-revoke"),
    path(f"{ONE}/open", verbs.OpenCiphertext.as_view(), name="office-open-ciphertext"),
    path(f"{RESET}/grant", verbs.Grant.as_view(), name="office-grant-reset"),
    path(f"{RESET}/refuse", verbs.Refuse.as_view(), name="office-refuse-reset"),
]

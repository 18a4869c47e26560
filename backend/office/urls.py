"""/office/: pages of the office (管理端)."""

from django.urls import path

from backend.office import casework_urls, duties_urls, rating_urls
from backend.office.views import (
    checklist_imports,
    checklist_verbs,
    checklists,
    device_verbs,
    devices,
    whatif,
    whatif_verbs,
)
from backend.office.views.checklist import CasePage, ChecklistPage
from backend.office.views.checklist_diff import DiffPage
from backend.office.views.checklist_steps import StepsPage
from backend.office.views.home import OfficeHome
from backend.office.views.visit import VisitPage
from backend.office.views.visits import VisitsPage, visits_csv, visits_xlsx

urlpatterns = [
    path("", OfficeHome.as_view(), name="office-home"),
    path("checklists", checklists.ChecklistsPage.as_view(), name="office-checklists"),
    path("checklists.csv", checklists.checklists_csv, name="office-checklists-csv"),
    path("checklists.xlsx", checklists.checklists_xlsx, name="office-checklists-xlsx"),
    path("checklists/diff", DiffPage.as_view(), name="office-checklist-diff"),
    path("checklists/load", checklist_verbs.LoadChecklist.as_view(), name="office-load-checklist"),
    path(
        "checklists/upload",
        checklist_imports.UploadChecklist.as_view(),
        name="office-upload-checklist",
    ),
    path(
        "checklist-imports/<uuid:import_id>",
        checklist_imports.ImportPage.as_view(),
        name="office-checklist-import",
    ),
    path(
        "checklist-imports/<uuid:import_id>/apply",
        checklist_imports.ApplyImport.as_view(),
        name="office-apply-checklist-import",
    ),
    path(
        "checklists/<str:standard>/<str:version>/sheet.xlsx",
        checklist_imports.sheet,
        name="office-checklist-sheet",
    ),
    path(
        "checklists/<str:standard>/<str:version>", ChecklistPage.as_view(), name="office-checklist"
    ),
    path(
        "checklists/<str:standard>/<str:version>/cases/<int:number>",
        CasePage.as_view(),
        name="office-checklist-case",
    ),
    path(
        "checklists/<str:standard>/<str:version>/steps",
        StepsPage.as_view(),
        name="office-checklist-steps",
    ),
    path(
        "checklists/<str:standard>/<str:version>/propose",
        checklist_verbs.Propose.as_view(),
        name="office-propose-checklist",
    ),
    path(
        "checklists/<str:standard>/<str:version>/publish",
        checklist_verbs.Publish.as_view(),
        name="office-publish-checklist",
    ),
    path(
        "checklists/<str:standard>/<str:version>/what-if",
        whatif.WhatIfsPage.as_view(),
        name="office-what-ifs",
    ),
    path(
        "checklists/<str:standard>/<str:version>/what-if/ask",
        whatif_verbs.AskWhatIf.as_view(),
        name="office-ask-what-if",
    ),
    path("what-if/<uuid:what_if_id>", whatif.WhatIfPage.as_view(), name="office-what-if"),
    path("what-if/<uuid:what_if_id>/rows.csv", whatif.rows_csv, name="office-what-if-csv"),
    path("what-if/<uuid:what_if_id>/rows.xlsx", whatif.rows_xlsx, name="office-what-if-xlsx"),
    path(
        "what-if/<uuid:what_if_id>/stop",
        whatif_verbs.StopWhatIf.as_view(),
        name="office-stop-what-if",
    ),
    path(
        "what-if/<uuid:what_if_id>/resume",
        whatif_verbs.ResumeWhatIf.as_view(),
        name="office-resume-what-if",
    ),
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
    *casework_urls.urlpatterns,
    *duties_urls.urlpatterns,
    *rating_urls.urlpatterns,
]

"""/office/checklists, /office/what-if: versions, their way to publication, trials (标准)."""

from django.urls import path

from backend.office.checklists import diff_page, imports, list_page, page, steps_page, verbs
from backend.office.checklists.what_ifs import files
from backend.office.checklists.what_ifs import list_page as what_ifs
from backend.office.checklists.what_ifs import page as what_if
from backend.office.checklists.what_ifs import verbs as what_if_verbs

ONE = "checklists/<str:standard>/<str:version>"
IMPORT = "checklist-imports/<uuid:import_id>"
TRIAL = "what-if/<uuid:what_if_id>"

urlpatterns = [
    path("checklists", list_page.ChecklistsPage.as_view(), name="office-checklists"),
    path("checklists.csv", list_page.checklists_csv, name="office-checklists-csv"),
    path("checklists.xlsx", list_page.checklists_xlsx, name="office-checklists-xlsx"),
    path("checklists/diff", diff_page.DiffPage.as_view(), name="office-checklist-diff"),
    path("checklists/load", verbs.LoadChecklist.as_view(), name="office-load-checklist"),
    path("checklists/upload", imports.UploadChecklist.as_view(), name="office-upload-checklist"),
    path(IMPORT, imports.ImportPage.as_view(), name="office-checklist-import"),
    path(f"{IMPORT}/apply", imports.ApplyImport.as_view(), name="office-apply-checklist-import"),
    path(f"{ONE}/sheet.xlsx", imports.sheet, name="office-checklist-sheet"),
    path(ONE, page.ChecklistPage.as_view(), name="office-checklist"),
    path(f"{ONE}/cases/<int:number>", page.CasePage.as_view(), name="office-checklist-case"),
    path(f"{ONE}/steps", steps_page.StepsPage.as_view(), name="office-checklist-steps"),
    path(f"{ONE}/propose", verbs.Propose.as_view(), name="office-propose-checklist"),
    path(f"{ONE}/publish", verbs.Publish.as_view(), name="office-publish-checklist"),
    path(f"{ONE}/what-if", what_ifs.WhatIfsPage.as_view(), name="office-what-ifs"),
    path(f"{ONE}/what-if/ask", what_if_verbs.AskWhatIf.as_view(), name="office-ask-what-if"),
    path(TRIAL, what_if.WhatIfPage.as_view(), name="office-what-if"),
    path(f"{TRIAL}/rows.csv", files.rows_csv, name="office-what-if-csv"),
    path(f"{TRIAL}/rows.xlsx", files.rows_xlsx, name="office-what-if-xlsx"),
    path(f"{TRIAL}/stop", what_if_verbs.StopWhatIf.as_view(), name="office-stop-what-if"),
    path(f"{TRIAL}/resume", what_if_verbs.ResumeWhatIf.as_view(), name="office-resume-what-if"),
]

"""/office/duties: the ledger and its signed files (履职台账, 一院一档)."""

from django.urls import path

from backend.office.duties import files_page, list_page, matrix_page, page, verbs

ONE = "duties/<uuid:duty_id>"

urlpatterns = [
    path("duties", matrix_page.DutiesPage.as_view(), name="office-duties"),
    path("duties/list", list_page.DutyListPage.as_view(), name="office-duty-list"),
    path("duties/list.csv", list_page.duties_csv, name="office-duty-list-csv"),
    path("duties/list.xlsx", list_page.duties_xlsx, name="office-duty-list-xlsx"),
    path("duties/files", files_page.FilesPage.as_view(), name="office-duty-files"),
    path("duties/files/ask", files_page.AskFile.as_view(), name="office-ask-duty-file"),
    path(ONE, page.DutyPage.as_view(), name="office-duty"),
    path(f"{ONE}/excuse", verbs.ExcuseDuty.as_view(), name="office-excuse-duty"),
    path(f"{ONE}/note-done", verbs.NoteDone.as_view(), name="office-note-duty-done"),
]

"""/office/duties: the ledger and its signed files (履职台账, 一院一档)."""

from django.urls import path

from backend.office.views import duties, duty_verbs

DUTY = "duties/<uuid:duty_id>"
urlpatterns = [
    path("duties", duties.DutiesPage.as_view(), name="office-duties"),
    path("duties/list", duties.DutyListPage.as_view(), name="office-duty-list"),
    path("duties/list.csv", duties.duties_csv, name="office-duty-list-csv"),
    path("duties/list.xlsx", duties.duties_xlsx, name="office-duty-list-xlsx"),
    path("duties/files", duty_verbs.FilesPage.as_view(), name="office-duty-files"),
    path("duties/files/ask", duty_verbs.AskFile.as_view(), name="office-ask-duty-file"),
    path(DUTY, duties.DutyPage.as_view(), name="office-duty"),
    path(f"{DUTY}/excuse", duty_verbs.ExcuseDuty.as_view(), name="office-excuse-duty"),
    path(f"{DUTY}/note-done", duty_verbs.NoteDone.as_view(), name="office-note-duty-done"),
]

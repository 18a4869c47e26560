"""/office/publications: the queue, one publication, its verbs (公示)."""

from django.urls import path

from backend.office.publications import list_page, page, verbs

ONE = "publications/<uuid:publication_id>"

urlpatterns = [
    path("publications", list_page.PublicationsPage.as_view(), name="office-publications"),
    path("publications.csv", list_page.publications_csv, name="office-publications-csv"),
    path("publications.xlsx", list_page.publications_xlsx, name="office-publications-xlsx"),
    path(ONE, page.PublicationPage.as_view(), name="office-publication"),
    path(f"{ONE}/publish", verbs.Publish.as_view(), name="office-publish"),
    path(f"{ONE}/withdraw", verbs.Withdraw.as_view(), name="office-withdraw-publication"),
    path(f"{ONE}/takedown", verbs.TakeDown.as_view(), name="office-takedown"),
    path(
        f"{ONE}/confirm-takedown", verbs.ConfirmTakedown.as_view(), name="office-confirm-takedown"
    ),
]

"""/office/draws: the list, one draw, its verbs (抽查)."""

from django.urls import path

from backend.office.draws import list_page, page, verbs

ONE = "draws/<uuid:draw_id>"

urlpatterns = [
    path("draws", list_page.DrawsPage.as_view(), name="office-draws"),
    path("draws.csv", list_page.draws_csv, name="office-draws-csv"),
    path("draws.xlsx", list_page.draws_xlsx, name="office-draws-xlsx"),
    path(ONE, page.DrawPage.as_view(), name="office-draw"),
    path(f"{ONE}/stage", page.DrawStage.as_view(), name="office-draw-stage"),
    path(f"{ONE}/randomness", verbs.EnterRandomness.as_view(), name="office-enter-randomness"),
    path(
        f"{ONE}/declare-unavailable",
        verbs.DeclareUnavailable.as_view(),
        name="office-declare-unavailable",
    ),
    path(
        f"{ONE}/confirm-unavailable",
        verbs.ConfirmUnavailable.as_view(),
        name="office-confirm-unavailable",
    ),
    path(f"{ONE}/next-iteration", verbs.NextIteration.as_view(), name="office-next-iteration"),
    path(f"{ONE}/finish", verbs.Finish.as_view(), name="office-finish-draw"),
    path(f"{ONE}/void", verbs.Void.as_view(), name="office-void-draw"),
]

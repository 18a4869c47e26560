"""/office/rounds, /office/applications, /office/levels: pages of ratings (等级评定)."""

from django.urls import path

from backend.office.ratings.applications import decisions, verbs
from backend.office.ratings.applications import list_page as applications
from backend.office.ratings.applications import page as application
from backend.office.ratings.levels import list_page as levels
from backend.office.ratings.levels import page as level
from backend.office.ratings.levels import verbs as level_verbs
from backend.office.ratings.rounds import list_page as rounds
from backend.office.ratings.rounds import page as round_page
from backend.office.ratings.rounds import verbs as round_verbs

ROUND = "rounds/<uuid:round_id>"
APPLICATION = "applications/<uuid:application_id>"
LEVEL = "levels/<uuid:level_id>"

urlpatterns = [
    path("rounds", rounds.RoundsPage.as_view(), name="office-rounds"),
    path("rounds/announce", round_verbs.AnnounceRound.as_view(), name="office-announce-round"),
    path(ROUND, round_page.RoundPage.as_view(), name="office-round"),
    path(f"{ROUND}/draw", round_verbs.DrawAssessors.as_view(), name="office-draw-assessors"),
    path(
        f"{ROUND}/draws/<uuid:draw_id>/values",
        round_verbs.EnterValues.as_view(),
        name="office-enter-draw-values",
    ),
    path(f"{ROUND}/finish", round_verbs.FinishRound.as_view(), name="office-finish-round"),
    path("applications", applications.ApplicationsPage.as_view(), name="office-applications"),
    path("applications.csv", applications.applications_csv, name="office-applications-csv"),
    path("applications.xlsx", applications.applications_xlsx, name="office-applications-xlsx"),
    path(APPLICATION, application.ApplicationPage.as_view(), name="office-application"),
    path(
        f"{APPLICATION}/result", application.ResultPage.as_view(), name="office-application-result"
    ),
    path(f"{APPLICATION}/check", verbs.Check.as_view(), name="office-check-application"),
    path(f"{APPLICATION}/accept", verbs.Accept.as_view(), name="office-accept-application"),
    path(
        f"{APPLICATION}/refuse", verbs.RefuseApplication.as_view(), name="office-refuse-application"
    ),
    path(f"{APPLICATION}/replace", verbs.Replace.as_view(), name="office-replace-assessor"),
    path(
        f"{APPLICATION}/assessment", verbs.PlanAssessment.as_view(), name="office-plan-assessment"
    ),
    path(f"{APPLICATION}/void", verbs.VoidAssessment.as_view(), name="office-void-assessment"),
    path(f"{APPLICATION}/feedback", verbs.SendFeedback.as_view(), name="office-send-feedback"),
    path(f"{APPLICATION}/ballot", decisions.BallotPage.as_view(), name="office-ballot"),
    path(f"{APPLICATION}/vote", decisions.CastVote.as_view(), name="office-cast-vote"),
    path(f"{APPLICATION}/close-vote", verbs.CloseVote.as_view(), name="office-close-vote"),
    path(f"{APPLICATION}/notice", verbs.PostNotice.as_view(), name="office-post-notice"),
    path(f"{APPLICATION}/objections", verbs.TakeObjection.as_view(), name="office-take-objection"),
    path(
        f"{APPLICATION}/objections/<uuid:objection_id>/answer",
        verbs.AnswerObjection.as_view(),
        name="office-answer-objection",
    ),
    path(
        f"{APPLICATION}/reviews/<uuid:review_id>/answer",
        verbs.AnswerReview.as_view(),
        name="office-answer-review",
    ),
    path(f"{APPLICATION}/confirm", decisions.ConfirmPage.as_view(), name="office-confirm"),
    path(
        f"{APPLICATION}/confirm/level",
        decisions.ConfirmLevel.as_view(),
        name="office-confirm-level",
    ),
    path(
        f"{APPLICATION}/confirm/none",
        decisions.FailApplication.as_view(),
        name="office-fail-application",
    ),
    path("levels", levels.LevelsPage.as_view(), name="office-levels"),
    path("levels.csv", levels.levels_csv, name="office-levels-csv"),
    path("levels.xlsx", levels.levels_xlsx, name="office-levels-xlsx"),
    path(LEVEL, level.LevelPage.as_view(), name="office-level"),
    path(f"{LEVEL}/suspend", level_verbs.Suspend.as_view(), name="office-suspend-level"),
    path(f"{LEVEL}/restore", level_verbs.Restore.as_view(), name="office-restore-level"),
    path(f"{LEVEL}/removals", level_verbs.Propose.as_view(), name="office-propose-removal"),
    path(
        f"{LEVEL}/removals/<uuid:removal_id>/decide",
        level_verbs.Decide.as_view(),
        name="office-decide-removal",
    ),
]

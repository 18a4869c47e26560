"""/office/rounds, /office/applications, /office/levels: pages of ratings (等级评定)."""

from django.urls import path

from backend.office.views import (
    applications,
    applications_decisions,
    applications_page,
    applications_verbs,
    levels,
    levels_verbs,
    rounds,
    rounds_verbs,
)

ROUND = "rounds/<uuid:round_id>"
APPLICATION = "applications/<uuid:application_id>"
LEVEL = "levels/<uuid:level_id>"
verbs, decisions = applications_verbs, applications_decisions

urlpatterns = [
    path("rounds", rounds.RoundsPage.as_view(), name="office-rounds"),
    path("rounds/announce", rounds_verbs.AnnounceRound.as_view(), name="office-announce-round"),
    path(ROUND, rounds.RoundPage.as_view(), name="office-round"),
    path(f"{ROUND}/draw", rounds_verbs.DrawAssessors.as_view(), name="office-draw-assessors"),
    path(
        f"{ROUND}/draws/<uuid:draw_id>/values",
        rounds_verbs.EnterValues.as_view(),
        name="office-enter-draw-values",
    ),
    path(f"{ROUND}/finish", rounds_verbs.FinishRound.as_view(), name="office-finish-round"),
    path("applications", applications.ApplicationsPage.as_view(), name="office-applications"),
    path("applications.csv", applications.applications_csv, name="office-applications-csv"),
    path("applications.xlsx", applications.applications_xlsx, name="office-applications-xlsx"),
    path(APPLICATION, applications_page.ApplicationPage.as_view(), name="office-application"),
    path(
        f"{APPLICATION}/result",
        applications_page.ResultPage.as_view(),
        name="office-application-result",
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
    path(LEVEL, levels.LevelPage.as_view(), name="office-level"),
    path(f"{LEVEL}/suspend", levels_verbs.Suspend.as_view(), name="office-suspend-level"),
    path(f"{LEVEL}/restore", levels_verbs.Restore.as_view(), name="office-restore-level"),
    path(f"{LEVEL}/removals", levels_verbs.Propose.as_view(), name="office-propose-removal"),
    path(
        f"{LEVEL}/removals/<uuid:removal_id>/decide",
        levels_verbs.Decide.as_view(),
        name="office-decide-removal",
    ),
]

"""/portal/: pages of the homes (机构端)."""

from django.urls import path

from backend.portal.views import (
    application_verbs,
    applications,
    credit,
    files,
    homes,
    order_verbs,
    orders,
    rating,
    self_assessment,
    today,
    visits,
)

HOME = "homes/<uuid:site_id>"
ORDER = "orders/<uuid:order_id>"
APPLICATION = "applications/<uuid:application_id>"

urlpatterns = [
    path("", homes.Door.as_view(), name="portal"),
    path("homes", homes.Homes.as_view(), name="portal-homes"),
    path(HOME, today.Today.as_view(), name="portal-today"),
    path(f"{HOME}/visits", visits.Visits.as_view(), name="portal-visits"),
    path(f"{HOME}/officer", visits.OfficerCheck.as_view(), name="portal-officer"),
    path("visits/<uuid:visit_id>", visits.OneVisit.as_view(), name="portal-visit"),
    path("papers/<uuid:paper_id>.pdf", files.paper, name="portal-paper"),
    path(f"{HOME}/orders", orders.Orders.as_view(), name="portal-orders"),
    path(ORDER, orders.OneOrder.as_view(), name="portal-order"),
    path(f"{ORDER}/answer", order_verbs.AnswerOrder.as_view(), name="portal-answer-order"),
    path(f"{ORDER}/extension", order_verbs.AskExtension.as_view(), name="portal-ask-extension"),
    path(f"{ORDER}/files/<uuid:file_id>", files.answer_file, name="portal-answer-file"),
    path(f"{HOME}/rating", rating.Rating.as_view(), name="portal-rating"),
    path(f"{HOME}/apply", rating.Apply.as_view(), name="portal-apply"),
    path(
        f"{HOME}/removals/<uuid:removal_id>",
        rating.StateOnRemoval.as_view(),
        name="portal-state-removal",
    ),
    path(APPLICATION, applications.OneApplication.as_view(), name="portal-application"),
    path(f"{APPLICATION}/result", applications.Result.as_view(), name="portal-result"),
    path(f"{APPLICATION}/self", self_assessment.Parts.as_view(), name="portal-self"),
    path(
        f"{APPLICATION}/self/result",
        self_assessment.SelfResult.as_view(),
        name="portal-self-result",
    ),
    path(
        f"{APPLICATION}/self/part/<str:part>",
        self_assessment.OnePart.as_view(),
        name="portal-self-part",
    ),
    path(f"{APPLICATION}/submit", application_verbs.Submit.as_view(), name="portal-submit"),
    path(f"{APPLICATION}/withdraw", application_verbs.Withdraw.as_view(), name="portal-withdraw"),
    path(
        f"{APPLICATION}/feedback",
        application_verbs.AnswerFeedback.as_view(),
        name="portal-answer-feedback",
    ),
    path(f"{APPLICATION}/review", application_verbs.AskReview.as_view(), name="portal-ask-review"),
    path(f"{HOME}/credit", credit.CreditFile.as_view(), name="portal-credit"),
]

"""/office/: approvals, verbs of a visit, orders, publications, draws (审批、整改、公示、抽查)."""

from django.urls import URLPattern, path

from backend.look.page import Page
from backend.office.views import (
    approvals,
    draw_verbs,
    draws,
    order,
    order_verbs,
    orders,
    publication,
    publication_verbs,
    publications,
    visit_verbs,
)

VISIT = "visits/<uuid:visit_id>"
ORDER = "orders/<uuid:order_id>"
SHOWN = "publications/<uuid:publication_id>"
DRAW = "draws/<uuid:draw_id>"


def _page(place: str, view: type[Page], name: str) -> URLPattern:
    """Name a page or the form of a verb."""
    return path(place, view.as_view(), name=f"office-{name}")


urlpatterns = [
    _page("approvals", approvals.ApprovalsPage, "approvals"),
    _page("approvals/visits", approvals.DecideVisits, "decide-visits"),
    _page("approvals/plans/<uuid:plan_id>", approvals.ApprovePlan, "approve-plan"),
    _page(f"{VISIT}/propose", visit_verbs.Propose, "propose-visit"),
    _page(f"{VISIT}/decide", visit_verbs.Decide, "decide-visit"),
    _page(f"{VISIT}/return", visit_verbs.Return, "return-visit"),
    _page(f"{VISIT}/emergency", visit_verbs.StartInEmergency, "start-in-emergency"),
    _page(f"{VISIT}/notify", visit_verbs.Notify, "notify-visit"),
    _page(f"{VISIT}/lend-officer", visit_verbs.LendOfficer, "lend-officer"),
    _page(f"{VISIT}/hand-over", visit_verbs.HandOver, "hand-over-visit"),
    _page(f"{VISIT}/cancel", visit_verbs.Cancel, "cancel-visit"),
    _page("orders", orders.OrdersPage, "orders"),
    path("orders.csv", orders.orders_csv, name="office-orders-csv"),
    path("orders.xlsx", orders.orders_xlsx, name="office-orders-xlsx"),
    _page(ORDER, order.OrderPage, "order"),
    path(f"{ORDER}/before/<uuid:photo_id>", order.before_photo, name="office-order-before"),
    path(f"{ORDER}/after/<uuid:file_id>", order.after_photo, name="office-order-after"),
    _page(f"{ORDER}/issue", order_verbs.Issue, "issue-order"),
    _page(f"{ORDER}/confirm-service", order_verbs.ConfirmDate, "confirm-order-service"),
    _page(f"{ORDER}/extend", order_verbs.Extend, "extend-order"),
    _page(f"{ORDER}/refuse-extension", order_verbs.RefuseExtension, "refuse-extension"),
    _page(f"{ORDER}/recheck", order_verbs.RecheckOrder, "recheck-order"),
    _page(f"{ORDER}/close", order_verbs.Close, "close-order"),
    _page("publications", publications.PublicationsPage, "publications"),
    path("publications.csv", publications.publications_csv, name="office-publications-csv"),
    path("publications.xlsx", publications.publications_xlsx, name="office-publications-xlsx"),
    _page(SHOWN, publication.PublicationPage, "publication"),
    _page(f"{SHOWN}/publish", publication_verbs.Publish, "publish"),
    _page(f"{SHOWN}/withdraw", publication_verbs.Withdraw, "withdraw-publication"),
    _page(f"{SHOWN}/takedown", publication_verbs.TakeDown, "takedown"),
    _page(f"{SHOWN}/confirm-takedown", publication_verbs.ConfirmTakedown, "confirm-takedown"),
    _page("draws", draws.DrawsPage, "draws"),
    path("draws.csv", draws.draws_csv, name="office-draws-csv"),
    path("draws.xlsx", draws.draws_xlsx, name="office-draws-xlsx"),
    _page(DRAW, draws.DrawPage, "draw"),
    _page(f"{DRAW}/stage", draws.DrawStage, "draw-stage"),
    _page(f"{DRAW}/randomness", draw_verbs.EnterRandomness, "enter-randomness"),
    _page(f"{DRAW}/declare-unavailable", draw_verbs.DeclareUnavailable, "declare-unavailable"),
    _page(f"{DRAW}/confirm-unavailable", draw_verbs.ConfirmUnavailable, "confirm-unavailable"),
    _page(f"{DRAW}/next-iteration", draw_verbs.NextIteration, "next-iteration"),
    _page(f"{DRAW}/finish", draw_verbs.Finish, "finish-draw"),
    _page(f"{DRAW}/void", draw_verbs.Void, "void-draw"),
]

"""/office/orders: the board, one order, its verbs (整改)."""

from django.urls import path

from backend.office.orders import list_page, page, verbs

ONE = "orders/<uuid:order_id>"

urlpatterns = [
    path("orders", list_page.OrdersPage.as_view(), name="office-orders"),
    path("orders.csv", list_page.orders_csv, name="office-orders-csv"),
    path("orders.xlsx", list_page.orders_xlsx, name="office-orders-xlsx"),
    path(ONE, page.OrderPage.as_view(), name="office-order"),
    path(f"{ONE}/before/<uuid:photo_id>", page.before_photo, name="office-order-before"),
    path(f"{ONE}/after/<uuid:file_id>", page.after_photo, name="office-order-after"),
    path(f"{ONE}/issue", verbs.Issue.as_view(), name="office-issue-order"),
    path(
        f"{ONE}/confirm-service", verbs.ConfirmDate.as_view(), name="office-confirm-order-service"
    ),
    path(f"{ONE}/extend", verbs.Extend.as_view(), name="office-extend-order"),
    path(
        f"{ONE}/refuse-extension", verbs.RefuseExtension.as_view(), name="office-refuse-extension"
    ),
    path(f"{ONE}/recheck", verbs.RecheckOrder.as_view(), name="office-recheck-order"),
    path(f"{ONE}/close", verbs.Close.as_view(), name="office-close-order"),
]

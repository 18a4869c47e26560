"""Changing orders to correct; every verb is one transaction and one operation-log event."""

from backend.rectifications.services.answering import answer_order
from backend.rectifications.services.asking import ask_extension, refuse_extension
from backend.rectifications.services.extending import extend_order
from backend.rectifications.services.issuing import issue_order
from backend.rectifications.services.opening import open_orders
from backend.rectifications.services.rechecking import close_order, recheck_order
from backend.rectifications.services.serving import confirm_order_service, serve_order
from backend.rectifications.services.sweeping import sweep_orders

__all__ = [
    "answer_order",
    "ask_extension",
    "close_order",
    "confirm_order_service",
    "extend_order",
    "issue_order",
    "open_orders",
    "recheck_order",
    "refuse_extension",
    "serve_order",
    "sweep_orders",
]

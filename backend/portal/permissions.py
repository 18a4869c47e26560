"""Who may open the pages of the portal; which homes they show is the selectors' business."""

from backend.accounts.access import only
from backend.accounts.roles import Role

MANAGERS = only(Role.HOME_MANAGER)

ROWS = dict.fromkeys(
    (
        *("portal", "portal-homes", "portal-today", "portal-paper"),
        *("portal-visits", "portal-visit", "portal-officer"),
        *("portal-orders", "portal-order", "portal-answer-order", "portal-ask-extension"),
        *("portal-answer-file", "portal-credit"),
        *("portal-rating", "portal-apply", "portal-application", "portal-result"),
        *("portal-self", "portal-self-part", "portal-self-result"),
        *("portal-submit", "portal-withdraw", "portal-answer-feedback", "portal-ask-review"),
        "portal-state-removal",
    ),
    MANAGERS,
)

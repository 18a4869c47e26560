"""Who may open the pages of the office; which rows they show is the selectors' business."""

from backend.accounts.access import Row, only
from backend.accounts.roles import OFFICE
from backend.office.approvals.permissions import ROWS as APPROVALS
from backend.office.checklists.permissions import ROWS as CHECKLISTS
from backend.office.draws.permissions import ROWS as DRAWS
from backend.office.duties.permissions import ROWS as DUTIES
from backend.office.orders.permissions import ROWS as ORDERS
from backend.office.people.permissions import ROWS as PEOPLE
from backend.office.plans.permissions import ROWS as PLANS
from backend.office.publications.permissions import ROWS as PUBLICATIONS
from backend.office.ratings.permissions import ROWS as RATINGS
from backend.office.sites.permissions import ROWS as SITES
from backend.office.tablets.permissions import ROWS as TABLETS
from backend.office.visits.permissions import ROWS as VISITS

ROWS: dict[str, Row] = {
    "office-home": only(*OFFICE),
    **APPROVALS,
    **VISITS,
    **SITES,
    **ORDERS,
    **RATINGS,
    **DUTIES,
    **PUBLICATIONS,
    **PLANS,
    **DRAWS,
    **CHECKLISTS,
    **TABLETS,
    **PEOPLE,
}

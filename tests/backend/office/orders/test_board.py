"""/office/orders: the board of corrections, its filters, its clocks and its files."""

import csv
import io
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from backend.rectifications.models import Order
from tests.backend import make
from tests.backend.draws.make import let_days_pass
from tests.backend.pages import browser, text_of
from tests.backend.rectifications import make as orders

pytestmark = pytest.mark.usefixtures("rolled_back", "running")
LIST = "/office/orders"


def as_role(role: str) -> Any:
    return browser(make.person(role))


@pytest.fixture(scope="module")
def running(shared_rows: None) -> UUID:
    """Serve the only order there is, once."""
    return orders.served().pk


@pytest.fixture
def order(running: UUID, rolled_back: None) -> Order:
    """Give the order whose term runs since today."""
    return Order.objects.get(pk=running)


def test_the_board_says_what_whom_state_and_clock(order: Order) -> None:
    page = text_of(as_role("head").get(LIST))

    assert order.paper is not None
    for word in (order.site.name, order.paper.number, "整改中", "还剩", "个工作日"):
        assert word in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?state=served", 1),
        ("?state=closed", 0),
        ("?clock=open", 1),
        ("?clock=late", 0),
        ("?clock=soon", 0),
        ("?clock=asked", 0),
        ("?clock=date", 0),
        ("?name=无此机构", 0),
        ("?region=230102", 1),
    ],
)
def test_a_filter_keeps_what_fits(query: str, found: int) -> None:
    assert f"共 {found} 份责令改正" in text_of(as_role("head").get(LIST + query))


def test_what_is_past_its_day_stands_under_late_before_the_sweep_too(order: Order) -> None:
    let_days_pass(30)

    page = text_of(as_role("head").get(f"{LIST}?clock=late"))

    assert order.site.name in page
    assert "已逾期" in page


def test_the_files_hold_every_row_that_fits(order: Order) -> None:
    orders.drafted()
    client = as_role("head")

    data = b"".join(client.get(f"{LIST}.csv?state=served").streaming_content).decode()
    rows = list(csv.DictReader(io.StringIO(data.removeprefix("\ufeff"))))
    book = load_workbook(io.BytesIO(b"".join(client.get(f"{LIST}.xlsx").streaming_content)))

    assert [row["编号"] for row in rows] == [str(order.pk)]
    assert book.active is not None
    assert book.active.max_row == 3


def test_no_row_asks_the_database_again() -> None:
    client = as_role("head")

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get(LIST)
        return len(seen)

    few = asked()
    for _ in range(2):
        orders.served()

    assert asked() == few


def test_an_empty_board_says_what_belongs_there() -> None:
    elsewhere = browser(make.person("head", at=make.NANGANG))

    assert "还没有责令改正" in text_of(elsewhere.get(LIST))
    assert "没有符合条件的责令改正" in text_of(as_role("head").get(f"{LIST}?name=无"))

"""The pages of the public: search, a home, draws, documents; no personal data on any."""

import hashlib
import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backend.core import outbox
from backend.core.ids import uuid7
from backend.draws import services as draws
from backend.draws.models import Draw
from backend.publication import services
from backend.registers.models import SiteParty
from scoring.draw import verify
from tests.backend import make
from tests.backend.draws import make as pools
from tests.backend.inspections import make as visits
from tests.backend.pages import browser, private_words, text_of
from tests.backend.publication import make as publications
from tests.backend.registers import make as registers

pytestmark = pytest.mark.django_db


@pytest.fixture
def anybody() -> Any:
    return browser()


def finished() -> Draw:
    draw = pools.drawn()
    draws.finish_draw(draw_id=draw.pk, actor="system")
    outbox.deliver_all()
    draw.refresh_from_db()
    return draw


def asked(client: Any, address: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_a_home_is_found_by_name_region_and_kind(anybody: Any) -> None:
    registers.site(name="合成康安养老院")
    registers.site(name="合成夕照养老院")
    registers.site(name="合成康安养老院二", at=make.NANGANG)

    page = text_of(anybody.get("/", {"name": "康安", "region": "230102", "kind": "care_home"}))

    assert "合成康安养老院<" in page
    assert "合成夕照养老院" not in page
    assert "合成康安养老院二" not in page
    assert 'value="康安"' in page


def test_the_search_is_paged_and_keeps_its_terms(anybody: Any) -> None:
    for n in range(21):
        registers.site(name=f"合成{n:02}")

    page = text_of(anybody.get("/", {"name": "合成"}))
    after = page.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
    last = text_of(anybody.get("/" + after.replace("&amp;", "&")))

    assert "共 21 家机构" in page
    assert "合成20" not in page
    assert "合成20" in last


def test_no_home_in_the_list_asks_the_database_again(anybody: Any) -> None:
    for n in range(3):
        registers.site(name=f"合成{n}")
    few = asked(anybody, "/")
    for n in range(3, 20):
        registers.site(name=f"合成{n}")

    assert asked(anybody, "/") == few


def test_a_search_without_a_hit_says_so(anybody: Any) -> None:
    registers.site()

    assert "没有符合条件的机构" in text_of(anybody.get("/", {"name": "无此机构"}))


def test_problem_and_correction_stand_side_by_side(anybody: Any) -> None:
    visit = visits.locked()
    publications.published(visit)

    page = text_of(anybody.get(f"/sites/{visit.site_id}"))

    said = ["发现问题待后续处理", "1 项问题尚未整改", "个案检查", "哈尔滨市道里区民政局"]
    said += ["未评定不等于不合格", "抽查未发现问题不等于没有问题", "未被改动", "没有看什么"]
    assert [word for word in said if word not in page] == []
    assert page.count('class="big"') == 2  # as large as each other


def test_a_home_without_results_says_what_that_means(anybody: Any) -> None:
    site = registers.unfiled_site()

    page = text_of(anybody.get(f"/sites/{site.pk}"))

    assert "不等于未被检查" in page
    assert "没有在民政部门备案" in page


def test_the_result_can_be_downloaded_and_gives_its_digest(anybody: Any) -> None:
    found = publications.published()

    data = anybody.get(f"/results/{found.pk}.json").content

    assert hashlib.sha256(data).hexdigest() == found.payload_digest
    assert anybody.get(f"/results/{uuid7()}.json").status_code == 404


def test_what_was_taken_down_is_on_no_page(anybody: Any) -> None:
    found = publications.taken_down(make.person("publisher"))

    assert "发现问题待后续处理" not in text_of(anybody.get(f"/sites/{found.site_id}"))
    assert anybody.get(f"/results/{found.pk}.json").status_code == 404


def test_no_personal_data_stands_on_a_public_page(anybody: Any) -> None:
    visit = visits.locked()
    site = visit.site
    site.phone = "13900000000"
    site.save()
    SiteParty.objects.create(
        site=site, role="organiser", name="合成举办人", valid_from=visit.window_from
    )
    found = publications.published(visit, by=make.person("publisher", name="合成公示员"))

    addresses = ("/", f"/sites/{site.pk}", f"/results/{found.pk}.json", "/draws")
    told = "".join(text_of(anybody.get(address)) for address in addresses)

    private = [*private_words(visit), site.phone, "合成举办人", "合成公示员"]
    assert [word for word in private if word in told] == []


def test_an_announced_draw_shows_digests_and_no_home(anybody: Any) -> None:
    draw = pools.announced()
    outbox.deliver_all()

    page = text_of(anybody.get(f"/draws/{draw.pk}"))
    data = anybody.get(f"/draws/{draw.pk}/public-before.json").content

    assert draw.public_before_digest in page
    assert "大乐透前区" in page
    assert "合成养老院" not in page + data.decode()
    assert hashlib.sha256(data).hexdigest() == draw.public_before_digest
    assert anybody.get(f"/draws/{draw.pk}/bundle.json").status_code == 404


def test_a_drawn_list_stays_closed_until_the_last_visit(anybody: Any) -> None:
    draw = pools.drawn()
    outbox.deliver_all()

    page = text_of(anybody.get(f"/draws/{draw.pk}"))

    assert "最后一家检查结束以后公开" in page
    assert "合成养老院" not in page
    assert anybody.get(f"/draws/{draw.pk}/bundle.json").status_code == 404


def test_an_opened_draw_can_be_run_again_from_the_two_downloads(anybody: Any) -> None:
    draw = finished()

    page = text_of(anybody.get(f"/draws/{draw.pk}"))
    before = json.loads(anybody.get(f"/draws/{draw.pk}/public-before.json").content)
    bundle = json.loads(anybody.get(f"/draws/{draw.pk}/bundle.json").content)

    assert page.count('class="rank"') == 5
    assert verify(bundle, before) == []
    assert "python -m scoring verify bundle.json --with public-before.json" in page


def test_a_voided_draw_keeps_its_page_and_its_reason(anybody: Any) -> None:
    draw = pools.announced()
    outbox.deliver_all()
    draws.void_draw(draw_id=draw.pk, reason="名单有误", by=make.person("head"))

    page = text_of(anybody.get(f"/draws/{draw.pk}"))

    assert "已作废" in page
    assert "名单有误" in page


def test_an_unannounced_draw_has_no_page(anybody: Any) -> None:
    draw = draws.announce_draw(
        pool=pools.pool(), region=make.region(), by=pools.scheduler(), shown_before=False
    )
    outbox.deliver_all()
    services.publish_draw({"draw": str(draw.pk)})

    assert anybody.get(f"/draws/{draw.pk}").status_code == 404
    assert "还没有公开的抽取" in text_of(anybody.get("/draws"))


def test_a_draw_stands_in_the_list_once(anybody: Any) -> None:
    draw = finished()

    assert text_of(anybody.get("/draws")).count(str(draw.pk)) == 1

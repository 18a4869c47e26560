"""A draw before, sealed and after: what its page says, its proofs, its files."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from backend.core import clock, outbox
from backend.core.ids import uuid7
from backend.draws import services as draws
from backend.draws.models import Draw
from backend.public.draw_words import SHOWN
from backend.translog.sequencer.run import run
from scoring.draw import verify
from tests.backend import make
from tests.backend.draws import make as pools
from tests.backend.pages import browser, text_of

pytestmark = pytest.mark.django_db
STAFF: dict[str, Any] = {
    "officers": [
        {
            "token": f"代号{n}",
            "department": "民政",
            "valid_until": "2099-01-31",
            "name": f"合成检查员{n}",
        }
        for n in range(4)
    ],
    "recusals": [],
    "teams": [{"department": "民政", "officers": 2}],
}


@pytest.fixture
def anybody() -> Any:
    return browser()


def finished(draw: Draw) -> Draw:
    draws.finish_draw(draw_id=draw.pk, actor="system")
    outbox.deliver_all()
    draw.refresh_from_db()
    return draw


def page_of(client: Any, draw: Draw) -> str:
    return text_of(client.get(f"/draws/{draw.pk}"))


def test_before_it_says_counts_quota_chance_sources_and_commitment(anybody: Any) -> None:
    draw = pools.announced()
    outbox.deliver_all()

    page = page_of(anybody, draw)

    said = [
        "已预公布",
        "41.7%",
        "大乐透前区",
        "密钥预公布摘要",
        "密封部分摘要",
        draw.public_before_digest,
    ]
    assert [word for word in said if word not in page] == []
    assert "名单、名额和规则已经固定并预公布" in page


def test_the_entry_in_the_log_and_its_proof_are_offered(fresh_log: None, anybody: Any) -> None:
    draw = pools.announced()
    outbox.deliver_all()
    assert "正在写入公开核验日志" in page_of(anybody, draw)
    run()

    page = page_of(anybody, draw)
    proof = anybody.get(f"/log/proof/{draw.public_before_digest}.tlog-proof")

    assert f"/log/proof/{draw.public_before_digest}.tlog-proof" in page
    assert proof.status_code == 200


def test_on_the_day_of_the_lottery_it_waits_for_the_randomness(anybody: Any) -> None:
    draw = pools.announced()
    outbox.deliver_all()
    pools.let_days_pass(3)

    assert "等待随机数" in page_of(anybody, draw)


def test_an_aborted_draw_says_why(anybody: Any) -> None:
    draw = pools.announced()
    outbox.deliver_all()
    pools.let_days_pass(15)
    draws.abort_overdue_draws()

    page = page_of(anybody, draw)

    assert "已中止" in page
    assert "随机数产生后两个工作日内未公开口令" in page


def test_a_voided_draw_stays_with_its_words(anybody: Any) -> None:
    draw = pools.announced()
    outbox.deliver_all()
    draws.void_draw(draw_id=draw.pk, reason="名单有误", by=make.person("head"))

    assert "不按它检查，也不删除" in page_of(anybody, draw)


def test_after_it_shows_drawn_and_undrawn_and_the_results_state(anybody: Any) -> None:
    draw = finished(pools.drawn())

    page = page_of(anybody, draw)

    assert page.count('class="rank"') == 5
    assert [label for label in pools.LABELS if label.split(" ")[2] not in page] == []
    assert page.count("结果尚未公示") == 5
    assert "bundle.json" in page
    assert f"/draws/{draw.pk}/again" in page


def test_the_sealed_part_is_named_by_its_digest_and_nothing_of_it_leaves(anybody: Any) -> None:
    draw = pools.drawn(
        **STAFF, class_strata=[{"name": "D级", "quota": 1, "labels": pools.LABELS[:2]}]
    )
    finished(draw)

    page = page_of(anybody, draw)
    files = [anybody.get(f"/draws/{draw.pk}/{name}.json") for name in ("bundle", "public-before")]
    bundle, before = (json.loads(one.content) for one in files)

    assert verify(bundle, before) == []
    assert before["sealed_sha256"] in page
    assert "司法行政机关" in page
    whole = page + "".join(text_of(one) for one in files)
    assert [word for word in ("代号0", "合成检查员", "D级") if word in whole] == []


def test_who_stood_in_is_named_with_the_reason(anybody: Any) -> None:
    draw = pools.drawn()
    label = draw.iterations.get().result["iteration"]["selected"]["230102 道里区"][0]
    draws.declare_unavailable(
        draw_id=draw.pk,
        label=label,
        reason="停业装修",
        document="合成〔2026〕1号",
        by=make.person("scheduler"),
    )
    draws.confirm_unavailable(draw_id=draw.pk, label=label, by=make.person("head"))
    draws.next_iteration(draw_id=draw.pk, by=draw.announced_by)
    finished(draw)

    page = page_of(anybody, draw)

    assert "停业装修" in page
    assert "替补" in page


def test_a_pool_of_many_homes_is_shown_in_part_and_offered_whole(anybody: Any) -> None:
    labels = [f"52230102MJY0{n:05} 01 合成养老院{n}" for n in range(SHOWN * 2)]
    draw = pools.announced(labels=labels)
    outbox.deliver_all()

    page = page_of(anybody, draw)

    assert page.count('<li class="digest">') == SHOWN
    assert f"还有 {SHOWN} 个" in page


def test_the_paper_of_the_list_is_the_public_version(anybody: Any) -> None:
    draw = finished(pools.drawn())

    answer = anybody.get(f"/draws/{draw.pk}/list.pdf")

    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF")
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert f"/draws/{draw.pk}/list.pdf" in page_of(anybody, draw)


def test_no_paper_of_a_list_before_the_end_or_of_another_id(anybody: Any) -> None:
    draw = pools.drawn()
    outbox.deliver_all()

    assert anybody.get(f"/draws/{draw.pk}/list.pdf").status_code == 404
    assert anybody.get(f"/draws/{uuid7()}/list.pdf").status_code == 404
    assert anybody.get(f"/draws/{uuid7()}/again").status_code == 404


def test_an_imported_draw_claims_nothing_about_its_randomness(anybody: Any) -> None:
    draw = draws.import_draw(
        title="合成数据：省级抽取",
        region=make.region(),
        number="黑双随机〔2026〕1号",
        file_sha256="ab" * 32,
        drawn_at=clock.now() - timedelta(days=1),
        selected=pools.LABELS[:2],
        by=pools.scheduler(),
    )
    finished(draw)

    page = page_of(anybody, draw)

    assert "黑双随机〔2026〕1号" in page
    assert "对它的随机性不作说明" in page
    assert "密封部分摘要" not in page

"""What may be shown of a draw, and when (三种视图)."""

import hashlib
import hmac
import json
from pathlib import Path
from typing import Any

import pytest
import rfc8785

from scoring.__main__ import main
from scoring.draw import draw, public_after, public_before, sealed
from scoring.errors import ScoringError
from tests.scoring.draws import SALT, opened, pool, staffed


def sha256(value: Any) -> str:
    return hashlib.sha256(rfc8785.dumps(value)).hexdigest()


def test_before_the_draw_the_public_sees_digests_and_numbers_only() -> None:
    secret_pool = staffed()
    view = public_before(secret_pool)

    assert list(view) == ["title", "announced_at", "sources", "codes", "strata", "sealed_sha256"]
    assert view["strata"][1] == {
        "name": "乙",
        "quota": 1,
        "labels": sorted(
            hmac.new(bytes.fromhex(SALT), label.encode(), "sha256").hexdigest()
            for label in ("b1", "b2", "b3")
        ),
    }
    assert view["sealed_sha256"] == sha256(sealed(secret_pool))


def test_without_a_salt_nothing_can_be_announced() -> None:
    with pytest.raises(ScoringError, match="salt-missing"):
        public_before(pool())


def test_the_sealed_view_has_no_salt_no_names_and_no_reasons_of_recusal() -> None:
    view = sealed(staffed())

    assert "salt" not in view
    assert all("name" not in officer for officer in view["officers"])
    assert view["recusals"] == [
        {"officer": "o1", "label": "a1"},
        {"officer": "o2", "label": "a3", "weight": 1},
    ]
    assert view["class_strata"] == staffed()["class_strata"]
    assert sealed(view) == view


def test_after_the_visits_nothing_of_officers_and_classes_is_left() -> None:
    view = public_after(draw(staffed(), opened("a1")))
    text = json.dumps(view, ensure_ascii=False)

    for word in (
        "o1",
        "p1",
        "某某",
        "民政局",
        "亲属",
        "D级",
        "class_",
        "officer",
        "recusals",
        "visits",
    ):
        assert f'"{word}' not in text
    assert view["pool"]["salt"] == SALT
    assert view["announced_sha256"] == sha256(public_before(staffed()))


def test_a_bundle_without_a_sealed_part_is_its_own_view() -> None:
    bundle = draw(pool(salt=SALT), opened("a1"))
    assert public_after(bundle) == bundle


def test_views_leave_the_bundle_as_it_is() -> None:
    bundle = draw(staffed(), opened("a1"))
    before = json.dumps(bundle)
    public_after(bundle), sealed(bundle["pool"]), public_before(bundle["pool"])
    assert json.dumps(bundle) == before


@pytest.mark.parametrize("view", ["public-before", "sealed", "public-after"])
def test_the_command_line_prints_each_view_of_a_bundle(
    view: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = draw(staffed(), opened("a1"))
    (tmp_path / "bundle.json").write_text(json.dumps(bundle), encoding="utf-8")

    status = main(["view", view, str(tmp_path / "bundle.json")])

    wanted = {
        "public-before": public_before(staffed()),
        "sealed": sealed(staffed()),
        "public-after": public_after(bundle),
    }
    out, err = capsys.readouterr()
    assert (status, json.loads(out), err) == (0, wanted[view], "")


def test_a_pool_has_no_view_after_the_draw(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pool.json").write_text(json.dumps(staffed()), encoding="utf-8")
    assert main(["view", "public-before", str(tmp_path / "pool.json")]) == 0
    capsys.readouterr()

    assert main(["view", "public-after", str(tmp_path / "pool.json")]) == 2
    out, err = capsys.readouterr()
    assert (out, err.split()[0]) == ("", "unknown-key")

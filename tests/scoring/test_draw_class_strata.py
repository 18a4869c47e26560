"""The sealed extra draw of class strata (加抽): after the base draw, never seen by it."""

from scoring.draw import draw
from scoring.draw.hkdf import expand
from tests.scoring.draws import opened, pool, stratum

CLASSES = [stratum("D级", 2, "a1 a5 b2"), stratum("C级", 2, "a2 a3 a4 b1 b3")]


def test_a_home_is_drawn_once_only() -> None:
    for number in range(20):
        secret = f"密{number}"
        first = draw(pool(secret, class_strata=CLASSES), opened(secret=secret))["iterations"][0]
        base = {label for labels in first["selected"].values() for label in labels}
        extra = {label for labels in first["class_selected"].values() for label in labels}
        assert not base & extra


def test_the_base_draw_is_the_same_without_the_class_strata() -> None:
    plain = draw(pool(), opened("a1", "b1"))
    classed = draw(pool(class_strata=CLASSES), opened("a1", "b1"))

    for one, other in zip(plain["iterations"], classed["iterations"], strict=True):
        assert one.items() <= other.items()


def test_the_extra_draw_has_its_own_order() -> None:
    first = draw(pool(class_strata=CLASSES), opened())["iterations"][0]
    prk = bytes.fromhex(first["prk"])

    assert first["class_order"] == sorted(
        [expand(prk, f"class {label}".encode()).hex(), label] for _, label in first["order"]
    )
    assert [label for _, label in first["class_order"]] != [label for _, label in first["order"]]


def test_a_home_the_base_draw_takes_later_leaves_the_extra_draw() -> None:
    """Its place in the extra draw is filled anew, so that no visit is lost."""
    moved = 0
    for number in range(40):
        secret = f"密{number}"
        pools = pool(secret, class_strata=[stratum("D级", 1, "a1 a2 a3 a4 a5")])
        closed = draw(pools, opened(secret=secret))["iterations"][0]["selected"]["甲"][0]
        before, after = draw(pools, opened(closed, secret=secret))["iterations"]
        newcomer = after["selected"]["甲"][-1]
        if before["class_selected"]["D级"] == [newcomer]:
            moved += 1
            (label,) = after["class_selected"]["D级"]
            assert label not in (newcomer, closed)
        else:
            assert after["class_selected"] == before["class_selected"]
    assert moved


def test_too_few_left_after_the_base_draw_is_short() -> None:
    everything = [stratum("D级", 5, "a1 a2 a3 a4 a5")]
    first = draw(pool(class_strata=everything), opened())["iterations"][0]
    assert first["class_short"] == {"D级": 2}


def test_a_brief_bundle_has_the_digest_of_this_order_too() -> None:
    first = draw(pool(class_strata=CLASSES), opened(), brief=True)["iterations"][0]
    assert len(first["class_order_sha256"]) == 64
    assert "class_order" not in first

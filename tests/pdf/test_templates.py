"""The words of every kind of paper keep to the subset, and their samples to their schemas."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from backend.papers import context as contexts
from backend.papers import templates, text
from backend.papers.refusals import BadContext, UnknownKind
from tests.pdf.samples import sample

KINDS = [
    *("draw-list", "duty-ledger", "evaluation-announcement", "inspection-notice"),
    *("level-certificate", "level-removal", "level-removal-notice", "onsite-record"),
    *("rating-acceptance", "rating-feedback", "rating-record", "rating-refusal", "rating-report"),
    *("rating-review", "rectification-order", "site-file"),
]


def test_these_kinds_are_there() -> None:
    assert templates.kinds() == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_sound(kind: str) -> None:
    template = templates.load(kind)  # refuses words outside the subset

    Draft202012Validator.check_schema(template.schema)
    contexts.check(template, sample(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_allows_strings_booleans_and_lists_of_such_objects_only(kind: str) -> None:
    def types(schema: dict[str, Any]) -> set[object]:
        inner = [*dict(schema.get("properties", {})).values(), schema.get("items", {})]
        return {schema.get("type")} | {t for one in inner if one for t in types(one)}

    assert types(templates.load(kind).schema) <= {"object", "array", "string", "boolean"}


@pytest.mark.parametrize("kind", KINDS)
def test_the_head_is_agency_title_and_number(kind: str) -> None:
    lines = text.render_text(kind, sample(kind)).split("\n")

    assert lines[:3] == [
        sample(kind)["agency"],
        templates.load(kind).title,
        sample(kind)["number"],
    ]


def test_a_missing_word_is_refused_by_name() -> None:
    context = sample("onsite-record")
    del context["opinion"]

    with pytest.raises(BadContext, match="opinion"):
        text.render_text("onsite-record", context)


def test_a_word_too_many_is_refused() -> None:
    with pytest.raises(BadContext, match="lead"):
        text.render_text("onsite-record", sample("onsite-record") | {"lead": "保密线索"})


def test_an_unknown_kind_is_refused_even_as_a_path() -> None:
    with pytest.raises(UnknownKind):
        text.render_text("../pdf_templates/onsite-record", {})


def test_an_inspection_without_findings_says_what_that_does_not_mean() -> None:
    context = sample("onsite-record") | {"findings": [], "items": []}

    assert "抽查未发现问题不等于没有问题" in text.render_text("onsite-record", context)


def test_an_order_names_both_remedies_and_their_terms() -> None:
    words = text.render_text("rectification-order", sample("rectification-order"))

    assert "六十日内向哈尔滨市道里区人民政府申请行政复议" in words
    assert "六个月内" in words
    assert "行政诉讼" in words


def test_the_public_version_names_nobody_and_no_room() -> None:
    template = templates.load("onsite-record")
    context = contexts.public_view(template.schema, sample("onsite-record"))
    contexts.check(template, context)

    shown = json.dumps(context, ensure_ascii=False) + text.fill(template.text, context)

    for word in ("郑合成", "李示例", "王样本", "23010200017", "203室", "轮椅"):
        assert word not in shown
    assert "疏散通道堆放杂物" in shown


@pytest.mark.parametrize(
    ("words", "public"),
    [
        ("二层203室门外", "二层×××室门外"),
        ("2-203房间和5号床", "×××室和×××室"),
        ("合成路18号", "合成路18号"),
    ],
)
def test_rooms_and_beds_are_masked_and_street_numbers_stay(words: str, public: str) -> None:
    schema = {"properties": {"a": {"type": "string", "x-rooms": True}}}

    assert contexts.public_view(schema, {"a": words}) == {"a": public}


@pytest.mark.parametrize("kind", ["inspection-notice", "onsite-record"])
def test_where_no_cap_is_published_the_paper_says_so_and_leaves_no_dash(kind: str) -> None:
    words = text.render_text(kind, sample(kind) | {"capped": False, "cap": "无"})

    assert "本地区尚未公布年度检查频次上限" in words
    assert "年度上限为" not in words

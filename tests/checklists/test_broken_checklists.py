"""Each way to break a checklist is named: file, item, what, and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.__main__ import main
from tests.scoring.folder import change, copy_of_example

S, E, F, O, V, C = (
    "standard.yaml",
    "environment.yaml",
    "facilities.yaml",
    "operation.yaml",
    "service.yaml",
    "cases.yaml",
)

# what is wrong, file, text before, text after, code, where the fault is said to be
BROKEN = [
    # the text itself
    ("a bare float", E, '"20"', "20.5", "bare-float", "environment.noise"),
    ("a boolean of YAML 1.1", S, 'is: "yes"}, veto', "is: yes}, veto", "bare-boolean", f"{S}: line"),
    ("a key that YAML 1.1 reads as true", S, "rounding:", "on: x\nrounding:", "bare-boolean", S),
    ("a clock-like number", E, "unit: dB", "unit: 1:30", "bare-float", "environment.noise"),
    ("not a number", E, '"20"', ".nan", "bare-float", "environment.noise"),
    ("a key twice", E, "  rule: yes_no", "  rule: yes_no\n  rule: yes_no", "duplicate-key", E),
    ("an alias", S, "issuer: {zh:", "issuer: &a {zh:", "yaml-alias", f"{S}: line"),
    ("a tag", S, 'version: "1"', "version: !!str 1", "yaml-tag", f"{S}: line"),
    ("bad indentation", E, "  clause: 示例 §1.1", " clause: 示例 §1.1", "yaml-syntax", f"{E}: line"),
    ("two documents", S, "rounding:", "---\nrounding:", "second-document", S),
    ("too deep", S, "unit: m²", "unit: " + "[" * 40 + "]" * 40, "yaml-deep", f"{S}: line"),
    # shapes
    ("an unknown key", E, "  na: forbid", "  nope: 1\n  na: forbid", "unknown-key", "environment.signs"),
    ("a missing key", E, "  clause: 示例 §1.2\n", "", "missing-key", "environment.signs"),
    ("an unknown rule", E, "rule: yes_no", "rule: vibes", "unknown-word", "environment.signs"),
    ("an unknown confidence", E, "confidence: provisional", "confidence: sure", "unknown-word", E),
    ("unquoted points", E, 'max_points: "30"', "max_points: 30", "wrong-type", "environment.signs"),
    ("negative points", E, 'max_points: "30"', 'max_points: "-3"', "wrong-form", "environment.signs"),
    ("a title in one language", E, ', en: "Signs"', "", "missing-key", "environment.signs"),
    ("rule parameters of another rule", E, "of: number", "of: number\n    each: 1", "unknown-key", "noise"),
    ("a comma that splits a text", E, 'en: "Signs"', "en: Signs, clear", "unknown-key", "signs"),
    ("an unknown nature", S, "natures: [rating", "natures: [party", "unknown-word", S),
    ("an empty list of levels", S, "lists:\n", "cuts: []\nlists:\n", "not-yet-supported", S),
    # between the parts
    ("a code outside its chapter", E, "id: environment.signs", "id: service.signs", "code-outside-chapter", "signs"),
    ("a code twice", E, "id: environment.garden", "id: environment.signs", "id-twice", "environment.signs"),
    ("points that do not add up", E, 'max_points: "30"', 'max_points: "31"', "points-do-not-add-up", E),
    ("an option above its item", E, 'points: "10", title', 'points: "11", title', "points-above-item", "traffic"),
    ("an option twice", E, "id: shuttle", "id: stop_300m", "option-twice", "environment.traffic"),
    ("a rule that cannot give all points", E, '"40", points: "20"', '"40", points: "19"', "bad-item", "noise"),
    ("a better number that earns less", V, 'points: "60"', 'points: "20"', "bad-rule", "satisfaction"),
    ("a band edge twice", V, 'at_least: "0.6"', 'at_least: "0.85"', "bad-rule", "satisfaction"),
    ("a share above one", V, 'at_least: "0.85"', 'at_least: "1.2"', "bad-rule", "satisfaction"),
    ("marks out of order", V, 'B: "140"', 'B: "110"', "bad-rule", "service.meals"),
    ("parts that do not add up", O, 'cap: "50"', 'cap: "40"', "bad-rule", "operation.rules"),
    ("a part named like a wrapper", O, "id: archive", "id: value", "part-id", "operation.rules"),
    ("a part without its parameters", O, "with: {points: {A: \"20\", B: \"10\", C: \"0\"}}", "with: {}", "missing-key", "operation.rules"),
    ("a part that reads a fact", O, 'rule: grade_abc, with: {points: {A: "20", B: "10", C: "0"}}', 'rule: bands, with: {fact: beds, bands: [{at_least: "1", points: "20"}]}', "bad-rule", "operation.rules"),
    ("when counts failures", F, 'when: {fact: upper_floors, is: "yes"}', 'when: {failed: {base: true}}', "when-reads-points", "lift"),
    ("a count of failures in an unknown chapter", S, "failed: {chapter: facilities", "failed: {chapter: garden", "unknown-item", "risk-items"),
    ("a step that misses the end", E, 'step: "0.5"', 'step: "0.3"', "bad-rule", "environment.light"),
    ("a tolerance on a choice", E, "  na: drop", '  tolerance: "1"\n  na: drop', "bad-item", "garden"),
    ("a pass mark above the item", F, 'pass_at: "15"', 'pass_at: "31"', "bad-item", "call_points"),
    ("no rounding for a fraction", S, "rounding: {decimals: 2, mode: half_up}\n", "", "bad-rule", "rooms"),
    ("an undeclared fact", F, "fact: upper_floors", "fact: lower_floors", "unknown-fact", "lift"),
    ("an undeclared fact in a rule", F, "fact: private_toilet_share", "fact: x", "unknown-fact", "toilets"),
    ("a condition on an unknown item", F, "answer: facilities.lift", "answer: facilities.x", "unknown-item", "lift_papers"),
    ("a condition on a judgement", F, "answer: facilities.lift", "answer: service.care", "not-comparable", "lift_papers"),
    ("when leads back to itself", F, "answer: facilities.lift", "answer: facilities.lift_papers", "when-cycle", "lift_papers"),
    ("when reads points", F, 'when: {fact: upper_floors, is: "yes"}', 'when: {points: service, above: "1"}', "when-reads-points", "lift"),
    ("two operands", S, "{fact: accident, is", "{fact: accident, total: true, is", "bad-condition", "accident"),
    ("no comparison", S, '{fact: accident, is: "yes"}', "{fact: accident}", "bad-condition", "accident"),
    ("all beside something", S, "{not: {fact", "{all: [{total: true, above: '1'}], not: {fact", "bad-condition", "own-toilets"),
    ("a level in an inspection", S, "natures: [rating, self_check]", "natures: [inspection]", "level-in-inspection", S),
    ("levels upside down", S, 'total: "450"', 'total: "4500"', "level-order", S),
    ("a limit to an unknown level", S, 'at_most: "2"', 'at_most: "9"', "unknown-level", "poor-meals"),
    ("a rate of an unknown chapter", S, 'rate: {environment', 'rate: {garden', "unknown-chapter", S),
    ("a short list with an unknown item", S, "items: [facilities.call_points", "items: [facilities.x", "unknown-item", "night"),
    ("options on a count", S, "kind: count, unit", "kind: count, options: [a, b], unit", "fact-options", "beds"),
    # worked cases
    ("a case that does not hold", C, 'total: "882"', 'total: "881"', "case-fails", "level four"),
    ("a case of an unknown item", C, "item: environment.traffic", "item: environment.x", "unknown-item", C),
    ("a limit that no case decides", C, 'limited_by: [accident]}', "complete: true}", "limit-without-case", "accident"),
    ("a veto that no case decides", C, "limited_by: [operation.fire_drill]", "complete: true", "limit-without-case", "fire_drill"),
]


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "where"), [pytest.param(*row[1:], id=row[0]) for row in BROKEN]
)
def test_a_fault_is_named(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    file: str,
    old: str,
    new: str,
    code: str,
    where: str,
) -> None:
    folder = copy_of_example(tmp_path)
    change(folder, file, old, new)

    exit_code = main(["check", str(folder)])

    lines = capsys.readouterr().out.splitlines()
    assert exit_code == 1
    named = [line for line in lines if line.endswith(f"[{code}]") and where in line]
    assert named, lines
    assert all(": expected " in line and "; do " in line for line in lines), lines

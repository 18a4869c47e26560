"""Checklists and grades (检查表与评分) as pure Python: no web framework, no database.

What other parts of the house use:

``load(folder) -> Standard``
    Read and check one checklist version. ``.id``, ``.version``, ``.digest`` (SHA-256 over the
    folder's file names and bytes, the one in checklists/published.sha256), ``.natures``,
    ``.items`` (in order, each with ``.code``, ``.title.zh``, ``.ground.clause``, ``.kind``,
    ``.na``, ``.base``, ``.risk`` …), ``.by_code``, ``.chapters``, ``.facts``, ``.findings``,
    ``.bundle() -> dict`` (plain JSON for the tablet). Raises BadChecklist, whose ``.faults``
    lists everything that is wrong.

``grade(standard, visit) -> dict``
    Grade ``{"answers": {code: answer}, "facts": {…}, "context": {…}}``. With levels: ``level``,
    ``level_by_points``, ``limited_by``, ``total`` …; without: ``conclusion`` (None while open
    answers could change it) and ``items`` (code → pass, fail, not_applicable, not_answered).
    Always: ``complete``, ``unanswered``, ``explanation``, ``result_digest``.

``parse_answer(item, raw) -> Answer``
    Check one answer from outside. Raises ScoringError for a malformed one.

``parse_fact(standard, name, raw) -> FactValue``
    Check one fact from outside, likewise.

``scoring.diff.compare(old, new) -> Diff``
    Two versions clause by clause; ``.as_json()`` is what pages and the command line show.

``scoring.sheet.exported(folder)``, ``scoring.sheet.import_workbook(path, folder)``
    A version as an Excel workbook, and back; ``scoring.xlsform`` does so for forms.

Every refusal is a ScoringError with ``code``, ``place``, ``expected``, ``came``, ``do``.
"""

from scoring.answers import Answer, parse_answer, parse_fact
from scoring.assemble import BadChecklist, load
from scoring.checklist import Item, Standard
from scoring.errors import ScoringError
from scoring.grading import grade

__all__ = [
    "Answer",
    "BadChecklist",
    "Item",
    "ScoringError",
    "Standard",
    "grade",
    "load",
    "parse_answer",
    "parse_fact",
]

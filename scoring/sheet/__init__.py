"""A checklist version as an Excel workbook, and back (表格导入导出).

One sheet each for the standard (标准), chapters (分项), items (指标), what options, bands and parts
score (计分), levels (等级), requirements (必备条件), limits and steps (限级与升降档), ratings of
their own (分项评级, 评级档次), conclusions (结论), facts (数据), short lists (短表), worked cases
(案例) and findings (问题条款库); CHANGES.md and README.md as lines of text (变更说明, 自述); and a
guide (说明) that explains every column in both languages, made from the same layout that the
import reads (``scoring.sheet.tables``), so that it cannot say something else.

``exported(folder) -> bytes`` and ``import_workbook(path, folder)``: exporting and importing gives
the same content (an empty list counts as left out), which ``exported`` proves before it returns.
"""

from scoring.sheet.exporting import exported
from scoring.sheet.importing import BadSheet, import_workbook

__all__ = ["BadSheet", "exported", "import_workbook"]

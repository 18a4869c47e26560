"""A checklist as an XLSForm, the form language of ODK and KoboToolbox, and back (表单导入导出).

A form asks questions; it has no points, levels or results. What goes out is every question with
its titles in both languages, what to look for, its choices, the condition under which it is
asked, and bounds; clause, source, confidence and points ride along in columns of their own,
which form tools leave alone or drop. What comes in is texts, choices and new questions; the rest
is taken from the version that the form was made from. Whatever is not carried is named row by
row (``Lost``), never dropped in silence.

``form_of(content) -> (bytes, [Lost])`` and ``content_from(path, old) -> (Content, [Lost])``.
"""

from scoring.xlsform.lost import Lost
from scoring.xlsform.reading import content_from
from scoring.xlsform.writing import form_of

__all__ = ["Lost", "content_from", "form_of"]

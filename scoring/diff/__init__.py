"""Two versions of a standard side by side, clause by clause (版本比对).

``compare(old, new).as_json()`` gives

``{"old": {"standard", "version", "digest"}, "new": {…},``
``"summary": {"added": n, "removed": n, "changed": n, "same": n},`` (items)
``"different": true,`` (anything at all, in items or elsewhere)
``"standard": [ROW], "chapters": [{"chapter", "title", "state", "fields": [ROW]}],``
``"items": [{"state", "code", "old_codes", "chapter", "title", "clause", "fields": [ROW]}],``
``"rules": [{"section", "id", "state", "title", "clause", "fields": [ROW]}],``
``"facts": [{"name", "state", "title", "fields": [ROW]}],``
``"findings": [{"id", "state", "item", "title", "fields": [ROW]}]}``

with ``ROW = {"field", "label": {"zh", "en"}, "before", "after"}``: before and after are text, or
None where there was nothing. ``state`` is ``added``, ``removed``, ``changed`` or ``same``, a
``title`` is ``{"zh", "en"}`` or None, ``section`` one of ``levels``, ``limits``, ``adjust``,
``ratings``, ``conclusions``, ``lists``. ``old_codes`` are the codes of the old version that an
item carries on, by ``continues`` and by its own code; its fields are compared with the first of
them. What is added or removed shows all its fields, with before or after None.

Worked cases and CHANGES.md are no part of the comparison: they change no result.
"""

from scoring.diff.compare import Diff, compare

__all__ = ["Diff", "compare"]

"""Verbs on checklist versions; two persons stand behind each published one (检查标准)."""

from backend.standards.services.imports import apply_checklist_import, import_checklist
from backend.standards.services.load import load_checklist
from backend.standards.services.publish import propose_checklist, publish_checklist

__all__ = [
    "apply_checklist_import",
    "import_checklist",
    "load_checklist",
    "propose_checklist",
    "publish_checklist",
]

"""Checklist versions in words, for people (检查标准阅读)."""

from backend.standards.reading.explained import Explained, explained
from backend.standards.reading.page import (
    MARKED,
    ReadChapter,
    ReadFact,
    ReadFinding,
    Reading,
    ReadItem,
)

__all__ = [
    "MARKED",
    "Explained",
    "ReadChapter",
    "ReadFact",
    "ReadFinding",
    "ReadItem",
    "Reading",
    "explained",
]

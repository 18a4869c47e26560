"""Checklist versions in words, for people (检查标准阅读)."""

from backend.standards.reading.answers import named_parts
from backend.standards.reading.explained import explained, told_tests
from backend.standards.reading.page import (
    MARKED,
    ReadChapter,
    ReadFact,
    ReadFinding,
    Reading,
    ReadItem,
)
from backend.standards.reading.told import Explained

__all__ = [
    "MARKED",
    "Explained",
    "ReadChapter",
    "ReadFact",
    "ReadFinding",
    "ReadItem",
    "Reading",
    "explained",
    "named_parts",
    "told_tests",
]

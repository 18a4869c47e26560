"""Visits of every nature: planned, approved, walked, locked, concluded (检查)."""

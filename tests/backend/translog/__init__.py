"""Tests of backend.translog."""

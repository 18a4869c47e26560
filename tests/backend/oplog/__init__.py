"""Tests of backend.oplog."""

"""Tests of backend.keys."""

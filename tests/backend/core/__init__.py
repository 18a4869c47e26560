"""Tests of backend.core."""

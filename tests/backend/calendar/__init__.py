"""Tests of backend.calendar."""

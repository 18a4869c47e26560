"""Tests of backend.accounts."""

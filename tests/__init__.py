"""Tests of the whole house, on real servers."""

"""Verbs of the sync app."""

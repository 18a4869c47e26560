"""Tests of the ledger of duties (履职台账)."""

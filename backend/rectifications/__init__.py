"""Corrections: orders to correct, answers, re-checks (责令改正, 整改, 复查)."""

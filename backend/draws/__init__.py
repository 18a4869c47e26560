"""Freezes a pool of labels, draws it, replaces what cannot be visited, shows it (随机抽取)."""

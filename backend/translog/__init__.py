"""The public verification log (公开核验日志): an append-only tree that anybody can check."""

"""Checks documents and copies of the log offline, without Django (核验命令)."""

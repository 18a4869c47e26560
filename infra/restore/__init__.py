"""Bringing a backup back (恢复备份): the old database stays as it is until the new one is ready."""

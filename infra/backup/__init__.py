"""One point over database, objects and public log, in one folder (备份)."""

"""Making and dropping whole databases, as their owner (数据库)."""

import time

import psycopg
from psycopg import sql

TRIES = 20
PAUSE = 0.5


def drop(connection: psycopg.Connection, name: str) -> None:
    """Drop a database and end who is connected to it; one that is not there is no error.

    The server's own cleaner (autovacuum) may be at work in it, which an owner may not end: it
    is soon done.  Raises InsufficientPrivilege when somebody stays whom the owner may not end.
    """
    command = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    for left in reversed(range(TRIES)):
        try:
            connection.execute(command)
        except psycopg.errors.InsufficientPrivilege:
            if not left:
                raise
            time.sleep(PAUSE)
        else:
            return


def create(connection: psycopg.Connection, name: str, template: str = "template1") -> None:
    """Make a database, a copy of the template."""
    connection.execute(
        sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
            sql.Identifier(name), sql.Identifier(template)
        )
    )

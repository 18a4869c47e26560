"""Running numbers without gaps (流水号)."""

from django.db import connection

_TAKE = """
INSERT INTO core_counter (name, last) VALUES (%s, %s)
ON CONFLICT (name) DO UPDATE SET last = core_counter.last + excluded.last
RETURNING last
"""


def take(name: str, count: int = 1) -> range:
    """Take the next ``count`` numbers under a name, from 1 upwards.

    The row stays locked until the caller's transaction ends, so a rolled-back caller
    leaves no gap.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [name, count])
        last: int = cursor.fetchone()[0]
    return range(last - count + 1, last + 1)

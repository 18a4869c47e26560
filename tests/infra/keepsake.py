"""Something put into each server and read back: what a crash must not take."""

import psycopg
import redis

from infra.local.objects import BUCKET
from infra.local.postgres import APP, OWNER
from infra.local.services import Stack


def put(stack: Stack, name: str, value: str) -> None:
    """Store a value; when this returns, the server has accepted it."""
    if name == "postgres":
        with psycopg.connect(stack.postgres.url(OWNER), autocommit=True) as owner:
            owner.execute("CREATE TABLE IF NOT EXISTS keepsake (value text)")
        with psycopg.connect(stack.postgres.url(APP), autocommit=True) as app:
            app.execute("INSERT INTO keepsake VALUES (%s)", [value])
    elif name == "valkey":
        with redis.Redis.from_url(stack.valkey.url()) as client:
            client.rpush("keepsake", value)
    else:
        stack.objects.client().put_object(Bucket=BUCKET, Key=value, Body=value.encode())


def kept(stack: Stack, name: str) -> set[str]:
    """Every value put there."""
    if name == "postgres":
        with psycopg.connect(stack.postgres.url(APP)) as app:
            return {row[0] for row in app.execute("SELECT value FROM keepsake")}
    if name == "valkey":
        with redis.Redis.from_url(stack.valkey.url(), decode_responses=True) as client:
            return set(client.lrange("keepsake", 0, -1))
    client = stack.objects.client()
    listed = client.list_objects_v2(Bucket=BUCKET).get("Contents", [])
    read = [client.get_object(Bucket=BUCKET, Key=each["Key"])["Body"].read() for each in listed]
    return {body.decode() for body in read}

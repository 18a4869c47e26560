"""What the tests of pages share: who looks, and what must not be seen."""

from typing import Any

from django.test import Client

from backend.accounts.models import Person
from backend.inspections.models import Visit


def browser(somebody: Person | None = None, language: str = "zh-hans") -> Client:
    """Give a browser of somebody who is logged in, or of nobody."""
    client = Client(headers={"accept-language": language})
    if somebody is not None:
        client.force_login(somebody, "django.contrib.auth.backends.ModelBackend")
    return client


def text_of(answer: Any) -> str:
    """Read a page."""
    return str(answer.content.decode())


def private_words(visit: Visit) -> list[str]:
    """Give what the public must never read of a visit."""
    officers = [seat.officer for seat in visit.officers.select_related("officer")]
    told = ["合成负责人", "疏散通道堆放杂物", "清理通道", "合成 §exit"]
    return told + [one.name for one in officers] + [one.certificate_number for one in officers]

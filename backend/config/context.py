"""What every page knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from backend.core import clock


def site(request: HttpRequest) -> dict[str, Any]:
    """Say whether this is a demonstration, and what day it is there."""
    return {
        "demo": settings.DEMO,
        "today": clock.today(),
        "public_address": settings.PUBLIC_ADDRESS,
    }

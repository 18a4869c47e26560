"""After a restore nobody stays logged in: whose login was ended meanwhile is not known."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from backend.accounts.services.sessions import end_all_sessions
from tests.backend.accounts.make import log_in, me, renew, somebody

pytestmark = pytest.mark.django_db


def test_every_login_ends_on_tablets_and_pages() -> None:
    person = somebody("inspector")
    tokens = log_in()
    Client().force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    assert me(tokens["access"]).status_code == 200

    assert end_all_sessions(actor="system") == 2

    assert renew(tokens["refresh"]).status_code == 401
    assert me(tokens["access"]).status_code == 401
    assert not Session.objects.exists()
    assert end_all_sessions(actor="system") == 0

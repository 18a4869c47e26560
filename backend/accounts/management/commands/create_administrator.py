"""The first person of a fresh system; everybody else is made through the API or the pages."""

import getpass
import os
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from backend.accounts.models import Person
from backend.accounts.roles import Role
from backend.accounts.services import create_person, grant_role


class Command(BaseCommand):
    """`python -m backend create_administrator NAME --region CODE`; twice is once."""

    help = (
        "Create the platform administrator; XINGJIAN_PASSWORD holds the password, or it is asked."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the login name and the region."""
        parser.add_argument("username")
        parser.add_argument("--region", required=True)

    def handle(self, *args: Any, username: str, region: str, **options: Any) -> None:
        """Make the person and the grant."""
        person = Person.objects.filter(username=username).first()
        if person is None:
            password = os.environ.get("XINGJIAN_PASSWORD") or getpass.getpass("口令: ")
            person = create_person(
                username=username, password=password, name="平台管理员", actor="system"
            )
        grant_role(person=person, role=Role.PLATFORM_ADMIN, region_code=region, actor="system")
        self.stdout.write(f"{username}: platform administrator of {region}")

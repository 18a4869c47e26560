"""Migrations: one line per app, each named by its effect."""

import re

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader

LOADER = MigrationLoader(None)
OURS = sorted(a.label for a in apps.get_app_configs() if a.name.startswith("backend."))
HERE = [app for app in OURS if app in LOADER.migrated_apps]


@pytest.mark.parametrize("app", HERE)
def test_an_app_has_one_last_migration(app: str) -> None:
    assert len(LOADER.graph.leaf_nodes(app)) == 1


def test_a_migration_is_named_by_its_effect() -> None:
    names = [name for app, name in LOADER.disk_migrations if app in HERE]
    bad = r"_auto_|_alter_|_add_field|_remove_field|_rename_|_\d{8}_|_more$"
    assert [name for name in names if re.search(bad, name)] == []

"""Where tests run: the servers of this checkout, and the database role of the owner.

A plugin (see pyproject.toml), because settings are read before any conftest; addresses in the
environment win.  Needs the servers: `make test` starts them.
"""

import gc
import os

from infra.local.places import here
from infra.local.services import Stack

os.environ.setdefault("XINGJIAN_DEMO", "1")
for name, value in Stack(here()).environment().items():
    os.environ.setdefault(name, value)
os.environ["DATABASE_URL"] = os.environ["DATABASE_OWNER_URL"]
os.environ["S3_BUCKET"] = os.environ.get("XINGJIAN_TEST_DB", "test") + "-xingjian"
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "one")
os.environ["S3_LOG_BUCKET"] = f"{os.environ['S3_BUCKET']}-{WORKER}-log"  # one log a database

# Thousands of models, serializers and templates live as long as the run: looked through seldom,
# they cost a tenth less of its time.
gc.set_threshold(100_000, 50, 100)

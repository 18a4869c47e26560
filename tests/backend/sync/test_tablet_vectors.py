"""The tablet and the server decide alike: tests/tablet/core/vectors.test.ts reads these files."""

import os

import pytest

from tests.backend.sync.vectors import written

WRITE = "XINGJIAN_WRITE_VECTORS"


@pytest.mark.parametrize("name", ["visits.json", "samples.json", "digests.json"])
def test_the_tablets_vectors_are_what_the_server_gives(name: str) -> None:
    path, text = written.FOLDER / name, written.files()[name]
    if os.environ.get(WRITE):
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text, f"run again with {WRITE}=1, then the tablet's"

"""The tablet runs the very same worked cases as the server."""

from tests.tablet import cases


def test_the_tablets_file_of_cases_is_current() -> None:
    assert cases.FILE.read_text(encoding="utf-8") == cases.text(), (
        "run: python -m tests.tablet.cases"
    )

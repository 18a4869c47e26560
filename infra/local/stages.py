"""``make test`` and ``make check``: stage after stage, then one table of how each went (阶段)."""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from infra.local.bootstrap import TABLET, npm, tool_environment
from infra.local.places import ROOT

PYTEST = (sys.executable, "-m", "pytest")
ORDER = (  # folders of tests/ that run together: a stage's last module leaves no worker idle
    ("architecture", "checklists", "scoring"),
    ("infra",),  # it starts and kills servers: nothing else beside it
    ("backend",),
    ("trust", "pdf", "drill"),
    ("e2e",),
)
APART = {"bench", "load"}  # long ones, asked for by name
TWO = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")  # each with its own database
NO_TESTS = 5  # pytest's exit code for an empty folder
SCRIPTS = Path(sys.executable).parent
CODE = ("backend", "scoring", "infra", "tests")


@dataclass(frozen=True, slots=True)
class Stage:
    """One command of the run, and where it runs."""

    name: str
    argv: Sequence[str]
    folder: Path = ROOT
    passes: tuple[int, ...] = (0,)

    def run(self) -> int:
        """Its exit code; its output goes straight to whoever looks on."""
        return subprocess.run(
            self.argv, cwd=self.folder, env=tool_environment(), check=False
        ).returncode


def main(argv: Sequence[str] | None = None) -> int:
    """Run every stage, also after one that failed; 1 when any did."""
    what, *more = sys.argv[1:] if argv is None else argv
    stages = {"test": tests, "check": checks}[what](more)
    return 1 if run(list(stages)) else 0


def run(stages: Sequence[Stage]) -> list[str]:
    """Run them in order and print the table. Returns the names of those that failed."""
    rows, failed = [], []
    for number, stage in enumerate(stages, 1):
        print(f"\n=== {number}/{len(stages)} {stage.name}", flush=True)
        begun = time.monotonic()
        passed = stage.run() in stage.passes
        rows.append((stage.name, "passed" if passed else "FAILED", time.monotonic() - begun))
        failed += [] if passed else [stage.name]
    print("\n=== summary")
    for name, word, seconds in rows:
        print(f"{name:<32} {word:<7} {seconds:7.1f} s")
    print(f"{len(rows) - len(failed)} passed, {len(failed)} failed", flush=True)
    return failed


def tests(more: Sequence[str]) -> Iterator[Stage]:
    """Every folder of tests/; more: further words for pytest."""
    present = {path.name for path in (ROOT / "tests").iterdir() if any(path.rglob("test_*.py"))}
    named = {name for folders in ORDER for name in folders}
    rest = sorted(present - named - APART)
    for folders in (*ORDER, *((name,) for name in rest)):
        here = [f"tests/{name}" for name in folders if name in present]
        if here:
            yield Stage(" ".join(folders), (*PYTEST, *here, *TWO, *more), passes=(0, NO_TESTS))
    yield Stage("tablet", (*npm(), "run", "--silent", "test"), TABLET)


def checks(more: Sequence[str]) -> Iterator[Stage]:
    """Style, types, layers, templates, schemas, migrations, TypeScript."""
    yield Stage("ruff check", (_tool("ruff"), "check", "."))
    yield Stage("ruff format", (_tool("ruff"), "format", "--check", "."))
    yield Stage("mypy", (_tool("mypy"), *(name for name in CODE if (ROOT / name).exists())))
    yield Stage("import-linter", (_tool("lint-imports"),))
    pages = [str(path) for path in sorted((ROOT / "backend").glob("*/templates/**/*.html"))]
    if pages:
        yield Stage("djade", (_tool("djade"), "--check", "--target-version", "5.2", *pages))
    yield from _schemas()
    manage = (sys.executable, "-m", "backend")
    yield Stage("migrations", (*manage, "makemigrations", "--check", "--dry-run"))
    yield Stage("tsc", (*npm(), "run", "--silent", "check"), TABLET)


def _schemas() -> Iterator[Stage]:
    """The schemas themselves, and every sample of a paper against that paper's schema."""
    papers = sorted((ROOT / "pdf_templates").glob("*/context.schema.json"))
    every = [str(ROOT / "checklists/schema.json"), *map(str, papers)]
    yield Stage("schemas", (_tool("check-jsonschema"), "--check-metaschema", *every))
    for schema in papers:
        sample = schema.with_name("sample.json")
        argv = (_tool("check-jsonschema"), "--schemafile", str(schema), str(sample))
        yield Stage(f"schema {schema.parent.name}", argv)


def _tool(name: str) -> str:
    return str(SCRIPTS / name)


if __name__ == "__main__":
    sys.exit(main())

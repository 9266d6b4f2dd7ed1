"""The Makefile's own promise: what it deletes is never the user's, nor the suite's."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def told(out: str) -> subprocess.CompletedProcess[str]:
    """What `make clean` would do in this folder; nothing is run."""
    command = ["make", "--dry-run", "clean", f"OUT={out}"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


OURS = ["", ".", "..", "/", "docs", "notebooks/", "tests/../data", str(ROOT), str(ROOT.parent)]


@pytest.mark.parametrize("out", OURS)
def test_a_folder_that_holds_the_suite_is_refused(out: str) -> None:
    done = told(out)
    assert done.returncode != 0
    assert "rm" not in done.stdout
    assert f'OUT="{out}"' in done.stderr
    assert "name another folder" in done.stderr


@pytest.mark.parametrize("out", ["out", "docs-of-mine", "out/mine"])
def test_of_any_other_only_what_runs_make_is_deleted(out: str) -> None:
    done = told(out)
    assert done.returncode == 0, done.stderr
    assert f'rm -rf "{out}/tables" "{out}/figures" "{out}/notebooks" "{out}/report.html"' in done.stdout
    assert f'"{out}" ' not in done.stdout

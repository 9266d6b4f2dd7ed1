"""docs/performance.md, as benchmarks/bench.py writes it from what was measured."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
import bench
from timing import Clock, spread

CLAIM = bench.Claim("reading is quick", "peers", ("share", "reading"), "at most", 0.04, "%")


@pytest.mark.parametrize(
    ("measured", "written", "met"),
    [(0.0312, "3.12 %", "reached"), (0.04, "4.00 %", "reached"), (0.05, "5.00 %", "not reached")],
)
def test_a_share_that_must_be_small(measured: float, written: str, met: str) -> None:
    assert CLAIM.row({"share": {"reading": measured}}) == ("reading is quick", "at most 4.00 %", written, met)


@pytest.mark.parametrize(("measured", "met"), [(2.0, "reached"), (1.24, "not reached")])
def test_a_ratio_that_must_be_large(measured: float, met: str) -> None:
    claim = bench.Claim("faster", "peers", ("ratio",), "at least", 1.25)
    assert claim.row({"ratio": measured})[1::2] == ("at least 1.25 ×", met)


def test_figures_are_told_with_their_path() -> None:
    figures = {"articles": 1200, "ratio": {"a": 1.5, "b": [1, 2]}, "runs": [{"size": 1}, {"size": 2}], "same": True}
    assert list(bench.flat(figures)) == [
        ("articles", "1,200"),
        ("ratio: a", "1.5"),
        ("ratio: b", "1, 2"),
        ("runs: 1: size", "1"),
        ("runs: 2: size", "2"),
        ("same", "True"),
    ]


def test_a_bar_in_a_cell_does_not_break_the_table() -> None:
    assert bench.table(("a", "b"), [("x|y", "z")]).splitlines()[-1] == "| x\\|y | z |"


def test_the_page_has_what_was_kept_and_no_more(tmp_path: Path) -> None:
    (tmp_path / "parse_speed.json").write_text(json.dumps({"ratio, processor time": 1.3, "articles": 9}))
    page = bench.page(tmp_path)
    assert "| the parse is faster than spaCy's own set-up | at least 1.25 × | 1.3 × | reached |" in page
    assert "## parse_speed.py" in page
    assert "| articles | 9 |" in page
    assert "peers" not in page


@pytest.mark.parametrize("script", bench.SCRIPTS)
def test_every_script_says_what_it_measures(script: str) -> None:
    assert len(bench.head_of(script)) > 80
    assert "python benchmarks" not in bench.head_of(script)


@pytest.mark.parametrize("claim", bench.CLAIMS, ids=[claim.says for claim in bench.CLAIMS])
def test_every_claim_is_of_a_script_that_is_run(claim: bench.Claim) -> None:
    assert claim.script in bench.SCRIPTS
    assert claim.way in bench.WAYS


def test_a_clock_sums_by_step() -> None:
    clock = Clock()
    for _ in range(2):
        with clock.step("a"):
            sum(range(1000))
    assert list(clock.seconds) == list(clock.wall) == ["a"]
    assert clock.seconds["a"] >= 0


@pytest.mark.parametrize(("wanted", "got"), [(2, ["a", "c"]), (None, ["a", "b", "c", "d"]), (9, ["a", "b", "c", "d"])])
def test_articles_are_evenly_spread(wanted: int | None, got: list[str]) -> None:
    assert spread(["a", "b", "c", "d"], wanted) == got

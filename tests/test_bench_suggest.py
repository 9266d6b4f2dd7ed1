"""The figures of benchmarks/suggest.py, on lists made by hand."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
from suggest import found_at, summary

WANTED = [frozenset({"mob"}), frozenset({"throng", "throng of people"}), frozenset({"horde"})]


@pytest.mark.parametrize(("depth", "share"), [(1, 0), (2, 1 / 3), (3, 2 / 3), (9, 2 / 3)])
def test_an_entry_is_found_by_any_of_its_forms(depth: int, share: float) -> None:
    assert found_at(["cow", "mob", "throng of people"], WANTED, depth) == pytest.approx(share)


def test_the_summary_has_mean_and_range() -> None:
    repeats = [{"suggest": {"recall@50": one}} for one in (0.2, 0.4, 0.6)]
    assert summary(repeats) == {"suggest": {"recall@50": {"mean": 0.4, "lowest": 0.2, "highest": 0.6}}}

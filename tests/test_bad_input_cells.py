"""Formulas in cells: a CSV file has none that a spreadsheet would run, and reads back as it was."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from framing.cells import csv_text, neutral_cells, plain_cells
from framing.errors import StoreError
from framing.store import read_table, write_table

FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)


@pytest.mark.parametrize(
    "formula", [*(f"{sign}1+1" for sign in FORMULAS), '=HYPERLINK("http://a.invalid")', "'=1", "''-1"]
)
@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_a_formula_is_neutral_in_the_file_and_itself_when_read_back(formula: str, suffix: str, tmp_path: Path) -> None:
    frame = pd.DataFrame({"title": pd.Series([formula, "rain"], dtype="string"), "start": [-1, 1]})
    path = write_table(frame, tmp_path / f"t.{suffix}")
    assert read_table(path)["title"].tolist() == [formula, "rain"]
    if suffix == "csv":
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.reader(lines))
        assert rows[1] == ["'" + formula, "-1"]


def test_formulas_can_be_kept_for_programs(tmp_path: Path) -> None:
    frame = pd.DataFrame({"title": pd.Series(["=1+1", "'=1"], dtype="string")})
    path = write_table(frame, tmp_path / "t.csv", keep_formulas=True)
    assert path.read_text(encoding="utf-8").splitlines() == ["title", "=1+1", "'=1"]
    assert read_table(path, neutral=False)["title"].tolist() == ["=1+1", "'=1"]


@given(st.lists(st.one_of(TEXTS, st.sampled_from(FORMULAS).map("''{}1".format)), min_size=1, max_size=4))
@example(["a\rb", "=\r"])
def test_neutral_cells_never_begin_a_formula_and_can_be_undone(cells: list[str]) -> None:
    frame = pd.DataFrame({"text": pd.Series(cells, dtype="string")})
    neutral = neutral_cells(frame)
    assert plain_cells(neutral).equals(frame)
    assert not any(cell.startswith(FORMULAS) for cell in neutral["text"])
    rows = list(csv.reader(csv_text(neutral).splitlines(keepends=True) if "\r" not in "".join(cells) else []))
    assert not rows or rows[0] == ["text"]


def test_a_carriage_return_in_a_cell_splits_no_row(tmp_path: Path) -> None:
    frame = pd.DataFrame({"title": pd.Series(["a\rb", "c", None], dtype="string"), "number": [1, 2, 3]})
    again = read_table(write_table(frame, tmp_path / "t.csv"))
    assert again["title"].tolist()[:2] == ["a\rb", "c"]
    assert again["title"].isna().tolist() == [False, False, True]
    assert again["number"].tolist() == ["1", "2", "3"]


def test_a_table_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot read the table"):
        read_table(tmp_path / "none.csv")

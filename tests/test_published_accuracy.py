"""The published figures as a table, and as the report quotes them."""

from __future__ import annotations

import pandas as pd
import pytest

from framing.accuracy import published_accuracy
from framing.errors import ChoiceError
from framing.show.tables import accuracy_tables


class TestTable:
    def test_one_row_is_one_figure(self) -> None:
        table = published_accuracy()
        assert not table.duplicated(["detector", "data_set", "split", "measure", "figure"]).any()
        assert set(table.columns) >= {"means", "value", "low", "high", "n", "date", "version", "command"}

    def test_one_detector(self) -> None:
        assert set(published_accuracy("statements")["detector"]) == {"statements"}

    def test_an_unknown_detector_is_named_with_the_known_ones(self) -> None:
        with pytest.raises(ChoiceError, match=r"'luck'.*statements"):
            published_accuracy("luck")


ROW = {
    "detector": "cues", "data_set": "own", "split": "check", "measure": "cue", "means": "cues found",
    "date": "2026-01-02", "version": "1.0", "command": "python benchmarks/own.py", "n": 1200,
}  # fmt: skip


def rows(*figures: tuple[str, float, float, float]) -> pd.DataFrame:
    return pd.DataFrame([{**ROW, "figure": name, "value": v, "low": a, "high": b} for name, v, a, b in figures])


class TestInTheReport:
    def test_precision_recall_and_f1_in_one_row_with_the_interval_of_the_last(self) -> None:
        (table,) = accuracy_tables(rows(("p", 0.5, 0.4, 0.6), ("r", 0.25, 0.2, 0.3), ("f1", 1 / 3, 0.3, 0.4)))
        assert table.header == ("what is counted", "precision", "recall", "F1", "95 % interval (F1)", "of")
        assert table.rows == (("cues found", "50.0", "25.0", "33.3", "30.0 to 40.0", "1,200"),)

    def test_a_figure_of_another_kind(self) -> None:
        (table,) = accuracy_tables(rows(("share", 0.5, 0.4, 0.6)))
        assert table.header == ("what is counted", "share", "95 % interval (share)", "of")

    def test_it_says_on_what_it_was_measured_and_how_to_do_so_again(self) -> None:
        (table,) = accuracy_tables(rows(("f1", 0.5, 0.4, 0.6)))
        for part in ("own", "nothing was tuned on", "2026-01-02", "python benchmarks/own.py"):
            assert part in table.caption

    def test_a_table_for_each_detector(self) -> None:
        both = pd.concat([rows(("f1", 0.5, 0.4, 0.6)), rows(("f1", 0.5, 0.4, 0.6)).assign(detector="labels")])
        assert [table.caption.split(",")[0] for table in accuracy_tables(both)] == ["cues", "labels"]

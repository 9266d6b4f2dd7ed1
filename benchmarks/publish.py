"""The published figures, data/accuracy.csv: written by the benchmarks, never by hand.

The package carries the same file, so that reports can quote it where the repository is not at hand.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
ACCURACY = ROOT / "data" / "accuracy.csv"
IN_PACKAGE = ROOT / "framing" / "accuracy.csv"
COLUMNS = (
    "detector", "data_set", "split", "metric", "means", "value", "low", "high", "n", "date", "version", "command",
)  # fmt: skip
BASE_OF = {"p": "system", "r": "gold", "f1": "gold"}

Row = dict[str, str]


def metrics_of(measures: Sequence[str]) -> tuple[str, ...]:
    """The names of the figures that a benchmark with these measures publishes."""
    return tuple(f"{measure}.{figure}" for measure in measures for figure in BASE_OF)


def rows_of_scores(detector: str, scores: Mapping[str, Any], meta: Mapping[str, Any], command: str) -> list[Row]:
    """A row for precision, recall and F1 of each measure, with intervals.

    `meta` has framing, data_set, split and means: for each measure, in plain words, what is counted.
    """
    return [
        row_of(detector, f"{measure}.{figure}", {**values, "of": values[base]}, meta, command)
        for measure, values in scores.items()
        for figure, base in BASE_OF.items()
    ]


def row_of(detector: str, metric: str, values: Mapping[str, Any], meta: Mapping[str, Any], command: str) -> Row:
    """The row of one figure, such as ``cue.f1``; `values` has it as ``f1``, ``f1_95``, and ``of`` what it stands on."""
    measure, _, figure = metric.rpartition(".")
    low, high = values[f"{figure}_95"]
    return {
        "detector": detector,
        "data_set": meta["data_set"],
        "split": meta["split"],
        "metric": metric,
        "means": meta["means"][measure],
        "value": f"{values[figure]:.4f}",
        "low": f"{low:.4f}",
        "high": f"{high:.4f}",
        "n": str(values["of"]),
        "date": date.today().isoformat(),
        "version": meta["framing"],
        "command": command,
    }


def publish(rows: Sequence[Row], *, path: Path = ACCURACY) -> None:
    """Put rows in the file in place of all older ones of the same detectors, data sets and splits."""
    replaced = {_subject(row) for row in rows}
    kept = [row for row in read(path) if _subject(row) not in replaced] if path.exists() else []
    temporary = path.with_suffix(".new")
    with temporary.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted([*kept, *rows], key=_subject))
    temporary.replace(path)
    if path == ACCURACY:
        shutil.copyfile(path, IN_PACKAGE)


def read(path: Path = ACCURACY) -> list[Row]:
    """The rows as they stand in the file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _subject(row: Row) -> tuple[str, str, str]:
    return row["detector"], row["data_set"], row["split"]

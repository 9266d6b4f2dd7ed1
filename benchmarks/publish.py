"""The published figures, data/accuracy.csv: written by the benchmarks, never by hand."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

ACCURACY = Path(__file__).resolve().parents[1] / "data" / "accuracy.csv"
COLUMNS = (
    "detector", "data_set", "split", "metric", "value", "low", "high", "n", "date", "version", "command",
)  # fmt: skip
BASE_OF = {"p": "system", "r": "gold", "f1": "gold"}

Row = dict[str, str]


def metrics_of(measures: Sequence[str]) -> tuple[str, ...]:
    """The names of the figures that a benchmark with these measures publishes."""
    return tuple(f"{measure}.{figure}" for measure in measures for figure in BASE_OF)


def rows_of_scores(detector: str, scores: Mapping[str, Any], meta: Mapping[str, Any], command: str) -> list[Row]:
    """A row for precision, recall and F1 of each measure, with intervals; `meta` has framing, data_set and split."""
    return [
        {
            "detector": detector,
            "data_set": meta["data_set"],
            "split": meta["split"],
            "metric": f"{measure}.{figure}",
            "value": f"{values[figure]:.4f}",
            "low": f"{values[f'{figure}_95'][0]:.4f}",
            "high": f"{values[f'{figure}_95'][1]:.4f}",
            "n": str(values[base]),
            "date": date.today().isoformat(),
            "version": meta["framing"],
            "command": command,
        }
        for measure, values in scores.items()
        for figure, base in BASE_OF.items()
    ]


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


def read(path: Path = ACCURACY) -> list[Row]:
    """The rows as they stand in the file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _subject(row: Row) -> tuple[str, str, str]:
    return row["detector"], row["data_set"], row["split"]

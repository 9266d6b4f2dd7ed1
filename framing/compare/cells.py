"""Tables for people who open them in a spreadsheet."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from framing.cells import neutral_cells, plain_cells

__all__ = ["neutral_cells", "plain_cells", "write_cells"]


def write_cells(frame: pd.DataFrame, path: str | Path) -> Path:
    """Write the frame as CSV (RFC 4180, UTF-8 with the mark by which Excel knows it), formula cells neutralised.

    One line a row of the frame; ``path`` is written over. Raises StoreError when it cannot be written.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     pd.read_csv(write_cells(pd.DataFrame({"hit": ["=1+1"]}), f"{folder}/hits.csv"))["hit"].tolist()
    ["'=1+1"]
    """
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    neutral_cells(frame).to_csv(target, index=False, lineterminator="\r\n", encoding="utf-8-sig")
    return target

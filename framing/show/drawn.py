"""The numbers of a figure as they are drawn, read back from its marks: what a test can hold a figure to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLUMNS = ("kind", "line", "row", "x", "end")
DIGITS = 6
BAR_CORNERS = 5  # the last is the first again
NOT_POINTS = ("None", "", "|", None)


def drawn_numbers(ax: Axes) -> pd.DataFrame:
    """Every mark of an Axes that stands for a number; one row a mark, from top to bottom.

    Columns: ``kind`` (point, interval or bar), ``line`` (its place on the y axis), ``row`` (the tick label there,
    missing where there is none), ``x`` (where it stands or begins) and ``end`` (of an interval or bar; missing for a
    point), rounded to six digits.

    >>> from matplotlib.figure import Figure
    >>> ax = Figure().subplots()
    >>> _ = ax.barh(["Post", "Wire"], [0.25, 0.5])
    >>> drawn_numbers(ax)[["kind", "row", "x", "end"]].values.tolist()
    [['bar', 'Post', 0.0, 0.25], ['bar', 'Wire', 0.0, 0.5]]
    """
    ticks = list(zip(ax.get_yticks(), (label.get_text() for label in ax.get_yticklabels())))
    rows = []
    for kind, y, x, end in (*_points(ax), *_intervals(ax), *_bars(ax)):
        near = [" ".join(text.split()) for place, text in ticks if abs(place - y) < 0.5 and text]
        rows.append((kind, round(float(y), DIGITS), near[0] if near else None, round(float(x), DIGITS),
                     None if end is None else round(float(end), DIGITS)))  # fmt: skip
    frame = pd.DataFrame(rows, columns=list(COLUMNS)).astype({"row": "string", "end": "float64"})
    return frame.sort_values(["line", "kind", "x", "end"], kind="stable", ignore_index=True)


Drawn = Iterator[tuple[str, float, float, float | None]]


def _points(ax: Axes) -> Drawn:
    from matplotlib.collections import PathCollection

    for marks in ax.collections:
        if isinstance(marks, PathCollection):
            for x, y in np.asarray(marks.get_offsets(), dtype=float):
                yield "point", y, x, None
    for line in ax.lines:
        if line.get_marker() not in NOT_POINTS and line.get_linestyle() in ("None", "-"):
            for x, y in zip(np.atleast_1d(_floats(line.get_xdata())), np.atleast_1d(_floats(line.get_ydata()))):
                yield "point", y, x, None


def _intervals(ax: Axes) -> Drawn:
    from matplotlib.collections import LineCollection

    for marks in ax.collections:
        if isinstance(marks, LineCollection):
            for segment in marks.get_segments():
                (x, y), (end, last) = _floats(segment)
                if y == last:
                    yield "interval", y, x, end


def _bars(ax: Axes) -> Drawn:
    from matplotlib.collections import PolyCollection
    from matplotlib.patches import Rectangle

    bars = {id(patch) for bars in ax.containers for patch in bars}
    for patch in ax.patches:
        if isinstance(patch, Rectangle) and id(patch) in bars:
            x = patch.get_x()
            yield "bar", patch.get_y() + patch.get_height() / 2, x, x + patch.get_width()
    for marks in ax.collections:
        if isinstance(marks, PolyCollection):
            for corners in (_floats(path.vertices) for path in marks.get_paths()):
                low, high = corners.min(axis=0), corners.max(axis=0)
                if np.isin(corners, (low, high)).all() and len(corners) <= BAR_CORNERS:
                    yield "bar", (low[1] + high[1]) / 2, low[0], high[0]


def _floats(values: Any) -> np.ndarray:
    return np.asarray(values, dtype=float)

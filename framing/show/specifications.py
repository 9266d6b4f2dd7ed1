"""A specification curve as a plot: one line a specification, by the size of the difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from framing.errors import TableError
from framing.show.alt import alt_text
from framing.show.marks import (
    AXIS_HEIGHT,
    LEGEND_LINE_HEIGHT,
    axes_for,
    grid,
    is_narrow,
    legend_above,
    need_columns,
    x_label,
)
from framing.show.style import INK, SOFT_INK, house_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MADE_BY = "specification_curve"
COLUMNS = [
    "kind", "specification", "measure", "unit", "group_a", "group_b", "difference", "low", "high", "p",
]  # fmt: skip
AS_IT_IS = "as it is"
MARKS = {
    AS_IT_IS: ("#d55e00", "D"),
    "without one term": ("#0b3c5d", "s"),
    "without one event": ("#3d94cf", "o"),
    "other lexicon": ("#00695c", "^"),
}
SHARE = "share of "
ALPHA = 0.05
HOLLOW = f"hollow: the difference is not shown (p of {ALPHA} or more)"
# Inches: a line of the plot, at most; all lines together, about; a line's name.
LINE, ALL_LINES, NAME = 0.16, 9.5, 0.135
LONGEST_NAME = 34


def plot_specifications(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Every specification of a comparison with its interval, smallest difference on top.

    ``table`` comes from ``specification_curve`` of one comparison. A hollow mark is a specification in which the
    difference is not shown (p of 0.05 or more); the comparison as it is stands out. Where names of specifications
    would overlap, those come first that change the finding, then left-out terms. A specification that leaves nothing
    to compare has no line and is named below the plot. Raises TableError for a frame that is no specification curve.

    ``ax`` is where to draw; by default a new figure is made.

    >>> import pandas as pd
    >>> table = pd.DataFrame({"kind": ["as it is", "without one term"], "specification": ["as it is", "claim"],
    ...     "measure": "doubting cues", "unit": "share of statements", "group_a": "Post", "group_b": "Wire",
    ...     "difference": [0.2, 0.1], "low": [0.1, -0.1], "high": [0.3, 0.3], "p": [0.01, 0.4]})
    >>> ax = plot_specifications(table)
    >>> print(ax.get_xlabel())
    doubting cues: Post minus Wire (percentage points of statements)
    hollow: the difference is not shown (p of 0.05 or more)
    >>> ax.figure.clear()
    """
    need_columns(table, COLUMNS, MADE_BY)
    base = table[table["kind"] == AS_IT_IS]
    if len(base) != 1:
        raise TableError(f"data has {len(base)} rows {AS_IT_IS!r}, not one; give a frame made by {MADE_BY}")
    scale = 100.0 if str(base["unit"].iloc[0]).startswith(SHARE) else 1.0
    shown = table[table["difference"].notna()].sort_values("difference", kind="stable", ignore_index=True)
    line = min(LINE, ALL_LINES / max(len(shown), 1))
    kinds = [kind for kind in MARKS if kind in set(shown["kind"])]
    with house_style():
        legend = LEGEND_LINE_HEIGHT * (0.5 * len(kinds) if is_narrow(ax) else 1)
        ax = axes_for(ax, line * max(len(shown), 8) + AXIS_HEIGHT + legend)
        for kind in kinds:
            _draw(ax, shown[shown["kind"] == kind], kind, scale)
        ax.axvline(0, color=INK, linewidth=0.8, zorder=1)
        if base["difference"].notna().all():
            ax.axvline(scale * base["difference"].iloc[0], color=MARKS[AS_IT_IS][0], linewidth=0.8, alpha=0.5, zorder=1)
        _name_lines(ax, shown, NAME / line)
        x_label(ax, _label(base.iloc[0], table))
        legend_above(ax, [(kind, *MARKS[kind]) for kind in kinds], columns=1 if is_narrow(ax) else 4)
        grid(ax)
        ax.set_label(alt_text(table, "specifications"))
    return ax


def _draw(ax: Axes, rows: pd.DataFrame, kind: str, scale: float) -> None:
    """The specifications of one kind; ``rows`` keeps the number of each line as its index."""
    colour, marker = MARKS[kind]
    whole = kind == AS_IT_IS
    ax.hlines(rows.index, scale * rows["low"], scale * rows["high"], color=colour, linewidth=2.2 if whole else 1.2,
              alpha=0.9 if whole else 0.6, zorder=2)  # fmt: skip
    for end in ("low", "high"):
        ax.plot(scale * rows[end], rows.index, "|", color=colour, markersize=9 if whole else 4, zorder=2)
    for held in (True, False):
        own = rows[(rows["p"] < ALPHA) == held]
        ax.scatter(
            scale * own["difference"], own.index, s=46 if whole else 20, marker=marker, zorder=4 if whole else 3,
            facecolor=colour if held else "white", edgecolor=colour, linewidth=1.0,
        )  # fmt: skip


def _name_lines(ax: Axes, shown: pd.DataFrame, apart: float) -> None:
    """Write the names that fit, at least ``apart`` lines from each other, those that matter most first."""
    named: list[int] = []
    for number in _by_weight(shown):
        if all(abs(number - other) >= apart for other in named):
            named.append(number)
    named.sort()
    longest = LONGEST_NAME - 18 * is_narrow(ax)
    ax.set_yticks(named, [_short(shown["specification"].iloc[number], longest) for number in named])
    for number, label in zip(named, ax.get_yticklabels()):
        whole = shown["kind"].iloc[number] == AS_IT_IS
        label.set(fontsize=7.5, color=INK if whole else SOFT_INK, fontweight="bold" if whole else "normal")
    ax.set_ylim(len(shown) - 0.4, -0.6)
    ax.set_ylabel("")


def _by_weight(shown: pd.DataFrame) -> list[int]:
    """The lines, those that are to be named first at the head."""
    kind, p, difference = (shown[name].to_numpy() for name in ("kind", "p", "difference"))
    base = kind == AS_IT_IS
    held, side = (p[base] < ALPHA).any(), np.sign(difference[base]).sum()
    changed = ((p < ALPHA) != held) | (np.sign(difference) != side)
    ends = np.isin(np.arange(len(shown)), (0, len(shown) - 1))
    weights = 8 * base + 4 * changed + 2 * (kind != "without one event") + 1 * ends
    return [int(number) for number in np.argsort(-weights, kind="stable")]


def _short(name: object, most: int = LONGEST_NAME) -> str:
    text = str(name)
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _label(base: pd.Series, table: pd.DataFrame) -> str:
    unit = str(base["unit"])
    amount = f"percentage points of {unit.removeprefix(SHARE)}" if unit.startswith(SHARE) else unit
    text = f"{base['measure']}: {base['group_a']} minus {base['group_b']} ({amount})"
    if not (table["p"].dropna() < ALPHA).all():
        text += f"\n{HOLLOW}"
    lost = [_short(name) for name in table.loc[table["difference"].isna(), "specification"]]
    return text + (f"\nnothing left to compare without: {', '.join(lost)}" if lost else "")

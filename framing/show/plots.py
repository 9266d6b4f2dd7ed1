"""Five plots, each an axes-level function: a frame made by ``framing.compare`` in, matplotlib Axes out.

All draw the interval beside the value, keep groups without a hit, and give sample sizes in the labels. Pass ``ax`` to
draw into a figure of your own; without it a new figure with room for every row is made. A frame without rows gives
labelled axes that say so. All raise TableError for a frame of another kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from framing.compare.groups import choose
from framing.compare.shares import OTHER
from framing.errors import ChoiceError
from framing.show.marks import (
    AXIS_HEIGHT,
    LEGEND_LINE_HEIGHT,
    axes_for,
    counted,
    forest,
    grid,
    label_rows,
    legend_above,
    need_columns,
    need_group,
    nothing_drawn,
    percent_axis,
    wrap,
)  # fmt: skip
from framing.show.style import INK, SOFT_INK, VOICE_COLOURS, VOICE_NAMES, house_style
from framing.values import STANCES

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BLOCK_GAP = 1.0
BAR_HEIGHT = 0.3
NBSP = "\u00a0"
_OF_HITS = "share of hits (line below a bar: interval of the outlet's own voice)"


def plot_stances(
    data: pd.DataFrame, *, by: str = "outlet", stances: Sequence[str] | None = None, ax: Axes | None = None
) -> Axes:
    """Share of statements by the stance of their reporting cue, each with its interval; one colour a group.

    ``data`` comes from ``stance_shares``. By default every stance that occurs is drawn, save ``neutral``: it dwarfs
    the others, so its share stands beside the group's name. ``stances`` picks stances and their order.
    Raises ChoiceError for an unknown stance or ``by``.
    """
    need_group(data, by)
    need_columns(data, ["stance", "n_hits", "n_statements", "share", "low", "high"], "stance_shares")
    for stance in stances or ():
        choose("stances", stance, STANCES)
    occurring = set(data.loc[data["n_hits"] > 0, "stance"]) - {"neutral"}
    wanted = list(stances) if stances is not None else [name for name in STANCES if name in occurring] or ["neutral"]
    shown = pd.concat([data[data["stance"] == name] for name in wanted])
    names = {}
    for _, row in data[data["stance"] == "neutral"].iterrows():
        neutral = "" if pd.isna(row["share"]) or "neutral" in wanted else f", {row['share']:.0%} neutral"
        names[row[by]] = f"{wrap(row[by])}\n(n = {row['n_statements']:,}{neutral})"
    with house_style():
        ax = forest(shown, row="stance", group=by, value="share", names=names, ax=ax)
        percent_axis(ax, _of_statements(by))
        ax.set_xlim(left=0)
        grid(ax)
    return ax


def plot_rates(
    data: pd.DataFrame,
    *,
    by: str = "outlet",
    split: str | None = None,
    unit: str = "hits per 1,000 words",
    ax: Axes | None = None,
) -> Axes:
    """Rates of terms with their intervals; hollow points are zeros, whose interval ends at the exact bound.

    ``data`` comes from ``mention_rates``. With ``split`` (a column of it) there is one block a level, in the order of
    the data, and one colour a group; without, one row a group. ``unit`` labels the axis. Raises ChoiceError for
    ``by`` or ``split`` not in data.
    """
    need_group(data, by)
    need_columns(data, ["n_hits", "n_words", "rate", "low", "high"], "mention_rates")
    if split is not None:
        choose("split", split, list(data.columns))
    elif data[by].duplicated().any():
        raise ChoiceError(f"split=None, but data has several rows a {by}; name the column that splits them")
    with house_style():
        if split is None:
            sizes = [f"{wrap(row[by])}\n{counted(row['n_hits'], 'hit')} in {counted(row['n_words'], 'word')}"
                     for _, row in data.iterrows()]  # fmt: skip
            ax = forest(data.assign(**{by: sizes}), row=by, group=by, value="rate", ax=ax)
            for label, (_, row) in enumerate(data.iterrows()):
                _write_value(ax, row, label)
        else:
            words = data.groupby(by, sort=False)["n_words"].max()
            names = {str(name): f"{wrap(name)}\n(n = {counted(count, 'word')})" for name, count in words.items()}
            ax = forest(data, row=split, group=by, value="rate", names=names, ax=ax)
        ax.set_xlabel(unit)
        ax.set_xlim(0, 1.06 * ax.get_xlim()[1])
        grid(ax)
    return ax


def plot_actors(data: pd.DataFrame, *, by: str = "outlet", ax: Axes | None = None) -> Axes:
    """Who is reported: each actor's share of a group's statements, with its interval; one colour a group.

    ``data`` comes from ``actor_shares``. The row ``other`` is not drawn, for it dwarfs the actors with names; its
    share stands beside the group's name. Raises ChoiceError when ``by`` is no column of the data.
    """
    need_group(data, by)
    need_columns(data, ["actor", "n_hits", "n_statements", "share", "low", "high"], "actor_shares")
    shown = _occurring(data[data["actor"] != OTHER], by, "n_hits")
    names = {}
    for name, part in data.groupby(by, sort=False):
        rest = part.loc[part["actor"] == OTHER, "share"].fillna(0).sum()
        aside = f", {rest:.0%} others" if rest else ""
        names[str(name)] = f"{wrap(name)}\n(n = {part['n_statements'].max():,}{aside})"
    with house_style():
        ax = forest(shown, row="actor", group=by, value="share", names=names, ax=ax)
        percent_axis(ax, _of_statements(by))
        ax.set_xlim(left=0)
        grid(ax)
    return ax


def plot_positions(data: pd.DataFrame, *, by: str = "outlet", ax: Axes | None = None) -> Axes:
    """Where in the article each actor speaks: mean position with its interval; one colour a group.

    ``data`` comes from ``source_positions``. Where a group never reports an actor, the plot says "none".
    Raises ChoiceError when ``by`` is no column of it.
    """
    need_group(data, by)
    need_columns(data, ["actor", "n_statements", "position", "low", "high"], "source_positions")
    sizes = data.groupby(by, sort=False)["n_statements"].sum()
    names = {str(name): f"{wrap(name)}\n(n = {counted(count, 'statement')})" for name, count in sizes.items()}
    with house_style():
        ax = forest(_occurring(data, by, "n_statements"), row="actor", group=by, value="position", names=names, ax=ax)
        ax.set_xlim(-0.03, 1.03)
        ax.set_xticks([0, 0.25, 0.5, 0.75, 1], ["first word", "¼", "middle", "¾", "last word"])
        ax.set_xlabel("mean place of the statements in the article")
        grid(ax)
    return ax


def plot_label_voices(
    data: pd.DataFrame, *, by: str = "outlet", split: str | None = "term", top: int = 5, ax: Axes | None = None
) -> Axes:
    """In whose voice labels stand: one bar a group, shared out among the outlet's own voice and its sources'.

    ``data`` comes from ``label_voices``. One block a label, the ``top`` labels with most hits; the line below a bar is
    the interval of the outlet's own share, which is the bar's first part. ``split=None`` is for data without a label
    column.
    Raises ChoiceError for ``by`` or ``split`` not in data, or ``top`` below 1.
    """
    need_group(data, by)
    parts = {"outlet": "n_outlet", "scare_quoted": "n_scare_quoted", "direct": "n_direct", "indirect": "n_indirect"}
    need_columns(data, [*parts.values(), "n_hits", "share", "low", "high"], "label_voices")
    if split is not None:
        choose("split", split, list(data.columns))
    if top < 1:
        raise ChoiceError(f"top={top!r}: give the number of labels to draw, at least 1")
    blocks = _blocks(data, split, top)
    places, labels = [], []
    with house_style():
        rows = sum(len(block) for _, block in blocks)
        if not rows:
            ax = nothing_drawn(ax)
            percent_axis(ax, _OF_HITS)
            return ax
        ax = axes_for(ax, (rows + BLOCK_GAP * len(blocks)) * BAR_HEIGHT + AXIS_HEIGHT + LEGEND_LINE_HEIGHT)
        place = 0.0
        for title, block in blocks:
            if title:
                ax.text(0, place + 0.12, wrap(title, 60), va="center", fontweight="bold", color=INK)
                place += BLOCK_GAP
            for _, row in block.iterrows():
                _voice_bar(ax, row, place, parts)
                places.append(place)
                labels.append(f"{row[by]} {NBSP}n{NBSP}={NBSP}{row['n_hits']:,}")
                place += 1
        label_rows(ax, labels, at=places)
        ax.set_ylim(place - 0.4, -0.7)
        ax.set_xlim(0, 1)
        percent_axis(ax, _OF_HITS)
        legend_above(ax, [(VOICE_NAMES[name], VOICE_COLOURS[name], "s") for name in parts], columns=2)
    return ax


def _of_statements(by: str) -> str:
    return f"share of the {by}'s statements"


def _voice_bar(ax: Axes, row: pd.Series, place: float, parts: dict[str, str]) -> None:
    if not row["n_hits"]:
        ax.text(0.004, place, "no hits", va="center", color=SOFT_INK, fontsize=8)
        return
    left = 0.0
    for voice, column in parts.items():
        width = row[column] / row["n_hits"]
        ax.barh(
            place - 0.06, width, left=left, height=0.56, color=VOICE_COLOURS[voice], edgecolor="white", linewidth=0.5
        )
        left += width
    if pd.notna(row["low"]):
        ax.hlines(place + 0.34, row["low"], row["high"], color=VOICE_COLOURS["outlet"], linewidth=1.4)
        ax.plot(
            [row["share"]], [place + 0.34], marker="o", markersize=3.5, color=VOICE_COLOURS["outlet"], clip_on=False
        )


def _blocks(data: pd.DataFrame, split: str | None, top: int) -> list[tuple[str, pd.DataFrame]]:
    if split is None:
        return [("", data)]
    order = (
        data.groupby(split)["n_hits"].sum().rename("n").reset_index().sort_values(["n", split], ascending=[False, True])
    )
    return [(str(name), data[data[split] == name]) for name in order[split].head(top)]


def _occurring(data: pd.DataFrame, by: str, count: str) -> pd.DataFrame:
    totals = data.groupby("actor")[count].transform("sum")
    return data[totals > 0] if (totals > 0).any() else data


def _write_value(ax: Axes, row: pd.Series, place: int) -> None:
    if pd.isna(row["rate"]):
        return
    end = row["high"] if pd.notna(row["high"]) else row["rate"]
    ax.annotate(f"{row['rate']:.1f}", (end, place), xytext=(5, 0), textcoords="offset points", va="center", color=INK)

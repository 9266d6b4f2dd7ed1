"""How a group's share of a stance comes about: its articles one by one, their density, and the share of them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from framing.show.alt import alt_text
from framing.show.forest import LINE, layout_of, write_counts, write_names
from framing.show.marks import (
    AXIS_HEIGHT,
    axes_for,
    grid,
    is_narrow,
    need_columns,
    need_group,
    note_above,
    nothing_drawn,
    per_cent,
    x_label,
)  # fmt: skip
from framing.show.style import group_styles, house_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LEAST_ARTICLES = 20
STEPS = 401
BINS = 100
FAINT = 0.01
CIRCLE = 110.0
TICKS = (0, 0.01, 0.04, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1)
LABEL = "share of an article's statements (axis of square roots)"
# In lines: the height of the highest ridge of a stance, and where the articles stand below it. In LINEs: the height of
# a line with and without ridges.
RIDGE, BELOW = 0.78, 0.25
TALL, LOW = 2.4, 1.6
COLUMNS = [
    "stance", "doc_id", "n_statements", "share", "n_group_hits", "n_group", "n_articles", "group_share", "low", "high",
]  # fmt: skip


def plot_stance_ridges(data: pd.DataFrame, *, by: str = "outlet", ax: Axes | None = None) -> Axes:
    """Shares of a stance by article: a ridge and circles for articles, a mark with its interval for the group.

    ``data`` comes from ``stances_by_article``. The axis is of square roots, for shares crowd near zero. The area of a
    circle is the number of articles with about that share (see `circles`); the ridge is their density on that axis
    (Gaussian kernel, Scott's rule, mirrored at both ends). With fewer than 20 articles a density shows the kernel
    rather than the articles, so that none is drawn. Raises ChoiceError for ``by`` not in data.

    ``ax`` is where to draw; by default a new figure is made.

    >>> import pandas as pd
    >>> from framing import stances_by_article
    >>> articles = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["Post", "Post"]})
    >>> statements = pd.DataFrame({"doc_id": ["a", "a", "b"], "stance": ["doubting", "neutral", "neutral"]})
    >>> ax = plot_stance_ridges(stances_by_article(statements, articles, stances=["doubting"]))
    >>> ax.figure.clear()
    """
    need_group(data, by)
    need_columns(data, COLUMNS, "stances_by_article")
    whole = data.drop_duplicates(["stance", by]).reset_index(drop=True)
    with house_style():
        if whole.empty:
            ax = nothing_drawn(ax)
            x_label(ax, LABEL)
            ax.set_label(alt_text(whole, "ridges", by=by))
            return ax
        layout = layout_of(whole, "stance", by, narrow=is_narrow(ax))
        dense = bool((whole["n_articles"] >= LEAST_ARTICLES).any())
        ax = axes_for(ax, LINE * (TALL if dense else LOW) * (layout.bottom + 1) + AXIS_HEIGHT + 0.2)
        having = data[data["n_hits"] > 0].groupby(["stance", by]).size().to_dict()
        counts = [
            f"{row['n_group_hits']:,} of {row['n_group']:,} | "
            f"{having.get((row['stance'], row[by]), 0):,} of {row['n_articles']:,}"
            for _, row in whole.iterrows()
        ]
        whole = whole.assign(_place=layout.place, _counts=counts)
        _draw(ax, data, whole, by)
        write_names(ax, layout, 1.0)
        write_counts(ax, whole, ("_counts", "statements | articles"), "group_share")
        _root_axis(ax, float(max(data["share"].max(), whole["high"].max(), 0.04)))
        grid(ax)
        drawn = f"ridge: their density, from {LEAST_ARTICLES} articles on; " if dense else ""
        note_above(ax, f"Circles: articles by share, area: how many; {drawn}mark and line: the {by}, its interval")
        ax.set_label(alt_text(whole, "ridges", by=by))
    return ax


def _draw(ax: Axes, data: pd.DataFrame, whole: pd.DataFrame, by: str) -> None:
    colours, markers = group_styles(list(dict.fromkeys(whole[by])))
    shares = {
        number: data.loc[(data["stance"] == row["stance"]) & (data[by] == row[by]), "share"].dropna().to_numpy(float)
        for number, row in whole.iterrows()
    }
    steps = np.linspace(0, 1, STEPS)  # of the square root
    ridges = {number: density(np.sqrt(own), steps) for number, own in shares.items() if len(own) >= LEAST_ARTICLES}
    highest = {
        stance: max((float(ridges[number].max()) for number in own.index if number in ridges), default=1.0)
        for stance, own in whole.groupby("stance")
    }
    most = max((counts.max() for _, counts in map(circles, shares.values()) if len(counts)), default=1)
    for number, row in whole.iterrows():
        colour, place = colours[row[by]], row["_place"]
        if number in ridges:
            most_dense = highest[row["stance"]]
            some = ridges[number] > FAINT * most_dense
            across, top = steps[some] ** 2, place - RIDGE * ridges[number][some] / most_dense
            ax.fill_between(across, top, place, color=colour, alpha=0.16, linewidth=0, zorder=1)
            ax.plot(across, top, color=colour, linewidth=0.9, zorder=2)
        at, counts = circles(shares[number])
        ax.scatter(at, np.full(len(at), place + BELOW), s=CIRCLE * counts / most + 9, facecolor=colour, alpha=0.45,
                   edgecolor="none", zorder=2, clip_on=False)  # fmt: skip
        if pd.notna(row["low"]):
            ends = [row["low"], row["high"]]
            ax.hlines(place, ends[0], ends[1], color=colour, linewidth=1.5, zorder=3)
            ax.plot(ends, [place] * 2, "|", color=colour, markersize=8, markeredgewidth=1.1, zorder=3, clip_on=False)
        if pd.notna(row["group_share"]):
            face = "white" if row["group_share"] == 0 else colour
            ax.scatter([row["group_share"]], [place], s=24, marker=markers[row[by]], facecolor=face, edgecolor=colour,
                       linewidth=1.1, zorder=4, clip_on=False)  # fmt: skip


def _root_axis(ax: Axes, most: float) -> None:
    """An axis of square roots from 0 to beyond the largest share."""
    from matplotlib.ticker import FuncFormatter

    ax.set_xscale("function", functions=(_root, np.square))
    ax.set_xlim(0, min(1.0, 1.1 * most))
    shown = [share for share in TICKS if share <= min(1.0, 1.1 * most)]
    ax.set_xticks(shown[:: 2 if is_narrow(ax) and len(shown) > 5 else 1])
    ax.minorticks_off()
    ax.xaxis.set_major_formatter(FuncFormatter(per_cent))
    x_label(ax, LABEL)


def _root(shares: np.ndarray) -> np.ndarray:
    return np.asarray(np.sqrt(np.clip(shares, 0, None)), dtype=float)


def density(shares: np.ndarray, steps: np.ndarray) -> np.ndarray:
    """The density of shares at some steps from 0 to 1; zero everywhere but at one step when all are the same.

    >>> bool(np.isclose(np.trapezoid(density(np.array([0.0, 0.1, 0.2, 0.6]), np.linspace(0, 1, 201)), dx=0.005), 1))
    True
    """
    from scipy.stats import gaussian_kde

    if len(set(shares.tolist())) < 2:
        peak = np.zeros(len(steps))
        peak[int(np.abs(steps - shares[0]).argmin())] = (len(steps) - 1) / (steps[-1] - steps[0])
        return peak
    kernel = gaussian_kde(shares)
    return np.asarray(kernel(steps) + kernel(-steps) + kernel(2 - steps), dtype=float)


def circles(shares: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where circles stand and of how many articles each is: those within one per cent share one, at their mean.

    >>> circles(np.array([0.375, 0.0, 0.375]))
    (array([0.   , 0.375]), array([1, 2]))
    """
    binned = np.rint(shares * BINS).astype(int)
    counts = np.bincount(binned, minlength=1)
    known = np.flatnonzero(counts)
    return np.bincount(binned, weights=shares, minlength=1)[known] / counts[known], counts[known]

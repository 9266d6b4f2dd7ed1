"""Five plots, each an axes-level function: a frame made by ``framing.compare`` in, matplotlib Axes out.

All draw the interval beside the value, keep groups without a hit, name groups where they stand, and write the counts
at the right of each line. Pass ``ax`` to draw into a figure of your own; without it a new figure with room for every
row is made. A frame without rows gives labelled axes that say so. All raise TableError for a frame of another kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from framing.compare.groups import choose
from framing.compare.shares import OTHER
from framing.errors import ChoiceError
from framing.show.alt import alt_text
from framing.show.forest import SIZE, forest, layout_of, of_counts, write_counts, write_names
from framing.show.marks import (
    AXIS_HEIGHT,
    LETTER,
    axes_for,
    draw_bars,
    grid,
    is_narrow,
    legend_above,
    need_columns,
    need_group,
    note_above,
    nothing_drawn,
    percent_axis,
    width_of,
    x_label,
)  # fmt: skip
from framing.show.style import INK, SHORT_NAMES, SOFT_INK, VOICE_COLOURS, VOICE_NAMES, house_style
from framing.values import STANCES

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COUNTS = "_counts"
BAR_LINE = 0.235
# The part of a figure's width that bars have, at least; inches beside a count that is written in a part of a bar.
BAR_SHARE, BESIDE = 0.5, 0.05
HATCHES = {"scare_quoted": "////"}  # in grey print, told from quoted words by more than their shade
PARTS = {"outlet": "n_outlet", "scare_quoted": "n_scare_quoted", "direct": "n_direct", "indirect": "n_indirect"}
_OF_HITS = "share of hits (line below a bar: interval of the outlet's own voice)"


def plot_stances(
    data: pd.DataFrame, *, by: str = "outlet", stances: Sequence[str] | None = None, ax: Axes | None = None
) -> Axes:
    """Share of statements by the stance of their reporting cue, each with its interval; one block a stance.

    ``data`` comes from ``stance_shares``. By default every stance that occurs is drawn, save ``neutral``: it dwarfs
    the others, so its shares stand in a note above. ``stances`` picks stances and their order.
    Raises ChoiceError for an unknown stance or ``by``.

    ``ax`` is where to draw; by default a new figure is made.

    >>> import pandas as pd
    >>> from matplotlib.figure import Figure
    >>> from framing import stance_shares
    >>> articles = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["Post", "Wire"]})
    >>> statements = pd.DataFrame({"doc_id": ["a", "a", "b"], "stance": ["doubting", "neutral", "neutral"]})
    >>> ax = Figure().subplots()
    >>> plot_stances(stance_shares(statements, articles), ax=ax) is ax
    True
    """
    need_group(data, by)
    need_columns(data, ["stance", "n_hits", "n_statements", "share", "low", "high"], "stance_shares")
    for stance in stances or ():
        choose("stances", stance, STANCES)
    occurring = set(data.loc[data["n_hits"] > 0, "stance"]) - {"neutral"}
    wanted = list(stances) if stances is not None else [name for name in STANCES if name in occurring] or ["neutral"]
    shown = pd.concat([data[data["stance"] == name] for name in wanted])
    return _shares(shown, by, "stance", data[data["stance"] == "neutral"], "neutral cues", ax)


def plot_actors(data: pd.DataFrame, *, by: str = "outlet", ax: Axes | None = None) -> Axes:
    """Who is reported: each actor's share of a group's statements, with its interval; one block an actor.

    ``data`` comes from ``actor_shares``. The row ``other`` is not drawn, for it dwarfs the actors with names; its
    shares stand in a note above. Raises ChoiceError when ``by`` is no column of the data.

    ``ax`` is where to draw; by default a new figure is made.

    >>> import pandas as pd
    >>> from matplotlib.figure import Figure
    >>> from framing import actor_shares
    >>> articles = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["Post", "Wire"]})
    >>> statements = pd.DataFrame({"doc_id": ["a", "a", "b"], "actor": ["Ada Moss", "Ben Orr", "Ada Moss"],
    ...                            "actor_kind": "person", "position": [0.1, 0.4, 0.2]})
    >>> ax = Figure().subplots()
    >>> plot_actors(actor_shares(statements, articles), ax=ax) is ax
    True
    """
    need_group(data, by)
    need_columns(data, ["actor", "n_hits", "n_statements", "share", "low", "high"], "actor_shares")
    shown = _occurring(data[data["actor"] != OTHER], "n_hits")
    return _shares(shown, by, "actor", data[data["actor"] == OTHER], "all other actors", ax)


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
    the data, with one line a group; without, one line a group. ``unit`` labels the axis. Raises ChoiceError for
    ``by`` or ``split`` not in data.

    ``ax`` is where to draw; by default a new figure is made.

    >>> import pandas as pd
    >>> from matplotlib.figure import Figure
    >>> from framing import mention_rates
    >>> articles = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["Post", "Wire"]})
    >>> exposure = pd.DataFrame({"doc_id": ["a", "b"], "voice": "outlet", "n_words": [400, 600]})
    >>> mentions = pd.DataFrame({"doc_id": ["a"], "lexicon": "labels", "category": "militancy", "term": "militant",
    ...                          "voice": "outlet", "scare_quoted": False})
    >>> ax = Figure().subplots()
    >>> plot_rates(mention_rates(mentions, exposure, articles, split=None), ax=ax) is ax
    True
    """
    need_group(data, by)
    need_columns(data, ["n_hits", "n_words", "rate", "low", "high"], "mention_rates")
    if split is not None:
        choose("split", split, list(data.columns))
    elif data[by].duplicated().any():
        raise ChoiceError(f"split=None, but data has several rows a {by}; name the column that splits them")
    counts_of = of_counts(data["n_hits"], data["n_words"])
    rates = ["none" if pd.isna(rate) else f"{rate:.1f}" for rate in data["rate"]]
    shown = data.assign(**{COUNTS: [f"{rate} ({count})" for rate, count in zip(rates, counts_of)]})
    with house_style():
        counts = (COUNTS, "rate (hits of words)")
        ax = forest(shown, row=split or by, group=by, value="rate", counts=counts, ax=ax)
        x_label(ax, unit)
        ax.set_xlim(0, 1.04 * ax.get_xlim()[1])
        grid(ax)
        ax.set_label(alt_text(data, "rates", by=by))
    return ax


def plot_positions(data: pd.DataFrame, *, by: str = "outlet", ax: Axes | None = None) -> Axes:
    """Where in the article each actor speaks: mean position with its interval; one block an actor.

    ``data`` comes from ``source_positions``. Where a group never reports an actor, the plot says "none".
    Raises ChoiceError when ``by`` is no column of it.

    ``ax`` is where to draw; by default a new figure is made.

    >>> import pandas as pd
    >>> from matplotlib.figure import Figure
    >>> from framing import source_positions
    >>> articles = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["Post", "Wire"]})
    >>> statements = pd.DataFrame({"doc_id": ["a", "a", "b"], "actor": ["Ada Moss", "Ben Orr", "Ada Moss"],
    ...                            "actor_kind": "person", "position": [0.1, 0.4, 0.2]})
    >>> ax = Figure().subplots()
    >>> plot_positions(source_positions(statements, articles), ax=ax) is ax
    True
    """
    need_group(data, by)
    need_columns(data, ["actor", "n_statements", "position", "low", "high"], "source_positions")
    shown = _occurring(data, "n_statements")
    shown = shown.assign(**{COUNTS: shown["n_statements"].map("{:,}".format)})
    with house_style():
        ax = forest(shown, row="actor", group=by, value="position", counts=(COUNTS, "statements"), ax=ax)
        ax.set_xlim(-0.02, 1.02)
        names = ["first\nword", "", "middle", "", "last\nword"]
        ax.set_xticks([0, 0.25, 0.5, 0.75, 1], names if is_narrow(ax) else [names[0], "¼", names[2], "¾", names[4]])
        x_label(ax, "mean place of the statements in the article")
        grid(ax)
        ax.set_label(alt_text(shown, "positions", by=by))
    return ax


def plot_label_voices(
    data: pd.DataFrame, *, by: str = "outlet", split: str | None = "term", top: int = 5, ax: Axes | None = None
) -> Axes:
    """In whose voice labels stand: one bar a group, shared out among the outlet's own voice and its sources'.

    ``data`` comes from ``label_voices``. One block a label, the ``top`` labels with most hits; the number in a part is
    its hits, the line below a bar the interval of the outlet's own share, which is the bar's first part.
    ``split=None`` is for data without a label column. Raises ChoiceError for ``by`` or ``split`` not in data, or
    ``top`` below 1.

    ``ax`` is where to draw; by default a new figure is made.

    >>> import pandas as pd
    >>> from matplotlib.figure import Figure
    >>> from framing import label_voices
    >>> articles = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["Post", "Wire"]})
    >>> mentions = pd.DataFrame({"doc_id": ["a", "b"], "lexicon": "labels", "category": "militancy",
    ...     "term": "terrorist", "voice": ["direct", "outlet"], "scare_quoted": False})
    >>> ax = Figure().subplots()
    >>> plot_label_voices(label_voices(mentions, articles), ax=ax) is ax
    True
    """
    need_group(data, by)
    need_columns(data, [*PARTS.values(), "n_hits", "share", "low", "high"], "label_voices")
    if split is not None:
        choose("split", split, list(data.columns))
    if top < 1:
        raise ChoiceError(f"top={top!r}: give the number of labels to draw, at least 1")
    shown = _commonest(data, split, top)
    with house_style():
        if shown.empty:
            ax = nothing_drawn(ax)
            percent_axis(ax, _OF_HITS)
            ax.set_label(alt_text(shown, "label_voices", by=by))
            return ax
        layout = layout_of(shown, split or by, by, narrow=is_narrow(ax))
        legend_lines = 2 if is_narrow(ax) else 1
        ax = axes_for(ax, BAR_LINE * layout.deep * (layout.bottom + 1) + AXIS_HEIGHT + 0.22 * legend_lines)
        _voice_bars(ax, shown.assign(_place=layout.place))
        write_names(ax, layout, 1.0)
        texts = shown.assign(_place=layout.place, **{COUNTS: of_counts(shown["n_outlet"], shown["n_hits"])})
        write_counts(ax, texts, (COUNTS, "own voice"), "share")
        ax.set_xlim(0, 1)
        percent_axis(ax, _OF_HITS)
        names = SHORT_NAMES if is_narrow(ax) else VOICE_NAMES
        entries = [(names[name], VOICE_COLOURS[name], "s") for name in PARTS]
        legend_above(ax, entries, columns=4 // legend_lines)
        ax.set_label(alt_text(shown, "label_voices", by=by))
    return ax


def _voice_bars(ax: Axes, shown: pd.DataFrame) -> None:
    for place in shown.loc[shown["n_hits"] == 0, "_place"]:
        ax.annotate("no hits", (0, place), xytext=(3, 0), textcoords="offset points", va="center", color=SOFT_INK,
                    fontsize=SIZE - 1)  # fmt: skip
    bars = shown[shown["n_hits"] > 0]
    place, total = (bars[name].to_numpy(dtype=float) for name in ("_place", "n_hits"))
    left = np.zeros(len(bars))
    for voice, column in PARTS.items():
        width = bars[column].to_numpy(dtype=float) / total
        draw_bars(ax, place - 0.1, (left, left + width), height=0.54, facecolor=VOICE_COLOURS[voice], edgecolor="white",
                  linewidth=0.5, hatch=HATCHES.get(voice))  # fmt: skip
        ink = "white" if voice == "outlet" else INK
        behind = {"facecolor": "white", "edgecolor": "none", "pad": 1.0} if voice in HATCHES else None
        texts = bars[column].map("{:,}".format).astype(str)  # without rows, map leaves numbers
        for bar in np.flatnonzero(width * BAR_SHARE * width_of(ax) > LETTER * 7 * texts.str.len() + BESIDE):
            ax.text(left[bar] + width[bar] / 2, place[bar] - 0.1, texts.iloc[bar], ha="center", va="center_baseline",
                    fontsize=7, color=ink, bbox=behind)  # fmt: skip
        left = left + width
    known = bars[bars["low"].notna()]
    line, colour = known["_place"] + 0.36, VOICE_COLOURS["outlet"]
    ax.hlines(line, known["low"], known["high"], linewidth=1.3, color=colour)
    ax.plot([*known["low"], *known["high"]], [*line] * 2, "|", markersize=5, markeredgewidth=1.1, color=colour,
            clip_on=False)  # fmt: skip
    ax.plot(known["share"], line, "o", markersize=3.2, color=colour, clip_on=False)


def _commonest(data: pd.DataFrame, split: str | None, top: int) -> pd.DataFrame:
    """The rows of the labels with most hits, those first that have most."""
    if split is None or data.empty:
        return data
    totals = data.groupby(split)["n_hits"].sum().rename("n").reset_index()
    order = totals.sort_values(["n", split], ascending=[False, True])[split].head(top)
    rank = pd.Index(order).get_indexer(pd.Index(data[split]))
    known = np.flatnonzero(rank >= 0)
    return data.iloc[known[np.argsort(rank[known], kind="stable")]]


def _shares(shown: pd.DataFrame, by: str, row: str, aside: pd.DataFrame, what: str, ax: Axes | None) -> Axes:
    """Shares of a group's statements in blocks; what is not drawn of them is told in a note above."""
    shown = shown.assign(**{COUNTS: of_counts(shown["n_hits"], shown["n_statements"])})
    left = aside[aside["share"].fillna(0) > 0]
    with house_style():
        ax = forest(shown, row=row, group=by, value="share", counts=(COUNTS, "statements"), ax=ax)
        percent_axis(ax, f"share of the {by}'s statements")
        ax.set_xlim(left=0)
        grid(ax)
        if len(left) and aside[row].iloc[0] not in set(shown[row]):
            shares = ", ".join(f"{name} {share:.0%}" for name, share in zip(left[by], left["share"]))
            note_above(ax, f"Not drawn: {what} ({shares}).")
        ax.set_label(alt_text(shown, f"{row}s", by=by))
    return ax


def _occurring(data: pd.DataFrame, count: str) -> pd.DataFrame:
    totals = data.groupby("actor")[count].transform("sum")
    return data[totals > 0] if (totals > 0).any() else data

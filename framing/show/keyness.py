"""Keyness as a plot: what each group prefers and avoids against all others, as log-odds with intervals."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, Any

import pandas as pd

from framing.compare.groups import choose
from framing.errors import ChoiceError
from framing.show.alt import alt_text, key_column
from framing.show.forest import forest
from framing.show.marks import grid, need_columns, need_group, x_label
from framing.show.style import INK, house_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NUMBERS = ["n_hits", "n_group", "n_rest_hits", "n_rest", "log_odds", "low", "high", "z"]


def plot_keyness(
    data: pd.DataFrame, *, by: str = "outlet", group: str | None = None, top: int = 6, ax: Axes | None = None
) -> Axes:
    """The log-odds of terms or cues in each group against all others, with intervals; one block a group.

    ``data`` comes from ``keyness``. Of each group the ``top`` values with the largest ``z`` on either side are drawn,
    highest log-odds on top; at the right of a line stand the hits in the group and elsewhere.
    ``group`` draws one group only; of two groups one is drawn by itself, for the other is its mirror image. Raises
    ChoiceError for an unknown ``by`` or ``group``, or ``top`` below 1.

    ``ax`` is where to draw; by default a new figure is made.

    >>> import pandas as pd
    >>> from framing import keyness
    >>> articles = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["Post", "Wire"]})
    >>> hits = pd.DataFrame({"doc_id": ["a"] * 4 + ["b"] * 4, "term": ["rebel"] * 3 + ["army"] + ["army"] * 4})
    >>> ax = plot_keyness(keyness(hits, articles), group="Post")
    >>> ax.figure.clear()
    """
    need_group(data, by)
    need_columns(data, NUMBERS, "keyness")
    groups = list(dict.fromkeys(data[by].astype(str)))
    if group is not None:
        choose("group", group, groups)
    if top < 1:
        raise ChoiceError(f"top={top!r}: give the number of values to draw of each group, at least 1")
    wanted = [group] if group is not None else groups[:1] if len(groups) == 2 else groups
    key = key_column(data, by)
    parts = [_farthest(data[data[by] == name], top) for name in wanted]
    shown = pd.concat([data.iloc[:0], *parts])
    shown = shown.assign(_counts=[_counts(row) for row in shown.to_dict("records")])
    with house_style():
        ax = _blocks(shown, by, key, ax)
        rest = "all others" if len(wanted) > 1 or len(groups) != 2 else groups[1]
        who = f"the {by}" if len(wanted) > 1 else f"{wanted[0]}" if wanted else f"the {by}"
        x_label(ax, f"log-odds: {who} against {rest} (above 0: preferred)")
        ax.axvline(0, color=INK, linewidth=0.8, zorder=1)
        grid(ax)
        ax.set_label(alt_text(shown, "keyness", by=by))
    return ax


def _blocks(shown: pd.DataFrame, by: str, key: str, ax: Axes | None) -> Axes:
    """Blocks of groups; the marks of a group share its colour."""
    renamed = shown.assign(_key=shown[key].astype(str) if len(shown) else shown[key], _one="")
    counts = ("_counts", "here | elsewhere")
    if shown[by].nunique() == 1:
        return forest(renamed, row="_key", group="_one", value="log_odds", counts=counts, ax=ax)
    return forest(renamed, row=by, group="_key", value="log_odds", counts=counts, plain=True, ax=ax)


def _farthest(own: pd.DataFrame, top: int) -> pd.DataFrame:
    """The values with the largest z on either side, highest log-odds on top."""
    kept = own.assign(_away=own["z"].abs()).sort_values("_away", ascending=False, kind="stable").head(top)
    return kept.drop(columns="_away").sort_values("log_odds", ascending=False, kind="stable")


def _counts(row: dict[Hashable, Any]) -> str:
    here, group, there, rest = (int(row[name]) for name in NUMBERS[:4])
    return f"{here:,} of {group:,} | {there:,} of {rest:,}"

"""How actors are called, as a tree down the page, with a column of bars for each group."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from framing.compare.name_tree import ARROW
from framing.show.alt import alt_text
from framing.show.bar_grid import Frame, bar_grid
from framing.show.forest import NO_VALUE
from framing.show.marks import need_columns, need_group, nothing_drawn, shorten
from framing.show.style import group_styles, house_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLUMNS = ["path", "actor", "form", "modifier", "n_hits", "n_mentions", "share", "low", "high"]
LABEL = "share of the mentions of the actor, and their number"
LONGEST = 30


def plot_naming_tree(data: pd.DataFrame, *, by: str = "outlet", ax: Axes | None = None) -> Axes:
    """Actors, the forms they are called by, and the modifiers put before them; one column of bars a group.

    ``data`` comes from ``naming_tree``. A bar is the share of the group's mentions of the actor, its line the interval,
    the number the mentions; the row of an actor has all of them. All bars have one scale. The figure is as wide as
    its groups need: six take a page. Raises ChoiceError for ``by`` not in data.

    ``ax`` is where to draw; by default a new figure is made.

    >>> import pandas as pd
    >>> from framing import naming_tree
    >>> articles = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["Post", "Wire"]})
    >>> naming = pd.DataFrame({"doc_id": ["a", "a", "b"], "actor": "Ada Moss", "actor_kind": "person",
    ...     "form": ["bare name", "role", "role"], "modifiers": [None, "hardline", None]})
    >>> ax = plot_naming_tree(naming_tree(naming, articles))
    >>> ax.figure.clear()
    """
    need_group(data, by)
    need_columns(data, COLUMNS, "naming_tree")
    groups, paths = list(dict.fromkeys(data[by])), list(dict.fromkeys(data["path"]))
    with house_style():
        if not paths:
            ax = nothing_drawn(ax)
            ax.set_xlabel(LABEL)
            ax.set_label(alt_text(data, "naming_tree", by=by))
            return ax
        colours, _ = group_styles(groups)
        top = data["form"].isna()
        cells = data.assign(
            row=data["path"].map({path: number for number, path in enumerate(paths)}).astype(int),
            column=data[by].map({name: number for number, name in enumerate(groups)}).astype(int),
            text=[
                f"n = {count:,}" if first else f"{count:,}" if base else NO_VALUE
                for count, base, first in zip(data["n_hits"], data["n_mentions"], top)
            ],
            colour=data[by].map(colours),
        )
        roots = frozenset(int(row) for row in cells.loc[top, "row"])
        ax = bar_grid(cells, Frame(tree_labels(paths), groups, roots, LABEL), ax=ax)
        ax.set_label(alt_text(data[~top], "naming_tree", by=by))
    return ax


def tree_labels(paths: list[str]) -> list[str]:
    """The last part of each path, behind the branches of the tree.

    >>> tree_labels(["Moss", "Moss > role", "Moss > role > old", "Moss > title"])
    ['Moss', '├ role', '│ └ old', '└ title']
    """
    parts = [path.split(ARROW) for path in paths]
    labels = []
    for number, own in enumerate(parts):
        branches = []
        for depth in range(1, len(own)):
            later = [other for other in parts[number + 1 :] if other[:depth] == own[:depth] and len(other) > depth]
            more = any(other[depth] != own[depth] for other in later)
            last = depth == len(own) - 1
            branches.append(("├ " if more else "└ ") if last else ("│ " if more else "\u2003"))
        labels.append("".join(branches) + shorten(own[-1], LONGEST))
    return labels

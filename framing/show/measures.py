"""The headline measures as a plot: one block a measure, one point with its interval a group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from framing.compare.groups import choose
from framing.errors import ChoiceError
from framing.show.marks import counted, forest, grid, need_columns, percent_axis, wrap
from framing.show.style import house_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SHARE = "share of "


def plot_measures(data: pd.DataFrame, measures: Sequence[str], *, ax: Axes | None = None) -> Axes:
    """Some headline measures of each group, with their intervals; one colour a group.

    ``data`` comes from ``framing.compare.measures``; ``measures`` names those to draw, in order, all of one unit.
    Where they share their denominator, it stands beside the group's name. Raises ChoiceError for a measure that is
    not in data, for none at all, or for measures of different units.
    """
    need_columns(data, ["measure", "group", "denominator", "unit", "value", "low", "high"], "measures")
    for name in measures:
        choose("measures", name, sorted(data["measure"].unique()))
    if not measures:
        raise ChoiceError("measures=[]: name at least one measure to draw")
    shown = pd.concat([data[data["measure"] == name] for name in measures])
    units = list(dict.fromkeys(shown["unit"]))
    if len(units) > 1:
        raise ChoiceError(f"measures={list(measures)!r} have different units ({', '.join(units)}); draw one plot each")
    unit = units[0]
    with house_style():
        ax = forest(shown, row="measure", group="group", value="value", names=_names(shown, unit), ax=ax)
        if unit.startswith(SHARE):
            percent_axis(ax, unit)
        else:
            ax.set_xlabel(unit)
        ax.set_xlim(left=0)
        grid(ax)
    return ax


def _names(shown: pd.DataFrame, unit: str) -> dict[str, str]:
    noun = unit.removeprefix(SHARE) if unit.startswith(SHARE) else "words"
    singular = noun.removesuffix("s")
    names = {}
    for group, own in shown.groupby("group", sort=False)["denominator"]:
        size = f"\n(n = {counted(own.iloc[0], singular)})" if own.nunique() == 1 else ""
        names[str(group)] = wrap(group) + size
    return names

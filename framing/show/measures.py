"""The headline measures as a plot: one block a measure, one point with its interval a group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from framing.compare.groups import choose
from framing.errors import ChoiceError
from framing.show.alt import alt_text
from framing.show.forest import forest, of_counts
from framing.show.marks import grid, need_columns, percent_axis, x_label
from framing.show.style import house_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SHARE = "share of "


def plot_measures(data: pd.DataFrame, measures: Sequence[str], *, ax: Axes | None = None) -> Axes:
    """Some headline measures of each group, with their intervals; one block a measure.

    ``data`` comes from ``framing.compare.measures``; ``measures`` names those to draw, in order, all of one unit.
    Numerator and denominator stand at the right of each line. Raises ChoiceError for a measure that is
    not in data, for none at all, or for measures of different units.

    ``ax`` is where to draw; by default a new figure is made.

    >>> import pandas as pd
    >>> from matplotlib.figure import Figure
    >>> data = pd.DataFrame({"measure": "doubting cues", "group": ["Post", "Wire"], "numerator": [2, 0],
    ...     "denominator": 4, "unit": "share of statements", "n_articles": 2, "value": [0.5, 0.0], "low": [0.3, 0.0],
    ...     "high": [0.7, 0.5]})
    >>> ax = Figure().subplots()
    >>> plot_measures(data, ["doubting cues"], ax=ax) is ax
    True
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
    counts = of_counts(shown["numerator"], shown["denominator"])
    noun = unit.removeprefix(SHARE) if unit.startswith(SHARE) else "of words"
    with house_style():
        ax = forest(shown.assign(_counts=counts), row="measure", group="group", value="value", counts=("_counts", noun),
                    ax=ax)  # fmt: skip
        if unit.startswith(SHARE):
            percent_axis(ax, unit)
        else:
            x_label(ax, unit)
        ax.set_xlim(left=0)
        grid(ax)
        ax.set_label(alt_text(shown, "measures"))
    return ax

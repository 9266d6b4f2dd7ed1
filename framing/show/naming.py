"""Plots of how actors are called and of how events are told: frames of ``framing.compare`` in, Axes out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from framing.compare.agency import MEASURES
from framing.compare.groups import choose
from framing.compare.naming import SPLITS
from framing.errors import TableError
from framing.show.marks import counted, forest, grid, need_columns, need_group, percent_axis, wrap
from framing.show.style import SOFT_INK, house_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NUMBERS = ["n_hits", "share", "low", "high"]
EXPLAINED = {
    "passive": "passive\n(of clauses)",
    "agent deleted": "agent deleted\n(of events with a place for one)",
    "nominal": "noun: “the killing of”\n(of events of violence)",
    "intransitive": "“died”\n(of events of violence)",
}


def plot_naming(data: pd.DataFrame, *, by: str = "outlet", ax: Axes | None = None) -> Axes:
    """How an actor is called: the share of each form, wording or modifier, with its interval; one colour a group.

    ``data`` comes from ``naming_shares``; the mentions that the shares are of stand beside the group's name. Levels
    that nobody uses are left out. Raises ChoiceError when ``by`` is no column of the data.
    """
    need_group(data, by)
    need_columns(data, [*NUMBERS, "n_mentions"], "naming_shares")
    split = next((name for name in SPLITS if name in data.columns), None)
    if split is None:
        raise TableError(f"data lacks a column of {', '.join(SPLITS)}; give a frame made by naming_shares")
    used = data.groupby(split)["n_hits"].transform("sum") > 0
    shown = data[used] if used.any() else data
    sizes = data.groupby(by, sort=False)["n_mentions"].max()
    names = {str(name): f"{wrap(name)}\n(n = {counted(size, 'mention')})" for name, size in sizes.items()}
    with house_style():
        ax = forest(shown, row=split, group=by, value="share", names=names, ax=ax)
        percent_axis(ax, "share of the mentions" + ("" if split == "form" else ", pronouns left out"))
        ax.set_xlim(left=0)
        grid(ax)
        _write_counts(ax, shown, (split, by), "n_mentions")
    return ax


def plot_agency(
    data: pd.DataFrame, *, by: str = "outlet", measures: Sequence[str] | None = None, ax: Axes | None = None
) -> Axes:
    """How events are told: each measure's share with its interval, hits and base at the right; one colour a group.

    ``data`` comes from ``agency_rates``; ``measures`` picks measures and their order, by default those that occur.
    Raises ChoiceError for an unknown measure or ``by``.
    """
    need_group(data, by)
    need_columns(data, ["measure", *NUMBERS, "n_events"], "agency_rates")
    for measure in measures or ():
        choose("measures", measure, MEASURES)
    occurring = set(data.loc[data["n_events"] > 0, "measure"]) or set(data["measure"])
    wanted = list(measures) if measures is not None else [name for name in MEASURES if name in occurring]
    shown = pd.concat([data[data["measure"] == name] for name in wanted or MEASURES])
    shown = shown.assign(measure=shown["measure"].map(EXPLAINED))
    with house_style():
        ax = forest(shown, row="measure", group=by, value="share", names=_wrapped(shown, by), ax=ax)
        percent_axis(ax, "share of events with a patient")
        ax.set_xlim(left=0)
        grid(ax)
        _write_counts(ax, shown, ("measure", by), "n_events")
    return ax


def _wrapped(data: pd.DataFrame, by: str) -> dict[str, str]:
    return {str(name): wrap(name) for name in dict.fromkeys(data[by])}


def _write_counts(ax: Axes, data: pd.DataFrame, levels: tuple[str, str], base: str) -> None:
    """Write "hits of base" at the right of each interval's line, at the heights where ``forest`` draws them."""
    row, group = levels
    rows, groups = list(dict.fromkeys(data[row])), list(dict.fromkeys(data[group]))
    step = 0.78 / len(groups)
    for _, one in data.iterrows():
        height = rows.index(one[row]) + step * (groups.index(one[group]) - (len(groups) - 1) / 2)
        ax.annotate(
            f"{one['n_hits']:,} of {one[base]:,}", (1, height), xycoords=ax.get_yaxis_transform(), xytext=(6, 0),
            textcoords="offset points", va="center", color=SOFT_INK, fontsize=7, annotation_clip=False,
        )  # fmt: skip

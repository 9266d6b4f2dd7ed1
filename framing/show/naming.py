"""Plots of how actors are called and of how events are told: frames of ``framing.compare`` in, Axes out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from framing.compare.agency import MEASURES
from framing.compare.groups import choose
from framing.compare.naming import SPLITS
from framing.errors import TableError
from framing.show.alt import alt_text
from framing.show.forest import forest, of_counts
from framing.show.marks import grid, need_columns, need_group, percent_axis
from framing.show.style import house_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NUMBERS = ["n_hits", "share", "low", "high"]
EXPLAINED = {
    "passive": "passive (of clauses)",
    "agent deleted": "agent deleted (of events with a place for one)",
    "nominal": "noun: “the killing of” (of events of violence)",
    "intransitive": "“died” (of events of violence)",
}


def plot_naming(data: pd.DataFrame, *, by: str = "outlet", ax: Axes | None = None) -> Axes:
    """How an actor is called: the share of each form, wording or modifier, with its interval; one block a level.

    ``data`` comes from ``naming_shares``; the counts stand at the right of each line. Levels
    that nobody uses are left out. Raises ChoiceError when ``by`` is no column of the data.

    ``ax`` is where to draw; by default a new figure is made.

    >>> import pandas as pd
    >>> from matplotlib.figure import Figure
    >>> from framing import naming_shares
    >>> articles = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["Post", "Wire"]})
    >>> naming = pd.DataFrame({"doc_id": ["a", "b"], "actor": "Ada Moss", "actor_kind": "person",
    ...     "text": ["Moss", "Mayor Moss"], "form": ["bare name", "title"], "modifiers": None})
    >>> ax = Figure().subplots()
    >>> plot_naming(naming_shares(naming, articles), ax=ax) is ax
    True
    """
    need_group(data, by)
    need_columns(data, [*NUMBERS, "n_mentions"], "naming_shares")
    split = next((name for name in SPLITS if name in data.columns), None)
    if split is None:
        raise TableError(f"data lacks a column of {', '.join(SPLITS)}; give a frame made by naming_shares")
    used = data.groupby(split)["n_hits"].transform("sum") > 0
    shown = data[used] if used.any() else data
    shown = shown.assign(_counts=of_counts(shown["n_hits"], shown["n_mentions"]))
    with house_style():
        ax = forest(shown, row=split, group=by, value="share", counts=("_counts", "mentions"), ax=ax)
        percent_axis(ax, "share of the mentions" + ("" if split == "form" else ", pronouns left out"))
        ax.set_xlim(left=0)
        grid(ax)
        ax.set_label(alt_text(shown, "naming", by=by))
    return ax


def plot_agency(
    data: pd.DataFrame, *, by: str = "outlet", measures: Sequence[str] | None = None, ax: Axes | None = None
) -> Axes:
    """How events are told: each measure's share with its interval, hits and base at the right; one block a measure.

    ``data`` comes from ``agency_rates``; ``measures`` picks measures and their order, by default those that occur.
    Raises ChoiceError for an unknown measure or ``by``.

    ``ax`` is where to draw; by default a new figure is made.

    >>> import pandas as pd
    >>> from matplotlib.figure import Figure
    >>> from framing import agency_rates
    >>> articles = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["Post", "Wire"]})
    >>> agency = pd.DataFrame({"doc_id": ["a", "a", "b"], "patient": "Moss", "patient_actor": "Moss",
    ...     "construction": ["passive", "active", "active"], "passive": [True, False, False],
    ...     "agent_deleted": [True, False, False], "category": "killing"})
    >>> ax = Figure().subplots()
    >>> plot_agency(agency_rates(agency, articles, category="killing"), ax=ax) is ax
    True
    """
    need_group(data, by)
    need_columns(data, ["measure", *NUMBERS, "n_events"], "agency_rates")
    for measure in measures or ():
        choose("measures", measure, MEASURES)
    occurring = set(data.loc[data["n_events"] > 0, "measure"]) or set(data["measure"])
    wanted = list(measures) if measures is not None else [name for name in MEASURES if name in occurring]
    shown = pd.concat([data[data["measure"] == name] for name in wanted or MEASURES])
    counts = of_counts(shown["n_hits"], shown["n_events"])
    shown = shown.assign(measure=shown["measure"].map(EXPLAINED), _counts=counts)
    with house_style():
        ax = forest(shown, row="measure", group=by, value="share", counts=("_counts", "events"), ax=ax)
        percent_axis(ax, "share of events with a patient")
        ax.set_xlim(left=0)
        grid(ax)
        ax.set_label(alt_text(shown, "agency", by=by))
    return ax

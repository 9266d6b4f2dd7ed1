"""The report's section on single events: the same statement in every outlet, and what each leaves out."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from framing.compare.align import align_statements
from framing.compare.groups import Tables
from framing.compare.omission import omission_rates
from framing.compare.reporting import side_by_side
from framing.errors import TableError
from framing.show.side_by_side import reporting_html
from framing.show.tables import Table

EVENT = "event"
MOST_EVENTS, MOST_UTTERANCES = 10, 10


@dataclass(frozen=True)
class SharedEvent:
    """An event that several outlets report: its name, a line of counts, and its table."""

    name: str
    counts: str
    html: Markup


@dataclass(frozen=True)
class SideBySide:
    """The events shown, a line on those that are not, and what each outlet leaves out."""

    events: tuple[SharedEvent, ...]
    hidden: str
    omissions: Table


def shared_events(analysis: Tables, *, by: str = "outlet") -> SideBySide | None:
    """Events that at least two outlets report, those with most shared utterances first; None when there is none.

    None too when an event has more statements than can be aligned (see ``align_statements``).
    """
    if EVENT not in analysis.articles or by == EVENT or analysis.statements.empty:
        return None
    try:
        side = side_by_side(align_statements(analysis.statements, analysis.articles), analysis, by=by)
    except TableError:
        return None
    outlets = side.groupby(EVENT)[by].nunique()
    side = side[side[EVENT].isin(outlets.index[outlets >= 2])]
    if side.empty:
        return None
    told = side[side["reported"]].groupby([EVENT, "utterance"])["origin"].nunique()
    shared = (told >= 2).groupby(level=EVENT).agg(["sum", "size"])
    ranked = shared.sort_values("sum", ascending=False, kind="stable")
    events = tuple(
        SharedEvent(
            str(name),
            f"{row['sum']:,} of {row['size']:,} utterances reported by at least two",
            Markup(
                reporting_html(side[side[EVENT] == name], by=by, most=MOST_UTTERANCES, heading=False)
            ),  # every text in it is escaped there
        )
        for name, row in ranked.head(MOST_EVENTS).iterrows()
    )
    left = len(ranked) - len(events)
    hidden = f"{left:,} further events with fewer shared utterances are not shown." if left else ""
    return SideBySide(events, hidden, omission_table(omission_rates(side, by=by), by))


def omission_table(data: pd.DataFrame, by: str) -> Table:
    """The frame of ``omission_rates`` as a table of the report."""
    rows = [
        (
            str(row[by]), f"{row['n_omitted']:,}", f"{row['n_elsewhere']:,}", f"{row['n_events']:,}",
            "–" if pd.isna(row["share"]) else f"{100 * row['share']:.1f}",
            "–" if pd.isna(row["low"]) else f"{100 * row['low']:.1f} to {100 * row['high']:.1f}",
        )
        for row in data.to_dict("records")
    ]  # fmt: skip
    caption = (
        f"Utterances that at least one other {by} reports of the same events, and how many of them are left out; "
        "bootstrap over events. An utterance that was not recognised in other words counts as left out."
    )
    header = (by, "left out", "reported elsewhere", "events", "left out, %", "95 % interval")
    return Table(caption, header, tuple(rows), frozenset(range(1, len(header))))

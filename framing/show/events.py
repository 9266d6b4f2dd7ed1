"""The report's section on single events: the same statement in every outlet, and what each leaves out."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from framing.compare.align import align_statements
from framing.compare.groups import Groups, Tables
from framing.compare.omission import omission_rates
from framing.compare.reporting import (
    LEFT_OUT,
    NO_ARTICLE,
    SEPARATOR,
    cue_of,
    details_of,
    groups_of,
    side_by_side,
    stance_of,
)
from framing.errors import TableError
from framing.show.evidence import Count, Evidence
from framing.show.side_by_side import KEY, Row, blocks_of
from framing.show.tables import Table, interval_of

EVENT = "event"
MOST_EVENTS, MOST_UTTERANCES, MOST_HEADLINES = 10, 10, 3


@dataclass(frozen=True)
class Aligned:
    """The frame of ``side_by_side`` for events that several groups report; ``utterances`` of counted statements."""

    side: pd.DataFrame
    utterances: Mapping[str, str]


@dataclass(frozen=True)
class Cell:
    """How a group puts an utterance; ``cue`` opens its statements. ``state`` is reported, left-out or no-article."""

    state: str
    cue: Count
    lines: tuple[str, ...] = ()
    stance: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Utterance:
    """An utterance as a row: whose, in which words, and how each group puts it."""

    actor: str
    words: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class SharedEvent:
    """An event that several groups report: its own name, a line of counts, headlines by group, its utterances.

    ``hidden`` is the number of utterances that are not shown.
    """

    name: str
    headlines: tuple[tuple[str, str], ...]
    counts: str
    columns: tuple[str, ...]
    rows: tuple[Utterance, ...]
    hidden: int


@dataclass(frozen=True)
class SideBySide:
    """The events shown, a key to their cells, a line on events not shown, and what each outlet leaves out."""

    events: tuple[SharedEvent, ...]
    key: str
    hidden: str
    omissions: Table


def aligned_events(analysis: Tables, *, by: str = "outlet") -> Aligned | None:
    """What groups report of the same events; None when no event has two of them.

    None too when an event has more statements than can be aligned (see ``align_statements``).
    """
    if EVENT not in analysis.articles or by == EVENT or analysis.statements.empty:
        return None
    try:
        found = align_statements(analysis.statements, analysis.articles)
        side = side_by_side(found, analysis, by=by)
    except TableError:
        return None
    outlets = side.groupby(EVENT)[by].nunique()
    side = side[side[EVENT].isin(outlets.index[outlets >= 2])]
    return None if side.empty else Aligned(side, _counted(found, groups_of(Groups.of(analysis.articles, by))))


def shared_events(aligned: Aligned, articles: pd.DataFrame, evidence: Evidence, *, by: str = "outlet") -> SideBySide:
    """The events with most shared utterances first, and what each group leaves out of them all."""
    side = aligned.side
    told = side[side["reported"]].groupby([EVENT, "utterance"])["origin"].nunique()
    shared = (told >= 2).groupby(level=EVENT).agg(["sum", "size"])
    ranked = shared.sort_values("sum", ascending=False, kind="stable")
    events = []
    for name, row in ranked.head(MOST_EVENTS).iterrows():
        columns, (block,) = blocks_of(side[side[EVENT] == name], by, EVENT, MOST_UTTERANCES)
        counts = f"{row['sum']:,} of {row['size']:,} utterances reported by at least two"
        rows = tuple(_utterance(one, columns, evidence) for one in block.rows)
        headlines = _headlines(articles[articles[EVENT] == name], columns, by)
        events.append(SharedEvent(event_name(name), headlines, counts, tuple(columns), rows, block.hidden))
    left = len(ranked) - len(events)
    hidden = f"{left:,} further events with fewer shared utterances are not shown." if left else ""
    _add_utterances(evidence, side, by)
    return SideBySide(tuple(events), KEY, hidden, omission_table(omission_rates(side, by=by), by, evidence))


def event_name(event: object) -> str:
    """An event's own name as words: files and columns often write it with dashes or underscores.

    >>> event_name("harbour-protest_2024")
    'harbour protest 2024'
    """
    name = str(event)
    return name if " " in name else name.replace("-", " ").replace("_", " ").strip() or name


def omission_table(data: pd.DataFrame, by: str, evidence: Evidence) -> Table:
    """The frame of ``omission_rates`` as a table of the report."""
    rows = [
        (
            str(row[by]),
            evidence.count(row["n_omitted"], "utterances", omitted=str(row[by])),
            evidence.count(row["n_elsewhere"], "utterances", elsewhere=str(row[by])),
            f"{row['n_events']:,}",
            *interval_of(row, "share", 100),
        )
        for row in data.to_dict("records")
    ]
    caption = (
        f"Utterances that at least one other {by} reports of the same events, and how many of them are left out; "
        "bootstrap over events. An utterance that was not recognised in other words counts as left out."
    )
    header = (by, "left out", "reported elsewhere", "events", "left out, %", "95 % interval")
    return Table(caption, header, tuple(rows), frozenset(range(1, len(header))))


def _headlines(articles: pd.DataFrame, columns: list[str], by: str) -> tuple[tuple[str, str], ...]:
    """Each group's headlines of an event: all, for the first of one group would stand for how others tell it."""
    titled = articles.dropna(subset=["title"])
    told = {name: list(dict.fromkeys(own["title"].astype(str))) for name, own in titled.groupby(titled[by].astype(str))}
    return tuple((name, _some([f"“{title}”" for title in told[name]])) for name in columns if name in told)


def _some(titles: list[str]) -> str:
    more = len(titles) - MOST_HEADLINES
    return ", ".join(titles[:MOST_HEADLINES]) + (f" and {more:,} more" if more > 0 else "")


def _counted(found: pd.DataFrame, group_of: Mapping[str, str]) -> dict[str, str]:
    """The utterance of each statement that ``side_by_side`` counts: no copy where the group has its own."""
    rows = found.assign(group=found["doc_id"].map(group_of), copied=found["copy_of"].notna()).dropna(subset=["group"])
    kept = rows["copied"] == rows.groupby(["utterance", "group"])["copied"].transform("min")
    return dict(zip(rows.loc[kept, "statement_id"], rows.loc[kept, "utterance"].astype(str)))


def _utterance(row: Row, columns: list[str], evidence: Evidence) -> Utterance:
    return Utterance(row.actor, row.words, tuple(_cell(cell, name, evidence) for name, cell in zip(columns, row.cells)))


def _cell(cell: dict[Hashable, Any] | None, group: str, evidence: Evidence) -> Cell:
    if cell is None:
        return Cell("no-article", Count(NO_ARTICLE))
    if not cell["reported"]:
        return Cell("left-out", Count(LEFT_OUT))
    query = evidence.count(cell["n_statements"], "statements", group=group, utterance=str(cell["utterance"])).rows
    lines = (f"{stance_of(cell)}{SEPARATOR}{cell['kind']}", *details_of(cell))
    return Cell("reported", Count(cue_of(cell), query), lines, str(cell["stance"]), str(cell["kind"]))


def _add_utterances(evidence: Evidence, side: pd.DataFrame, by: str) -> None:
    """One row an utterance, shown by a statement: the groups that leave it out, and those whose others report it."""
    parts: dict[tuple[str, str], list[dict[Hashable, Any]]] = {}
    for row in side.to_dict("records"):
        parts.setdefault((row[EVENT], row["utterance"]), []).append(row)
    firsts = [next(row for row in part if row["reported"]) for part in parts.values()]
    origins = [{row["origin"] for row in part if row["reported"]} for part in parts.values()]
    others = [[row for row in part if known - {row[by]}] for part, known in zip(parts.values(), origins)]
    evidence.add(
        "utterances",
        [str(row["doc_id"]) for row in firsts],
        [evidence.passages.spot_of(str(row["statement_id"])) for row in firsts],
        actor=[row["actor"] for row in firsts],
        omitted=[[str(row[by]) for row in part if not row["reported"]] for part in others],
        elsewhere=[[str(row[by]) for row in part] for part in others],
    )

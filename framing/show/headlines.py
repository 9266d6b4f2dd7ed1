"""The report's tables of headline measures: how high each is in a group, and how groups differ on the same events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from framing.compare.groups import Groups, Tables
from framing.compare.overview import Measure, headline_measures
from framing.compare.pairs import events_of
from framing.compare.shares import UNNAMED
from framing.show.evidence import Count, Evidence
from framing.show.tables import Cell, Fraction, Table, interval_of
from framing.values import STANCES

LISTED = 100


@dataclass(frozen=True)
class Counted:
    """The rows that a headline measure counts: a table, what its hits have, and what the others of its base have."""

    table: str
    hits: dict[str, Any]
    base: dict[str, Any] | None


def counted_by(measure: str, lexicons: Iterable[str]) -> Counted | None:
    """Which rows a headline measure (see ``framing.compare.measures``) counts; None when it counts words.

    >>> counted_by("doubting cues", [])
    Counted(table='statements', hits={'stance': 'doubting'}, base={})
    """
    known: dict[str, Counted] = {
        "reported statements": Counted("statements", {}, None),
        "unnamed sources": Counted("statements", {"speaker": UNNAMED}, {}),
        **{f"{kind} statements": Counted("statements", {"voice": kind}, {}) for kind in ("direct", "mixed")},
        **{f"{stance} cues": Counted("statements", {"stance": stance}, {}) for stance in STANCES},
    }
    for name in lexicons:
        own, marked = {"lexicon": name, "voice": "outlet"}, {"lexicon": name, "voice": "scare_quoted"}
        known[f"{name}, outlet voice"] = Counted("mentions", {**own}, None)
        known[f"{name} in the outlet's voice"] = Counted("mentions", {**own}, {"lexicon": name})
        known[f"{name} in scare quotes"] = Counted("mentions", {**marked}, {"lexicon": name})
    return known.get(measure)


def fraction(counts: tuple[Any, Any], counted: Counted | None, evidence: Evidence, **conditions: Any) -> Fraction:
    """Numerator and denominator of a headline measure, each with the query for what it counts."""
    top, base = counts
    if counted is None:
        return Fraction(Count(f"{top:,}"), Count(f"{base:,}"))
    hits = evidence.count(top, counted.table, **{**counted.hits, **conditions})
    if counted.base is None:
        return Fraction(hits, Count(f"{base:,}"))
    return Fraction(hits, evidence.count(base, counted.table, **{**counted.base, **conditions}))


def overview_table(data: pd.DataFrame, lexicons: Iterable[str], evidence: Evidence) -> Table:
    """Measures down, groups across; in each cell the value, its interval and its fraction."""
    names, lexicons = list(dict.fromkeys(data["group"])), list(lexicons)
    rows, silent = [], []
    for measure, part in data.groupby("measure", sort=False):
        if not part["numerator"].sum():
            silent.append(str(measure))
            continue
        cells = part.set_index("group")
        share = str(part["unit"].iloc[0]).startswith("share")
        title = (str(measure), str(part["unit"].iloc[0]))
        counted = counted_by(str(measure), lexicons)
        rows.append((title, *(_cell(cells.loc[name], counted, evidence, share=share) for name in names)))
    caption = "Value [95 % interval over articles], numerator / denominator."
    if silent:
        caption += f" Zero for every group and not listed: {'; '.join(silent)}."
    return Table(caption, ("measure", *names), tuple(rows), frozenset(range(1, len(names) + 1)))


def difference_table(data: pd.DataFrame, analysis: Tables, groups: Groups, evidence: Evidence) -> Table:
    """Within-event differences, the least p first, with their reading and what was counted on the shared events."""
    measures = {one.name: one for one in headline_measures(groups, *_counted_tables(analysis))}
    lexicons = sorted(set(analysis.mentions["lexicon"]))
    events = events_of(analysis.articles, groups, "event")
    ordered = data[data["n_events"] >= 2].sort_values(["p_holm", "p"], kind="stable")
    ordered = ordered[(ordered["value_a"] != 0) | (ordered["value_b"] != 0)]
    rows = []
    for row in ordered.head(LISTED).to_dict("records"):
        pair = (str(row["group_a"]), str(row["group_b"]))
        shared = _shared(measures[row["measure"]], groups, events, pair)
        counted = counted_by(row["measure"], lexicons)
        fractions = (
            fraction(
                (row[f"numerator_{side}"], row[f"denominator_{side}"]), counted, evidence, group=name, event=shared
            )
            for side, name in zip("ab", pair)
        )
        lines: list[tuple[Cell, ...]] = [(name, part) for name, part in zip(pair, fractions)]
        numbers = (_effect(row["effect_size"]), *(_p(row[name]) for name in ("p", "p_holm", "p_bh")))
        rows.append((row["reading"], *lines, f"{row['n_events']:,}", *numbers))
    caption = (
        "Mean difference within the same event; counts are those of the events that both report. Effect: the "
        "difference over its standard deviation between events; sign-flip permutation over events; Holm's and "
        "Benjamini and Hochberg's correction over all comparisons."
    )
    if len(ordered) > LISTED:
        caption += f" Of {len(ordered):,} the first {LISTED} are listed; `framing compare DIR --pair event` has all."
    header = ("reading", "first", "second", "events", "effect", "p", "p (Holm)", "p (BH)")
    return Table(caption, header, tuple(rows), frozenset(range(1, len(header))))


def _counted_tables(analysis: Tables) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    return analysis.statements, analysis.mentions, analysis.exposure


def _shared(measure: Measure, groups: Groups, events: pd.Series, pair: tuple[str, str]) -> tuple[str, ...]:
    """The events in which both groups have something to divide by."""
    base = pd.DataFrame(
        {
            "event": events.to_numpy(),
            "group": [groups.names[code] for code in groups.codes],
            "base": measure.denominators.to_numpy()[:, 0],
        }
    )
    sums = base.dropna(subset=["event"]).groupby(["event", "group"])["base"].sum().unstack()
    return tuple(sums.index[(sums[list(pair)] > 0).all(axis=1)])


def _cell(row: pd.Series, counted: Counted | None, evidence: Evidence, *, share: bool) -> tuple[Cell, ...]:
    value, interval = interval_of(row, "value", 100 if share else 1)
    sign = " %" if share and value != "–" else ""
    group = str(row.name)
    return (
        f"{value}{sign}",
        f"[{interval}]",
        fraction((row["numerator"], row["denominator"]), counted, evidence, group=group),
    )


def _effect(value: Any) -> str:
    return "–" if pd.isna(value) else f"{float(value):+.2f}"


def _p(value: Any) -> str:
    if pd.isna(value):
        return "–"
    return "< 0.001" if float(value) < 0.001 else f"{float(value):.3f}"

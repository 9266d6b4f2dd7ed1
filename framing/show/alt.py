"""Alternative text of figures, made from the table that is shown: what is plotted, of how many, and the main reading.

The reading is the widest gap between two groups, said in numbers with their intervals. Nothing is judged: whether
intervals overlap is arithmetic, and a difference that holds is for ``paired_differences`` to tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from framing.compare.groups import choose
from framing.compare.shares import OTHER
from framing.errors import TableError
from framing.show.marks import counted

MOST_GROUPS = 8


@dataclass(frozen=True)
class Points:
    """How to read a table of values with intervals: their columns, and what they are of."""

    what: str
    value: str = "share"
    row: str | None = None
    hits: str | None = "n_hits"
    base: str = "n_statements"
    noun: str = "statement"
    digits: int | None = None


SPLITS = ("category", "term", "referent", "lexicon", "form", "text", "modifiers")
POINTS: Mapping[str, Points] = {
    "stances": Points("share of statements by the stance of their reporting cue", row="stance"),
    "actors": Points("share of statements by who makes them", row="actor"),
    "positions": Points("mean place of each actor's statements in the article, from 0 (first word) to 1 (last)",
                        "position", "actor", None, digits=2),
    "rates": Points("hits per 1,000 words", "rate", None, base="n_words", noun="word", digits=1),
    "label_voices": Points("in whose voice labels stand: share in the outlet's own voice", hits="n_outlet",
                           base="n_hits", noun="hit"),
    "naming": Points("how an actor is called: share of mentions", base="n_mentions", noun="mention"),
    "agency": Points("how events are told: share of events", row="measure", base="n_events", noun="event"),
    "measures": Points("headline measures", "value", "measure", "numerator", "denominator", "unit", digits=3),
    "label_choices": Points("which of the rival labels is chosen: share of the labels of the set", row="term",
                            base="n_set", noun="label"),
    "ridges": Points("share of statements with a stance, one dot an article, and the share of all articles",
                     "group_share", "stance", "n_group_hits", "n_group", "statement"),
    "naming_tree": Points("how actors are called: share of an actor's mentions", row="path", base="n_mentions",
                          noun="mention"),
}  # fmt: skip
KINDS = (*POINTS, "keyness", "specifications", "side_by_side")


def alt_text(data: pd.DataFrame, kind: str, *, by: str = "outlet") -> str:
    """Alternative text for a figure of a table: what is plotted, its sizes, and the widest gap between groups.

    ``kind`` names the plot: ``stances``, ``actors``, ``positions``, ``rates``, ``label_voices``, ``label_choices``,
    ``naming``, ``naming_tree``, ``agency``, ``measures``, ``ridges``, ``keyness``, ``specifications`` or
    ``side_by_side``; ``data`` is the table that its plot takes. Every plot gives its Axes this text, which
    ``save_figure`` writes into the files. Raises ChoiceError for another kind, TableError for a table of another kind.

    ``by`` is the column that names the groups.

    >>> shares = pd.DataFrame({"outlet": ["Post", "Wire"], "stance": "doubting", "n_hits": [9, 0],
    ...     "n_statements": [30, 20], "share": [0.3, 0.0], "low": [0.2, 0.0], "high": [0.4, 0.14]})
    >>> alt_text(shares, "stances").splitlines()[0]  # doctest: +ELLIPSIS
    'Points with intervals: share of statements by the stance of their reporting cue, by outlet. Post (30 statements)...
    """
    choose("kind", kind, KINDS)
    try:
        if kind == "keyness":
            return " ".join(_keyness(data, by))
        if kind == "specifications":
            return " ".join(_specifications(data))
        if kind == "side_by_side":
            return " ".join(_side_by_side(data, by))
        return " ".join(_points(data, kind, POINTS[kind], "group" if kind == "measures" else by))
    except KeyError as error:
        raise TableError(f"data lacks the column {error}, which a figure of the kind {kind!r} has") from error


def _points(data: pd.DataFrame, kind: str, how: Points, by: str) -> Iterator[str]:
    row = how.row or next((name for name in SPLITS if name in data.columns and name != by), None)
    form = "Bars" if kind == "label_voices" else "Points with intervals"
    yield f"{form}: {how.what}, by {by}."
    if data.empty:
        yield "No hits."
        return
    yield f"{_sizes(data, how, by)}."
    silent = _silent(data, how, by)
    if silent:
        yield f"No hits at all: {', '.join(silent)}."
    gap = _widest(data[data[row] != OTHER] if row else data, how, row)
    if gap is None:
        return
    low, high = gap
    level = f" at {row.replace('_', ' ')} “{high[row]}”" if row else ""
    held = ""
    if pd.notna(low["high"]) and pd.notna(high["low"]):
        held = f" The two intervals {'do not ' if low['high'] < high['low'] else ''}overlap."
    if low[by] == high[by]:
        yield f"Highest{level}: {_told(high, how, by)}."
    else:
        yield f"Widest gap between two{level}: {_told(low, how, by)}, and {_told(high, how, by)}.{held}"


def _sizes(data: pd.DataFrame, how: Points, by: str) -> str:
    """The groups with their sizes, where they have one size in all rows."""
    groups = data.groupby(by, sort=False)[how.base]
    sizes = {name: (int(own.iloc[0]) if own.nunique() == 1 else None) for name, own in groups}
    noun = how.noun
    if noun == "unit":
        noun = str(data["unit"].iloc[0]).removeprefix("share of ").removesuffix("s")
    listed = [f"{name!s} ({counted(size, noun)})" if size is not None and not noun.startswith("per ") else str(name)
              for name, size in sizes.items()]  # fmt: skip
    more = len(listed) - MOST_GROUPS
    return "; ".join(listed[:MOST_GROUPS]) + (f"; and {more} more" if more > 0 else "")


def _silent(data: pd.DataFrame, how: Points, by: str) -> list[str]:
    if how.hits is None:
        return []
    totals = data.groupby(by, sort=False)[how.hits].sum()
    return [str(name) for name in totals.index[totals == 0]]


def _widest(data: pd.DataFrame, how: Points, row: str | None) -> tuple[dict[Any, Any], dict[Any, Any]] | None:
    """The rows of lowest and highest value, at the level where they are farthest apart."""
    known = data[data[how.value].notna()]
    if known.empty:
        return None
    known = known[known["low"].notna()] if known["low"].notna().any() else known
    blocks = [known] if row is None else [part for _, part in known.groupby(row, sort=False)]
    spans = [float(part[how.value].max() - part[how.value].min()) for part in blocks]
    part = blocks[spans.index(max(spans))].sort_values(how.value, kind="stable")
    return part.iloc[0].to_dict(), part.iloc[-1].to_dict()


def _told(row: dict[Any, Any], how: Points, by: str) -> str:
    """A group's value with its counts and interval, such as "Post 30% (9 of 30; interval 20% to 40%)"."""
    share = how.digits is None or str(row.get("unit", "")).startswith("share")
    numbers = [_number(row[name], share, how.digits) for name in (how.value, "low", "high")]
    counts = [] if how.hits is None else [f"{int(row[how.hits]):,} of {int(row[how.base]):,}"]
    if how.hits is None:
        counts = [counted(row[how.base], how.noun)]
    interval = [] if pd.isna(row["low"]) else [f"interval {numbers[1]} to {numbers[2]}"]
    return f"{row[by]} {numbers[0]} ({'; '.join([*counts, *interval])})"


def _number(value: Any, share: bool, digits: int | None) -> str:
    if share:
        return f"{100 * float(value):.0f}%"
    return f"{float(value):.3g}" if digits == 3 else f"{float(value):.{digits or 0}f}"


def _keyness(data: pd.DataFrame, by: str) -> Iterator[str]:
    key = key_column(data, by)
    yield f"Points with intervals: log-odds of each {key.replace('_', ' ')} in a group against all others, by {by}."
    for name, own in data.groupby(by, sort=False):
        best = own.sort_values("log_odds", ascending=False).iloc[0]
        bounds = "" if pd.isna(best["low"]) else f", interval {best['low']:.2f} to {best['high']:.2f}"
        yield (
            f"{name} ({int(best['n_group']):,} hits): highest “{best[key]}” at {best['log_odds']:.2f}{bounds}, "
            f"{int(best['n_hits']):,} hits here, {int(best['n_rest_hits']):,} of {int(best['n_rest']):,} elsewhere."
        )


def key_column(data: pd.DataFrame, by: str) -> str:
    """The column whose values are compared: the one before the counts."""
    place = list(data.columns).index("n_hits")
    return str(next(name for name in reversed(data.columns[:place]) if name != by))


def _specifications(data: pd.DataFrame) -> Iterator[str]:
    base = data[data["kind"] == "as it is"].iloc[0]
    shown = data[data["difference"].notna()]
    scale, unit = (100, " percentage points") if str(base["unit"]).startswith("share of ") else (1, "")
    yield (
        f"Points with intervals, one line a specification ({len(shown):,}): difference in {base['measure']}, "
        f"{base['group_a']} minus {base['group_b']}."
    )
    if pd.notna(base["difference"]):
        low, mid, high = (scale * float(base[name]) for name in ("low", "difference", "high"))
        yield f"As it is: {mid:.3g}{unit}, interval {low:.3g} to {high:.3g}, p = {float(base['p']):.3g}."
    if len(shown):
        least, most = (scale * float(bound) for bound in (shown["difference"].min(), shown["difference"].max()))
        held = int((shown["p"] < 0.05).sum())
        yield f"All lie from {least:.3g} to {most:.3g}{unit}; p is below 0.05 in {held:,} of {len(shown):,}."


def _side_by_side(data: pd.DataFrame, by: str) -> Iterator[str]:
    told = data[data["reported"].astype(bool)]
    stances = ", ".join(f"{name} {count:,}" for name, count in told["stance"].value_counts().items())
    yield (
        f"Matrix of {counted(data['utterance'].nunique(), 'utterance')} by {counted(data[by].nunique(), by)}: each "
        f"cell tells how the {by} reports it. {len(told):,} of {len(data):,} cells are reported, the others left out."
    )
    if not data["words"].fillna("").astype(bool).any():
        yield "The tables hold no words: of what is reported, only the speakers are named."
    if len(told):
        yield f"Stances of the cues: {stances}."
    left = (~data["reported"].astype(bool)).groupby(data[by]).sum()
    if left.any():
        yield "Left out: " + ", ".join(f"{name} {count:,}" for name, count in left.items() if count) + "."

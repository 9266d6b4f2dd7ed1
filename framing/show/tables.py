"""The report's tables: frames of ``framing.compare`` as captions, headers and formatted cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from framing.compare.groups import Groups

LONGEST_CONTENT = 400
FIGURES = {"p": "precision", "r": "recall", "f1": "F1", "macro_f1": "macro F1", "alpha": "alpha", "share": "share"}
SPLITS = {"check": "a part that nothing was tuned on", "develop": "the part that it was tuned on", "all": "all of it"}


@dataclass(frozen=True)
class Table:
    """A table to be shown; ``numeric`` has the columns that align right. A cell of several lines is a tuple."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str | tuple[str, ...], ...], ...]
    numeric: frozenset[int]


def overview_table(data: pd.DataFrame) -> Table:
    """Measures down, groups across; in each cell the value, its interval and its fraction."""
    names = list(dict.fromkeys(data["group"]))
    rows = []
    for measure, part in data.groupby("measure", sort=False):
        if not part["numerator"].sum():
            continue
        cells = part.set_index("group")
        share = str(part["unit"].iloc[0]).startswith("share")
        title = (str(measure), str(part["unit"].iloc[0]))
        rows.append((title, *(_cell(cells.loc[name], share=share) for name in names)))
    silent = data["measure"].nunique() - len(rows)
    caption = "Value [95 % interval over articles], numerator / denominator."
    if silent:
        caption += f" {silent} measures are zero for every group and not listed."
    return Table(caption, ("measure", *names), tuple(rows), frozenset(range(1, len(names) + 1)))


def difference_table(data: pd.DataFrame) -> Table:
    """Within-event differences, the least p first, with their reading."""
    ordered = data[data["n_events"] >= 2].sort_values(["p_holm", "p"], kind="stable")
    ordered = ordered[(ordered["value_a"] != 0) | (ordered["value_b"] != 0)]
    rows = [
        (
            row["reading"], f"{row['n_events']:,}", _effect(row["effect_size"]),
            *(_p(row[name]) for name in ("p", "p_holm", "p_bh")),
        )
        for row in ordered.to_dict("records")
    ]  # fmt: skip
    caption = (
        "Mean difference within the same event; effect: that over its standard deviation between events; sign-flip "
        "permutation over events; Holm's and Benjamini and Hochberg's correction over all comparisons."
    )
    header = ("reading", "events", "effect", "p", "p (Holm)", "p (BH)")
    return Table(caption, header, tuple(rows), frozenset(range(1, len(header))))


def stance_table(data: pd.DataFrame, by: str) -> Table:
    """Stances of the groups, those that occur."""
    occurs = data.groupby("stance")["n_hits"].transform("sum") > 0
    return _share_table(data[occurs], by, "stance", "share of the statements")


def actor_table(data: pd.DataFrame, by: str) -> Table:
    """Actors of the groups."""
    return _share_table(data, by, "actor", "share of the statements")


def position_table(data: pd.DataFrame, by: str) -> Table:
    """Mean and first place of the actors in the article, 0 the first word and 1 the last."""
    ordered = data.assign(_order=pd.factorize(data["actor"])[0]).sort_values("_order", kind="stable")
    rows = [
        (
            row["actor"],
            row[by],
            f"{row['n_statements']:,}",
            f"{row['n_articles']:,}",
            *_interval(row, "position", 1),
            _number(row["first"], 2),
        )
        for row in ordered.to_dict("records")
        if row["n_statements"]
    ]
    header = ("actor", by, "statements", "articles", "mean place", "95 % interval", "first")
    return Table("0 is the article's first character, 1 its last.", header, tuple(rows), frozenset(range(2, 7)))


def label_table(data: pd.DataFrame, by: str) -> Table:
    """Terms by voice, all groups."""
    counts = ("n_hits", "n_outlet", "n_scare_quoted", "n_direct", "n_indirect")
    rows = [
        (row["term"], row[by], *(f"{row[name]:,}" for name in counts), *_interval(row, "share", 100))
        for row in data.sort_values(["term", by], kind="stable").to_dict("records")
    ]
    header = ("term", by, "hits", "own voice", "scare quotes", "quoted", "paraphrased", "own, %", "95 % interval")
    return Table("Hits by whose words they are.", header, tuple(rows), frozenset(range(2, 9)))


def rate_table(data: pd.DataFrame, by: str, *, split: str | None = None) -> Table:
    """Rates of the groups, one row each, or one a level of the column ``split`` and group."""
    keys = (by,) if split is None else (split, by)
    ordered = data if split is None else data.sort_values(split, kind="stable")
    counts = ("n_hits", "n_words", "n_articles")
    rows = [
        (*(row[key] for key in keys), *(f"{row[name]:,}" for name in counts), *_interval(row, "rate", 1))
        for row in ordered.to_dict("records")
    ]
    header = (*keys, "hits", "words", "articles", "per 1,000 words", "95 % interval")
    return Table(
        "Where nothing is hit, the interval ends at the exact Poisson bound.",
        header,
        tuple(rows),
        frozenset(range(len(keys), len(header))),
    )


def accuracy_tables(data: pd.DataFrame) -> list[Table]:
    """The published figures (see ``framing.accuracy``), one table a detector and data set."""
    tables = []
    for (detector, data_set, split), part in data.groupby(["detector", "data_set", "split"], sort=False):
        figures = [name for name in FIGURES if name in set(part["figure"])]
        rows = []
        for _, one in part.groupby("measure", sort=False):
            cells = one.set_index("figure")
            held = cells.loc[[name for name in figures if name in cells.index]]
            values = [_number(cells["value"].get(name), 1, 100) for name in figures]
            last = held.iloc[-1]
            rows.append((str(last["means"]), *values, *_interval(last, "value", 100)[1:], f"{last['n']:,}"))
        first = part.iloc[0]
        caption = (
            f"{detector}, in %, on {data_set} ({SPLITS.get(str(split), split)}), version {first['version']}, "
            f"{first['date']}. Measured by: {first['command']}"
        )
        names = [FIGURES[name] for name in figures]
        header = ("what is counted", *names, f"95 % interval ({names[-1]})", "of")
        tables.append(Table(caption, header, tuple(rows), frozenset(range(1, len(header)))))
    return tables


@dataclass(frozen=True)
class StatementRow:
    """A statement as the report lists it; ``group`` is the number of its group."""

    group: int
    name: str
    doc_id: str
    actor: str
    cue: str
    stance: str
    kind: str
    content: str


def statement_rows(statements: pd.DataFrame, groups: Groups) -> list[StatementRow]:
    """Every statement of the articles, in order of article and place."""
    group_of = dict(zip(groups.docs, groups.codes))
    rows = []
    for row in groups.rows(statements, "statements").to_dict("records"):
        flags = [name for name in ("negated", "hedged") if row[name]]
        number = int(group_of[row["doc_id"]])
        rows.append(
            StatementRow(
                number, groups.names[number], row["doc_id"], _first(row["actor"], row["source"], "not named"),
                _first(row["cue"], "no cue"), ", ".join([row["stance"], *flags]), row["kind"], _shorten(row["content"]),
            )
        )  # fmt: skip
    return rows


def _share_table(data: pd.DataFrame, by: str, level: str, what: str) -> Table:
    rows = [
        (row[level], row[by], f"{row['n_hits']:,}", f"{row['n_statements']:,}", *_interval(row, "share", 100))
        for row in data.assign(_order=pd.factorize(data[level])[0])
        .sort_values("_order", kind="stable")
        .to_dict("records")
    ]
    header = (level, by, "statements", "of", f"{what}, %", "95 % interval")
    return Table(f"Each {level} among the statements of each {by}.", header, tuple(rows), frozenset(range(2, 6)))


def _cell(row: pd.Series, *, share: bool) -> tuple[str, str, str]:
    value, interval = _interval(row, "value", 100 if share else 1)
    sign = " %" if share and value != "–" else ""
    return f"{value}{sign}", f"[{interval}]", f"{row['numerator']:,} / {row['denominator']:,}"


def _interval(row: Any, value: str, scale: float) -> tuple[str, str]:
    digits = 2 if value == "position" else 1
    number = _number(row[value], digits, scale)
    if pd.isna(row["low"]):
        return number, "–"
    return number, f"{_number(row['low'], digits, scale)} to {_number(row['high'], digits, scale)}"


def _number(value: Any, digits: int, scale: float = 1) -> str:
    return "–" if pd.isna(value) else f"{scale * float(value):.{digits}f}"


def _effect(value: Any) -> str:
    return "–" if pd.isna(value) else f"{float(value):+.2f}"


def _p(value: Any) -> str:
    if pd.isna(value):
        return "–"
    return "< 0.001" if float(value) < 0.001 else f"{float(value):.3f}"


def _first(*values: Any) -> str:
    return next(str(value) for value in values if not pd.isna(value))


def _shorten(text: str) -> str:
    line = " ".join(str(text).split())
    return line if len(line) <= LONGEST_CONTENT else line[:LONGEST_CONTENT].rstrip() + " …"

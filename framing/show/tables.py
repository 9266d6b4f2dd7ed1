"""The report's tables: frames of ``framing.compare`` as captions, headers and formatted cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from framing.compare.shares import UNNAMED
from framing.show.behind import NAMED, OWN_WORDS, WORDED
from framing.show.evidence import Count, Evidence

FIGURES = {"p": "precision", "r": "recall", "f1": "F1", "macro_f1": "macro F1", "alpha": "alpha", "share": "share"}
# Splits of `naming_shares`, and what the evidence calls them.
NAMING = {"form": "form", "text": "wording", "modifiers": "modifier"}
# Columns that fit a small screen beside each other, and the one above them.
MOST_STACKED = 7
LONG = 60  # letters of a first cell that leaves no room for others beside it
SPLITS = {"check": "a part that nothing was tuned on", "develop": "the part that it was tuned on", "all": "all of it"}


@dataclass(frozen=True)
class Fraction:
    """Numerator and denominator."""

    top: Count
    base: Count


Cell = str | Count | Fraction


@dataclass(frozen=True)
class Table:
    """A table to be shown; ``numeric`` has the columns that align right. A cell of several lines is a tuple."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell | tuple[Cell, ...], ...], ...]
    numeric: frozenset[int]

    @property
    def stacks(self) -> str:
        """How columns go under the first on a small screen: in one line, in several when it is long, or not at all."""
        if len(self.header) <= MOST_STACKED and not any(isinstance(cell, tuple) for row in self.rows for cell in row):
            return "stacks"
        return "stacks long" if any(len(str(row[0])) > LONG and isinstance(row[0], str) for row in self.rows) else ""


def stance_table(data: pd.DataFrame, by: str, evidence: Evidence) -> Table:
    """Stances of the groups, those that occur."""
    occurs = data.groupby("stance")["n_hits"].transform("sum") > 0
    return share_table(data[occurs], by, "stance", ("statements", "n_statements"), evidence)


def actor_table(data: pd.DataFrame, by: str, evidence: Evidence) -> Table:
    """Actors of the groups."""
    shown = data.rename(columns={"actor": "speaker"})
    return share_table(shown, by, "speaker", ("statements", "n_statements"), evidence, title="actor")


def share_table(
    data: pd.DataFrame,
    by: str,
    level: str,
    base: tuple[str, str],
    evidence: Evidence,
    *,
    title: str | None = None,
    **conditions: str | None,
) -> Table:
    """Shares of the levels among rows: ``base`` names the evidence and the column with the denominators.

    ``conditions`` hold for every row that is counted.
    """
    table, total = base
    rows = [
        (
            row[level],
            row[by],
            evidence.count(row["n_hits"], table, group=row[by], **conditions, **{level: row[level]}),
            evidence.count(row[total], table, group=row[by], **conditions),
            *interval_of(row, "share", 100),
        )
        for row in data.assign(_order=pd.factorize(data[level])[0])
        .sort_values("_order", kind="stable")
        .to_dict("records")
    ]
    what = total.removeprefix("n_")
    header = (title or level, by, what, "of", f"share of the {what}, %", "95 % interval")
    caption = f"Each {title or level} among the {what} of each {by}."
    return Table(caption, header, tuple(rows), frozenset(range(2, 6)))


def diversity_table(data: pd.DataFrame, by: str, evidence: Evidence) -> Table:
    """How many voices a group has: the frame of ``source_diversity``."""
    rows = []
    ordered = data.assign(_order=pd.factorize(data["measure"])[0]).sort_values("_order", kind="stable")
    for row in ordered.to_dict("records"):
        share = str(row["measure"]).startswith("share")
        own: dict[str, Any] = {"group": row[by]}
        named: dict[str, Any] = {**own, "known": NAMED}
        if row["measure"] == "share unnamed":
            top, base = evidence.count(row["numerator"], "statements", **own, speaker=UNNAMED), own
        elif share:
            source = None if pd.isna(row["source"]) else str(row["source"])
            top, base = evidence.count(row["numerator"], "statements", **named, actor=source), named
        else:
            top, base = evidence.count(row["numerator"], "statements", distinct="actor", **named), named
        measure = row["measure"] if pd.isna(row["source"]) else f"{row['measure']}: {row['source']}"
        if pd.notna(row["size"]):
            measure = f"{measure} ({row['size']:,} statements)"
        value, interval = interval_of(row, "value", 100 if share else 1)
        base_count = evidence.count(row["denominator"], "statements", **base)
        rows.append((measure, row[by], f"{value} %" if share and value != "–" else value, interval, top, base_count))
    caption = (
        "Entropy in nats, and the number of equally loud sources that would give it; it grows with the statements, so "
        "compare groups by that at equal size: so many statements drawn from each. The counts of these three are "
        "different named sources and their statements. Their intervals are for as many other articles, which may have "
        "other sources; none below five articles, or where all articles are alike."
    )
    header = ("measure", by, "value", "95 % interval", "count", "of")
    return Table(caption, header, tuple(rows), frozenset(range(2, 6)))


def position_table(data: pd.DataFrame, by: str, evidence: Evidence) -> Table:
    """Mean and first place of the actors in the article, 0 the first word and 1 the last."""
    ordered = data.assign(_order=pd.factorize(data["actor"])[0]).sort_values("_order", kind="stable")
    rows = [
        (
            row["actor"],
            row[by],
            evidence.count(row["n_statements"], "statements", group=row[by], speaker=row["actor"]),
            evidence.count(row["n_articles"], "statements", distinct="doc", group=row[by], speaker=row["actor"]),
            *interval_of(row, "position", 1),
            number_of(row["first"], 2),
        )
        for row in ordered.to_dict("records")
        if row["n_statements"]
    ]
    header = ("actor", by, "statements", "articles", "mean place", "95 % interval", "first")
    return Table("0 is the article's first character, 1 its last.", header, tuple(rows), frozenset(range(2, 7)))


def label_table(data: pd.DataFrame, by: str, evidence: Evidence) -> Table:
    """Terms by voice, all groups, the commonest terms first."""
    total = data.groupby(["lexicon", "term"])["n_hits"].transform("sum")
    ordered = data.assign(_total=-total).sort_values(["_total", "term", by], kind="stable")
    voices = {"n_hits": None, **{f"n_{name}": name for name in ("outlet", "scare_quoted", "direct", "indirect")}}
    rows = [
        (
            row["term"],
            row[by],
            *(
                evidence.count(
                    row[name], "mentions", group=row[by], lexicon=row["lexicon"], term=row["term"], voice=voice
                )
                for name, voice in voices.items()
            ),
            *interval_of(row, "share", 100),
        )
        for row in ordered.to_dict("records")
    ]
    header = ("term", by, "hits", "own voice", "scare quotes", "quoted", "paraphrased", "own, %", "95 % interval")
    return Table("Hits by whose words they are, the commonest first.", header, tuple(rows), frozenset(range(2, 9)))


def rate_table(data: pd.DataFrame, by: str, lexicon: str, evidence: Evidence, *, split: str | None = None) -> Table:
    """Rates of the groups, one row each, or one a level of the column ``split`` and group."""
    keys = (by,) if split is None else (split, by)
    ordered = data if split is None else data.sort_values(split, kind="stable")
    rows = [
        (
            *(row[key] for key in keys),
            evidence.count(
                row["n_hits"], "mentions", group=row[by], lexicon=lexicon, voice="outlet",
                **({} if split is None else {split: row[split]}),
            ),
            f"{row['n_words']:,}",
            evidence.count(row["n_articles"], "articles", group=row[by], own=OWN_WORDS),
            *interval_of(row, "rate", 1),
        )
        for row in ordered.to_dict("records")
    ]  # fmt: skip
    header = (*keys, "hits", "words", "articles", "per 1,000 words", "95 % interval")
    return Table(
        "Where nothing is hit, the interval ends at the exact Poisson bound.",
        header,
        tuple(rows),
        frozenset(range(len(keys), len(header))),
    )


def naming_table(data: pd.DataFrame, by: str, actor: str, evidence: Evidence) -> Table:
    """How one actor is called: the frame of ``naming_shares``, of any split."""
    split = next(name for name in NAMING if name in data.columns)
    level, worded = NAMING[split], None if split == "form" else WORDED
    used = data[data.groupby(split)["n_hits"].transform("sum") > 0].rename(columns={split: level})
    return share_table(used, by, level, ("naming", "n_mentions"), evidence, actor=actor, worded=worded)


def event_table(data: pd.DataFrame, by: str, evidence: Evidence) -> Table:
    """How events are told: the frame of ``agency_rates`` over events of violence."""
    rows = [
        (
            row["measure"],
            row[by],
            evidence.count(row["n_hits"], "agency", group=row[by], hit=row["measure"]),
            evidence.count(row["n_events"], "agency", group=row[by], of=row["measure"]),
            *interval_of(row, "share", 100),
        )
        for row in data.to_dict("records")
    ]
    header = ("how it is told", by, "events", "of", "share of the events, %", "95 % interval")
    return Table(f"Events of violence with a patient, in each {by}.", header, tuple(rows), frozenset(range(2, 6)))


def accuracy_tables(data: pd.DataFrame) -> list[Table]:
    """The published figures (see ``framing.accuracy``), one table a detector and data set."""
    tables = []
    for (detector, data_set, split), part in data.groupby(["detector", "data_set", "split"], sort=False):
        figures = [name for name in FIGURES if name in set(part["figure"])]
        rows = []
        for _, one in part.groupby("measure", sort=False):
            cells = one.set_index("figure")
            held = cells.loc[[name for name in figures if name in cells.index]]
            values = [number_of(cells["value"].get(name), 1, 100) for name in figures]
            last = held.iloc[-1]
            rows.append((str(last["means"]), *values, *interval_of(last, "value", 100)[1:], f"{last['n']:,}"))
        first = part.iloc[0]
        caption = (
            f"{detector}, in %, on {data_set} ({SPLITS.get(str(split), split)}), version {first['version']}, "
            f"{first['date']}. Measured by: {first['command']}"
        )
        names = [FIGURES[name] for name in figures]
        header = ("what is counted", *names, f"95 % interval ({names[-1]})", "of")
        tables.append(Table(caption, header, tuple(rows), frozenset(range(1, len(header)))))
    return tables


def interval_of(row: Any, value: str, scale: float) -> tuple[str, str]:
    """A value and its interval as they are written, times ``scale``."""
    digits = 2 if value == "position" else 1
    number = number_of(row[value], digits, scale)
    if pd.isna(row["low"]):
        return number, "–"
    return number, f"{number_of(row['low'], digits, scale)} to {number_of(row['high'], digits, scale)}"


def number_of(value: Any, digits: int, scale: float = 1) -> str:
    """A number with so many digits after the point; a dash where there is none."""
    return "–" if pd.isna(value) else f"{scale * float(value):.{digits}f}"

"""Does a finding hang on one word, one event, one version of a lexicon? The same comparison, specified otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from framing.compare.bootstrap import DEFAULT, Resampling
from framing.compare.groups import Groups, Tables, choose
from framing.compare.overview import Measure, headline_measures
from framing.compare.pairs import difference_of, events_of

KINDS = ("as it is", "without one term", "without one event", "other lexicon")
_STANCE = " cues"


@dataclass(frozen=True)
class Comparison:
    """One row of ``paired_differences`` that is to be tested: a measure, two groups, and how articles are paired.

    ``voice`` is that of the lexicon measures, as in ``measures``.

    >>> Comparison("doubting cues", "Post", "Wire").by
    'outlet'
    """

    measure: str
    group_a: str
    group_b: str
    by: str = "outlet"
    pair: str = "event"
    voice: str = "outlet"


def specification_curve(
    analysis: Tables,
    comparison: Comparison,
    *,
    versions: Mapping[str, Tables] | None = None,
    resampling: Resampling = DEFAULT,
) -> pd.DataFrame:
    """The difference under every other reasonable specification; one row a specification, by size.

    Left out one at a time: each term that the measure counts (a term of its lexicon or a reporting cue, as if the
    lexicon had no such entry) and each event; and ``versions``, a name and an analysis each, made of the same articles
    with other versions of the lexicons. Columns: ``kind``, ``specification`` (what was left out, or the name of the
    version), ``measure``, ``unit``, ``group_a``, ``group_b``, ``n_events``, ``value_a``, ``value_b``, ``difference``,
    ``low``, ``high``, ``p`` and ``reading`` (a sentence on all of them together, the same in every row). A
    specification curve in the manner of Simonsohn, Simmons and Nelson (2020), Nature Human Behaviour 4, 1208-1214.

    Raises ChoiceError when the measure, a group or a column is unknown.

    ``comparison`` names the row of ``paired_differences`` that is asked about; ``resampling`` is how intervals are
    drawn.

    >>> from types import SimpleNamespace
    >>> import pandas as pd
    >>> from framing.tables import to_frame
    >>> articles = pd.DataFrame({"doc_id": list("abcd"), "outlet": ["Post", "Wire"] * 2, "event": list("xxyy")})
    >>> statements = pd.DataFrame({"doc_id": list("aabbccdd"), "kind": "indirect", "actor": "Ada Moss",
    ...     "actor_kind": "person", "stance": ["doubting", "neutral", "neutral", "neutral"] * 2})
    >>> exposure = pd.DataFrame({"doc_id": list("abcd"), "voice": "outlet", "n_words": 300, "n_quotations": 0,
    ...                          "n_short_quotations": 0})
    >>> mentions = to_frame("mentions", [])
    >>> statements["cue_lemma"] = ["claim", "say", "say", "say"] * 2
    >>> tables = SimpleNamespace(articles=articles, statements=statements, mentions=mentions, exposure=exposure)
    >>> curve = specification_curve(tables, Comparison("doubting cues", "Post", "Wire"))
    >>> sorted(curve["specification"])
    ['as it is', 'claim', 'x', 'y']
    """
    columns = [name for name in analysis.articles.columns if name not in ("doc_id", "text")]
    for option, value in (("by", comparison.by), ("pair", comparison.pair)):
        choose(option, value, columns)
    for group in (comparison.group_a, comparison.group_b):
        choose("group", group, Groups.of(analysis.articles, comparison.by).names)
    known = {measure.name: measure.unit for measure in _measures(analysis, comparison)}
    choose("measure", comparison.measure, list(known))
    rows = [
        {"kind": kind, "specification": name, **row}
        for kind, name, row in _specifications(analysis, comparison, versions or {}, resampling)
    ]
    table = pd.DataFrame(rows)
    what = (comparison.measure, known[comparison.measure], comparison.group_a, comparison.group_b)
    for place, (column, value) in enumerate(zip(("measure", "unit", "group_a", "group_b"), what), start=2):
        table.insert(place, column, pd.Series(value, index=table.index, dtype="string"))
    table["reading"] = _reading(table, comparison, 1 - resampling.level)
    table = table.sort_values("difference", kind="stable", ignore_index=True)
    table["n_events"] = table["n_events"].astype("Int64")
    for text in ("kind", "specification", "reading"):
        table[text] = table[text].astype("string")
    return table


@dataclass(frozen=True)
class _Cut:
    """An analysis with some rows left out."""

    articles: pd.DataFrame
    statements: pd.DataFrame
    mentions: pd.DataFrame
    exposure: pd.DataFrame


def _specifications(
    analysis: Tables, comparison: Comparison, versions: Mapping[str, Tables], resampling: Resampling
) -> Iterator[tuple[str, str, dict[str, object]]]:
    """Kind, name and numbers of each specification."""
    whole = _Counted.of(analysis, comparison)
    yield KINDS[0], "as it is", whole.difference(comparison, resampling)
    articles, statements, mentions = analysis.articles, analysis.statements, analysis.mentions
    lexicon = _lexicon_of(comparison.measure, mentions)
    if lexicon is not None:
        own = mentions["lexicon"] == lexicon
        for term in sorted(mentions.loc[own, "term"].unique()):
            kept = mentions[~(own & (mentions["term"] == term))]
            cut = _Cut(articles, statements, kept, analysis.exposure)
            yield KINDS[1], term, _Counted.of(cut, comparison).difference(comparison, resampling)
    elif comparison.measure.endswith(_STANCE):
        counted = statements["stance"] == comparison.measure.removesuffix(_STANCE)
        for cue in sorted(statements.loc[counted, "cue_lemma"].dropna().unique()):
            kept = statements[~(statements["cue_lemma"] == cue).fillna(False).astype(bool)]
            cut = _Cut(articles, kept, mentions, analysis.exposure)
            yield KINDS[1], cue, _Counted.of(cut, comparison).difference(comparison, resampling)
    events = articles[comparison.pair].dropna().astype(str).unique()
    for event in sorted(events if len(events) > 1 else ()):
        yield KINDS[2], event, whole.difference(comparison, resampling, without=event)
    for name, version in versions.items():
        yield KINDS[3], name, _Counted.of(version, comparison).difference(comparison, resampling)


def _lexicon_of(measure: str, mentions: pd.DataFrame) -> str | None:
    """The lexicon whose terms the measure counts."""
    names = sorted(mentions["lexicon"].unique(), key=len, reverse=True)
    return next((name for name in names if measure.startswith((f"{name},", f"{name}:", f"{name} in "))), None)


@dataclass(frozen=True)
class _Counted:
    """The measure that is compared, per article; missing where the tables have nothing of what it counts."""

    measure: Measure | None
    groups: Groups
    events: pd.Series

    @classmethod
    def of(cls, tables: Tables, comparison: Comparison) -> _Counted:
        own = _compared(tables, comparison)
        groups = Groups.of(own, comparison.by)
        measure = next((one for one in _measures(tables, comparison) if one.name == comparison.measure), None)
        return cls(measure, groups, events_of(own, groups, comparison.pair))

    def difference(
        self, comparison: Comparison, resampling: Resampling, *, without: str | None = None
    ) -> dict[str, object]:
        """The numbers of the comparison, without one event; missing ones where nothing is left to compare."""
        pair = (comparison.group_a, comparison.group_b)
        if self.measure is None or len(self.groups) < len(pair):
            return {"n_events": 0, **dict.fromkeys(("value_a", "value_b", "difference", "low", "high", "p"), np.nan)}
        events = self.events.mask(self.events == without) if without else self.events
        row = difference_of(self.measure, pair, self.groups, events, resampling=resampling)
        return {name: row[name] for name in ("n_events", "value_a", "value_b", "difference", "low", "high", "p")}


def _compared(tables: Tables, comparison: Comparison) -> pd.DataFrame:
    """The articles of the two groups."""
    wanted = [comparison.group_a, comparison.group_b]
    return tables.articles[tables.articles[comparison.by].astype("string").isin(wanted)]


def _measures(tables: Tables, comparison: Comparison) -> Iterator[Measure]:
    """The headline measures of the two groups, counted per article; each only when it is asked for."""
    groups = Groups.of(_compared(tables, comparison), comparison.by)
    split = "category" if ": " in comparison.measure else None
    rows = (tables.statements, tables.mentions, tables.exposure)
    return headline_measures(groups, *rows, voice=comparison.voice, split=split)


def _reading(table: pd.DataFrame, comparison: Comparison, alpha: float) -> str:
    """What the specifications say together."""
    base = table[table["kind"] == KINDS[0]].iloc[0]
    others = table[table["kind"] != KINDS[0]]
    what = f"{comparison.measure}, {comparison.group_a} minus {comparison.group_b}"
    if others.empty or np.isnan(base["difference"]):
        return f"{what}: there is nothing to leave out."
    turned = others[np.sign(others["difference"]) != np.sign(base["difference"])]
    if base["p"] < alpha:
        lost = others[~(others["p"] < alpha) | others.index.isin(turned.index)]
        if lost.empty:
            return (
                f"{what}: in all {len(others)} other specifications the difference has the same sign and "
                f"p < {alpha:g}; it hangs on no single one of them."
            )
        return f"{what}: the finding is lost in {len(lost)} of {len(others)} other specifications: {_named(lost)}."
    won = others[others["p"] < alpha]
    if won.empty:
        return f"{what}: no difference is shown as it is, nor in any of {len(others)} other specifications."
    return (
        f"{what}: no difference is shown as it is; p < {alpha:g} in {len(won)} of {len(others)} other specifications "
        f"({_named(won)}), which were not chosen beforehand: do not report these alone."
    )


def _named(rows: pd.DataFrame, most: int = 5) -> str:
    names = [f"{row['kind']}, {row['specification']}" for row in rows.head(most).to_dict("records")]
    more = f" and {len(rows) - most} more" if len(rows) > most else ""
    return "; ".join(names) + more

"""Differences between groups within the same event, and what they allow one to say.

Outlets choose their events, and events bring their own words; so groups are compared only where both report the
same event, and events, not articles or sentences, are what is resampled and sign-flipped.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from framing.compare.bootstrap import DEFAULT, Resampling
from framing.compare.groups import Groups
from framing.compare.overview import Measure, headline_measures
from framing.errors import ChoiceError, TableError

FLIPS = 9999
SLACK = 1e-12  # sums that differ by less, relative to their terms, are equal but for rounding
COLUMNS = [
    "measure", "unit", "group_a", "group_b", "n_events",
    "numerator_a", "denominator_a", "value_a", "numerator_b", "denominator_b", "value_b",
    "difference", "low", "high", "effect_size", "p", "p_holm", "p_bh", "reading",
]  # fmt: skip


def paired_differences(
    articles: pd.DataFrame,
    statements: pd.DataFrame,
    mentions: pd.DataFrame,
    exposure: pd.DataFrame,
    lexicons: Iterable[str] = (),
    *,
    by: str = "outlet",
    pair: str = "event",
    voice: str = "outlet",
    split: str | None = None,
    resampling: Resampling = DEFAULT,
) -> pd.DataFrame:
    """Mean within-event difference of every headline measure between every two groups; one row a measure × pair.

    Columns: ``measure``, ``unit``, ``group_a``, ``group_b``, ``n_events`` (events where both groups have a value), for
    each group the sums ``numerator`` and ``denominator`` over these events and ``value``, the mean of the events'
    values; ``difference`` (a minus b), ``low`` and ``high`` (percentile bootstrap over events; missing below two
    events), ``effect_size`` (the difference over the standard deviation of the events' differences, Cohen's d_z;
    missing where they do not vary), ``p`` (two-sided sign-flip permutation test), ``p_holm`` and ``p_bh`` (Holm 1979;
    Benjamini and Hochberg 1995, both over all tested rows at once: the first bounds the chance of any false finding,
    the second the share of false ones among the findings) and ``reading``, a sentence that says what can and cannot
    be concluded.
    A measure that is 0 for both groups in every event is not tested (``p`` missing) and not corrected for.
    Articles without a value in ``pair`` take no part. Raises ChoiceError when ``by`` or ``pair`` is no column,
    TableError when there are fewer than two groups.

    ``lexicons``, ``voice`` and ``split`` are as in ``measures``; ``resampling`` holds draws, seed and level.

    >>> import pandas as pd
    >>> from framing.tables import to_frame
    >>> articles = pd.DataFrame({"doc_id": list("abcd"), "outlet": ["Post", "Wire"] * 2, "event": list("xxyy")})
    >>> statements = pd.DataFrame({"doc_id": list("aabbccdd"), "kind": "indirect", "actor": "Ada Moss",
    ...     "actor_kind": "person", "stance": ["doubting", "neutral", "neutral", "neutral"] * 2})
    >>> exposure = pd.DataFrame({"doc_id": list("abcd"), "voice": "outlet", "n_words": 300, "n_quotations": 0,
    ...                          "n_short_quotations": 0})
    >>> mentions = to_frame("mentions", [])
    >>> table = paired_differences(articles, statements, mentions, exposure)
    >>> row = table[table["measure"] == "doubting cues"].iloc[0]
    >>> row["group_a"], row["group_b"], int(row["n_events"]), float(row["difference"]), float(row["p"])
    ('Post', 'Wire', 2, 0.5, 0.5)
    """
    groups = Groups.of(articles, by)
    choices = [name for name in articles.columns if name not in ("doc_id", "text", by)]
    if pair not in choices:
        raise ChoiceError.of("pair", pair, choices)
    if len(groups) < 2:
        raise TableError(
            f"`articles` holds one group only ({by}: {groups.names[0]!r}): a difference needs two; "
            "analyse further articles or group by another column"
        )
    found = headline_measures(groups, statements, mentions, exposure, lexicons, voice=voice, split=split)
    return compare_measures(found, groups, events_of(articles, groups, pair), resampling=resampling)


def compare_measures(
    found: Iterable[Measure], groups: Groups, events: pd.Series, *, resampling: Resampling = DEFAULT
) -> pd.DataFrame:
    """The table of ``paired_differences`` for any measures; ``events`` has the event of each of ``groups.docs``."""
    rows = []
    for measure in found:
        values = _by_event(groups, events, measure)
        for a, b in combinations(groups.names, 2):
            rows.append(_difference(measure, (a, b), groups, values, resampling))
    table = pd.DataFrame(rows)
    table["p_holm"], table["p_bh"] = corrected(table["p"], "holm"), corrected(table["p"], "fdr_bh")
    alpha = 1 - resampling.level
    tests = int(table["p"].notna().sum())
    table["reading"] = [_reading(row, tests, alpha) for row in table.to_dict("records")]
    for count in ("n_events", "numerator_a", "denominator_a", "numerator_b", "denominator_b"):
        table[count] = table[count].round().astype("Int64")
    for text in ("measure", "unit", "group_a", "group_b", "reading"):
        table[text] = table[text].astype("string")
    return table[COLUMNS]


def events_of(articles: pd.DataFrame, groups: Groups, pair: str) -> pd.Series:
    """The event of each article, in the order of ``groups.docs``."""
    return articles.set_index("doc_id")[pair].astype("string").reindex(groups.docs)


def difference_of(
    measure: Measure, names: tuple[str, str], groups: Groups, events: pd.Series, *, resampling: Resampling = DEFAULT
) -> dict[str, Any]:
    """One comparison as a mapping: the columns of ``paired_differences`` up to ``p``, uncorrected."""
    return _difference(measure, names, groups, _by_event(groups, events, measure), resampling)


class _Values(NamedTuple):
    """Events × groups: numerator, denominator, and the value, missing where there is nothing to divide by."""

    tops: np.ndarray
    bases: np.ndarray
    values: np.ndarray


def _by_event(groups: Groups, events: pd.Series, measure: Measure) -> _Values:
    codes, names = pd.factorize(events, sort=True)
    known = codes >= 0
    cells = codes[known], groups.codes[known]
    tops, bases = np.zeros((len(names), len(groups))), np.zeros((len(names), len(groups)))
    np.add.at(tops, cells, measure.numerators.to_numpy()[known, 0])
    np.add.at(bases, cells, measure.denominators.to_numpy()[known, 0])
    values = np.divide(measure.per * tops, bases, out=np.full(tops.shape, np.nan), where=bases > 0)
    return _Values(tops, bases, values)


def _difference(
    measure: Measure, pair: tuple[str, str], groups: Groups, counted: _Values, resampling: Resampling
) -> dict[str, Any]:
    places = [groups.names.index(name) for name in pair]
    tops, bases, values = (table[:, places] for table in counted)
    shared = ~np.isnan(values).any(axis=1)
    both = values[shared]
    top, base = tops[shared].sum(axis=0), bases[shared].sum(axis=0)
    gaps = both[:, 0] - both[:, 1]
    low = high = p = np.nan
    if len(gaps) >= 2:
        tail = (1 - resampling.level) / 2
        low, high = np.quantile(_weights(len(gaps), resampling) @ gaps / len(gaps), [tail, 1 - tail])
        p = sign_flip_p(gaps, resampling=resampling) if both.any() else np.nan
    mean = both.mean(axis=0) if len(both) else (np.nan, np.nan)
    spread = gaps.std(ddof=1) if len(gaps) >= 2 else 0.0
    return {
        "measure": measure.name, "unit": measure.unit, "group_a": pair[0], "group_b": pair[1], "n_events": len(gaps),
        "numerator_a": top[0], "denominator_a": base[0], "value_a": mean[0],
        "numerator_b": top[1], "denominator_b": base[1], "value_b": mean[1],
        "difference": gaps.mean() if len(gaps) else np.nan, "low": low, "high": high,
        "effect_size": gaps.mean() / spread if spread > 0 else np.nan, "p": p,
    }  # fmt: skip


def sign_flip_p(gaps: np.ndarray, *, resampling: Resampling = DEFAULT) -> float:
    """Two-sided p of the mean of within-event differences when each could as well have the other sign.

    Exact up to 13 events, 9,999 random flips above. With no difference at all, 1.

    >>> sign_flip_p(np.array([1.0, 2.0, 1.5, 0.5]))
    0.125
    """
    if not np.any(gaps):
        return 1.0
    signs, drawn = _signs(len(gaps), resampling)
    sums, slack = signs.astype(float) @ gaps, SLACK * np.abs(gaps).sum()
    tails = (sums <= gaps.sum() + slack).sum(), (sums >= gaps.sum() - slack).sum()
    return float(min(1.0, 2 * (min(tails) + drawn) / (len(signs) + drawn)))


@lru_cache(maxsize=16)
def _weights(events: int, resampling: Resampling) -> np.ndarray:
    """How often each event is drawn, draws × events: made once for the hundreds of rows of one table."""
    weights = resampling.rng().multinomial(events, np.full(events, 1 / events), size=resampling.draws)
    weights.flags.writeable = False
    return weights


@lru_cache(maxsize=16)
def _signs(events: int, resampling: Resampling) -> tuple[np.ndarray, int]:
    """Every pattern of signs of so few events, or 9,999 drawn ones, and 1 if they are drawn (else 0).

    They are those that `scipy.stats.permutation_test` goes through for one sample with the same seed, but are made
    once for the hundreds of tests of one table.
    """
    drawn = 2**events > FLIPS
    if drawn:
        pairs = np.tile(np.array([1, -1], dtype=np.int8), (FLIPS, events, 1))
        signs = resampling.rng().permuted(pairs, axis=-1)[..., 0]
    else:
        signs = 1 - 2 * (np.arange(2**events)[:, None] >> np.arange(events) & 1)
    signs = signs.astype(np.int8)
    signs.flags.writeable = False
    return signs, int(drawn)


def corrected(p: pd.Series, method: str) -> pd.Series:
    """The p-values corrected for all of them at once, missing ones aside; `method` as statsmodels names it.

    >>> corrected(pd.Series([0.01, np.nan, 0.04]), "holm").tolist()
    [0.02, nan, 0.04]
    """
    from statsmodels.stats.multitest import multipletests  # slow to import

    result = pd.Series(np.nan, index=p.index)
    tested = p.notna()
    if tested.any():
        result[tested] = multipletests(p[tested], method=method)[1]
    return result


def _reading(row: dict[Any, Any], tests: int, alpha: float) -> str:
    """The sentence for one row; `row` is a row of the table without its reading."""
    a, b, events, measure = row["group_a"], row["group_b"], int(row["n_events"]), row["measure"]
    if events < 2:
        count = "no event" if events == 0 else "only one event"
        return f"{measure}: {count} allows a comparison of {a} and {b}; nothing can be concluded."
    if np.isnan(row["p"]):
        return f"{measure}: none in {a} nor in {b} over {events} events; there is nothing to compare."
    unit = str(row["unit"])
    gap = _amount(row["difference"], unit)
    interval = f"{round(100 * (1 - alpha))} % interval {_bound(row['low'], unit)} to {_bound(row['high'], unit)}"
    least = 2.0 ** (1 - events)
    if least > alpha:
        return (
            f"{measure}: {a} minus {b} is {gap} over {events} events; so few cannot give a p below {least:.2g} "
            "whatever the difference, so take this as a description, not as evidence."
        )
    p, p_holm = row["p"], row["p_holm"]
    if p_holm < alpha:
        side = "higher" if row["difference"] > 0 else "lower"
        return (
            f"{measure}: {side} in {a} than in {b} on the same events, by {gap.lstrip('+-')} ({interval}); it holds "
            f"after correction for all {tests} comparisons. It does not say why."
        )
    if row["p_bh"] < alpha:
        return (
            f"{measure}: {a} minus {b} is {gap} ({interval}, p = {p:.2g}); among {tests} comparisons it does not hold "
            f"by Holm's correction, only by Benjamini and Hochberg's, which lets up to {100 * alpha:.0f} % of the "
            "findings be false. Take it as a lead to be tested on other events."
        )
    if p < alpha:
        limit = f"; {events} events can't outdo that many" if least * tests > alpha else ""
        return (
            f"{measure}: {a} minus {b} is {gap} ({interval}, p = {p:.2g}); alone it would count, among {tests} "
            f"comparisons it may be chance{limit}. Do not conclude a difference."
        )
    return (
        f"{measure}: no difference between {a} and {b} is shown over {events} events "
        f"({a} minus {b}: {gap}, {interval}); that is not evidence that they are equal."
    )


def _amount(value: float, unit: str) -> str:
    if unit.startswith("share"):
        return f"{100 * value:+.1f} points"
    return f"{value:+.2f} {unit}"


def _bound(value: Any, unit: str) -> str:
    return f"{100 * value:+.1f}" if unit.startswith("share") else f"{value:+.2f}"

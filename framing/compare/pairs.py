"""Differences between groups within the same event, and what they allow one to say.

Outlets choose their events, and events bring their own words; so groups are compared only where both report the
same event, and events, not articles or sentences, are what is resampled and sign-flipped.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import permutation_test
from statsmodels.stats.multitest import multipletests

from framing.compare.bootstrap import DEFAULT, Resampling
from framing.compare.groups import Groups
from framing.compare.overview import Measure, headline_measures
from framing.errors import ChoiceError, TableError

FLIPS = 9999
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
    found = headline_measures(groups, statements, mentions, exposure, voice=voice, split=split)
    return compare_measures(found, groups, events_of(articles, groups, pair), resampling=resampling)


def compare_measures(
    found: Iterable[Measure], groups: Groups, events: pd.Series, *, resampling: Resampling = DEFAULT
) -> pd.DataFrame:
    """The table of ``paired_differences`` for any measures; ``events`` has the event of each of ``groups.docs``."""
    rows = []
    for measure in found:
        values = _by_event(groups, events, measure)
        for a, b in combinations(groups.names, 2):
            rows.append(_difference(measure, a, b, values, resampling))
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
    return _difference(measure, *names, _by_event(groups, events, measure), resampling)


def _by_event(groups: Groups, events: pd.Series, measure: Measure) -> pd.DataFrame:
    """Events × (value, top, base) × groups; the value is missing where the group has nothing to divide by."""
    counts = pd.DataFrame(
        {
            "event": events.to_numpy(),
            "group": [groups.names[code] for code in groups.codes],
            "top": measure.numerators.to_numpy()[:, 0],
            "base": measure.denominators.to_numpy()[:, 0],
        }
    )
    sums = counts.dropna(subset="event").groupby(["event", "group"], as_index=False)[["top", "base"]].sum()
    sums["value"] = measure.per * sums["top"] / sums["base"].where(sums["base"] > 0)
    wide = sums.pivot(index="event", columns="group", values=["value", "top", "base"])
    return wide.reindex(columns=pd.MultiIndex.from_product([["value", "top", "base"], groups.names]))


def _difference(measure: Measure, a: str, b: str, values: pd.DataFrame, resampling: Resampling) -> dict[str, Any]:
    shared = values[values["value", a].notna() & values["value", b].notna()]
    both = shared["value"][[a, b]].to_numpy(dtype=float)
    gaps = both[:, 0] - both[:, 1]
    low = high = p = np.nan
    if len(gaps) >= 2:
        weights = resampling.rng().multinomial(len(gaps), np.full(len(gaps), 1 / len(gaps)), size=resampling.draws)
        tail = (1 - resampling.level) / 2
        low, high = np.quantile(weights @ gaps / len(gaps), [tail, 1 - tail])
        p = sign_flip_p(gaps, resampling=resampling) if both.any() else np.nan
    mean = both.mean(axis=0) if len(both) else (np.nan, np.nan)
    spread = gaps.std(ddof=1) if len(gaps) >= 2 else 0.0
    return {
        "measure": measure.name, "unit": measure.unit, "group_a": a, "group_b": b, "n_events": len(gaps),
        "numerator_a": shared["top"][a].sum(), "denominator_a": shared["base"][a].sum(), "value_a": mean[0],
        "numerator_b": shared["top"][b].sum(), "denominator_b": shared["base"][b].sum(), "value_b": mean[1],
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
    test = permutation_test(
        (gaps,), np.mean, permutation_type="samples", vectorized=True, n_resamples=FLIPS, rng=resampling.rng()
    )
    return float(min(1.0, test.pvalue))


def corrected(p: pd.Series, method: str) -> pd.Series:
    """The p-values corrected for all of them at once, missing ones aside; `method` as statsmodels names it.

    >>> corrected(pd.Series([0.01, np.nan, 0.04]), "holm").tolist()
    [0.02, nan, 0.04]
    """
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

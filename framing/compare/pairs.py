"""Differences between groups within the same event, and what they allow one to say.

Outlets choose their events, and events bring their own words; so groups are compared only where both report the
same event, and events, not articles or sentences, are what is resampled and sign-flipped.
"""

from __future__ import annotations

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
    "measure", "unit", "group_a", "group_b", "n_events", "value_a", "value_b",
    "difference", "low", "high", "p", "p_holm", "reading",
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

    Columns: ``measure``, ``unit``, ``group_a``, ``group_b``, ``n_events`` (events where both groups have a value),
    ``value_a`` and ``value_b`` (means over these events), ``difference`` (a minus b), ``low`` and ``high`` (percentile
    bootstrap over events; missing below two events), ``p`` (two-sided sign-flip permutation test), ``p_holm`` (Holm's
    correction over all tested rows at once) and ``reading``, a sentence that says what can and cannot be concluded.
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
    events = articles.set_index("doc_id")[pair].astype("string").reindex(groups.docs)
    rows = []
    for measure in headline_measures(groups, statements, mentions, exposure, voice=voice, split=split):
        values = _by_event(groups, events, measure)
        for a, b in combinations(groups.names, 2):
            rows.append(_difference(measure, a, b, values, resampling))
    table = pd.DataFrame(rows)
    table["p_holm"] = _holm(table["p"])
    alpha = 1 - resampling.level
    tests = int(table["p"].notna().sum())
    table["reading"] = [_reading(row, tests, alpha) for row in table.to_dict("records")]
    table["n_events"] = table["n_events"].astype("Int64")
    for text in ("measure", "unit", "group_a", "group_b", "reading"):
        table[text] = table[text].astype("string")
    return table[COLUMNS]


def _by_event(groups: Groups, events: pd.Series, measure: Measure) -> pd.DataFrame:
    """Events × groups: the measure's value, missing where the group has nothing to divide by."""
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
    return sums.pivot(index="event", columns="group", values="value").reindex(columns=list(groups.names))


def _difference(measure: Measure, a: str, b: str, values: pd.DataFrame, resampling: Resampling) -> dict[str, object]:
    both = values[[a, b]].dropna().to_numpy(dtype=float)
    gaps = both[:, 0] - both[:, 1]
    low = high = p = np.nan
    if len(gaps) >= 2:
        weights = resampling.rng().multinomial(len(gaps), np.full(len(gaps), 1 / len(gaps)), size=resampling.draws)
        tail = (1 - resampling.level) / 2
        low, high = np.quantile(weights @ gaps / len(gaps), [tail, 1 - tail])
        p = sign_flip_p(gaps, resampling=resampling) if both.any() else np.nan
    mean = both.mean(axis=0) if len(both) else (np.nan, np.nan)
    return {
        "measure": measure.name, "unit": measure.unit, "group_a": a, "group_b": b, "n_events": len(gaps),
        "value_a": mean[0], "value_b": mean[1], "difference": gaps.mean() if len(gaps) else np.nan,
        "low": low, "high": high, "p": p,
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


def _holm(p: pd.Series) -> pd.Series:
    corrected = pd.Series(np.nan, index=p.index)
    tested = p.notna()
    if tested.any():
        corrected[tested] = multipletests(p[tested], method="holm")[1]
    return corrected


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

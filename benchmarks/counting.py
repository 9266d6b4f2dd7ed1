"""From counts by article to precision, recall and F1 of a corpus, with intervals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

COUNTS = ("right", "system", "gold")
FIGURES = ("p", "r", "f1")


def rates(counts: Ints) -> Floats:
    """Precision, recall and F1 along the last axis from right, system and gold there; 0 where nothing is counted."""
    right, system, gold = np.moveaxis(counts, -1, 0).astype(np.float64)
    shares = (right / np.maximum(system, 1), right / np.maximum(gold, 1), 2 * right / np.maximum(system + gold, 1))
    return np.stack(shares, axis=-1)


def scores(
    measures: Sequence[str],
    counts: Sequence[Ints],
    *,
    bootstrap: int = 0,
    seed: int = 0,
) -> dict[str, dict[str, Any]]:
    """For each measure p, r and f1, and the counts behind them, summed over articles.

    `counts` has a table an article: a row a measure, with the columns of COUNTS. With `bootstrap`, also ``p_95``,
    ``r_95`` and ``f1_95``: the 2.5th and the 97.5th percentile over so many corpora of as many articles, drawn with
    replacement (Efron and Tibshirani 1993).
    """
    by_article = np.stack(counts) if counts else np.zeros((1, len(measures), len(COUNTS)), dtype=np.int64)
    totals = by_article.sum(axis=0)
    table: dict[str, dict[str, Any]] = {}
    for measure, values, total in zip(measures, rates(totals), totals):
        table[measure] = {name: round(float(value), 4) for name, value in zip(FIGURES, values)}
        table[measure] |= {name: int(number) for name, number in zip(COUNTS, total)}
    if bootstrap:
        bounds = np.percentile(rates(resampled(by_article, bootstrap, seed)), [2.5, 97.5], axis=0).round(4)
        for place, measure in enumerate(measures):
            table[measure] |= {f"{name}_95": bounds[:, place, at].tolist() for at, name in enumerate(FIGURES)}
    return table


def resampled(by_article: Ints, times: int, seed: int) -> Ints:
    """The sums over articles of so many corpora drawn from these articles, with replacement."""
    n = len(by_article)
    drawn = np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=times)
    return np.tensordot(drawn, by_article, axes=1)

"""Which words two sets of texts differ in: log-odds with an informative Dirichlet prior."""

from __future__ import annotations

import numpy as np

PRIOR_WORDS = 1000.0


def log_odds(
    counts: np.ndarray, others: np.ndarray, *, background: np.ndarray | None = None, prior: float = PRIOR_WORDS
) -> np.ndarray:
    """The z-score of each word's log-odds in ``counts`` against ``others``; above 0 where it prefers ``counts``.

    The weighted log-odds-ratio of Monroe, Colaresi and Quinn (2008, Fightin' Words, Political Analysis 16(4),
    equations 16 and 22): each word has ``prior`` × its share of ``background`` (by default both sets together) as
    pseudo-counts in either set, so that rare words do not come out extreme by chance. All arrays are one-dimensional,
    one place a word; words that occur nowhere get 0. A z-score says how sure the direction is, not how large the
    difference is, and counts words as if they were drawn one by one.

    >>> log_odds(np.array([9, 1, 10]), np.array([1, 9, 10])).round(1).tolist()
    [0.5, -0.5, 0.0]
    """
    here, there = (np.asarray(one, dtype=float) for one in (counts, others))
    base = np.asarray(here + there if background is None else background, dtype=float)
    known = base > 0
    scores = np.zeros(len(here))
    if known.any():
        odds, variance = weighted_log_odds(here[known], there[known], prior * base[known] / base.sum())
        scores[known] = odds / np.sqrt(variance)
    return scores


def weighted_log_odds(counts: np.ndarray, others: np.ndarray, pseudo: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Each word's log-odds ratio under the pseudo-counts of the prior, and its approximate variance.

    The last axis has one place a word; further axes (draws of a bootstrap) go along.

    >>> odds, variance = weighted_log_odds(np.array([8.0, 1.0]), np.array([2.0, 7.0]), np.array([1.0, 1.0]))
    >>> odds.round(3).tolist(), variance.round(3).tolist()
    ([2.485, -2.485], [0.444, 0.625])
    """
    total = pseudo.sum()
    odds, variance = np.zeros(counts.shape), np.zeros(counts.shape)
    for sign, own in ((1, counts), (-1, others)):
        with_prior = own + pseudo
        rest = own.sum(axis=-1, keepdims=True) + total - with_prior
        odds += sign * (np.log(with_prior) - np.log(np.maximum(rest, np.finfo(float).tiny)))
        variance += 1 / with_prior
    return odds, variance

"""Intervals for ratios of sums, by resampling articles.

Words and statements of one article hang together (one reporter, one event, one desk), so the article is
what is drawn, not the sentence: a percentile bootstrap over clusters (Davison & Hinkley 1997, ch. 2 and 3.8;
Efron & Tibshirani 1993, ch. 13). The statistic is sum(numerator) / sum(denominator) over the drawn articles.

Rules for what a bootstrap cannot know:

* fewer than two articles with a denominator above 0: the interval is missing, for one cluster says nothing on how
  clusters vary;
* no hit at all: every draw gives 0, which would make absence look certain. Instead low = 0 and high is the exact
  bound at the same level: Poisson for a rate, -ln(0.05) / denominator, the "rule of three" (Hanley & Lippman-Hand
  1983); binomial for a share, 1 - 0.05 ** (1 / denominator). It takes hits as independent, so it is a least bound;
* nothing but hits (a share of 1): the same, mirrored;
* articles that all have the same ratio: the interval has no width; that is agreement between articles, not certainty;
* draws whose denominator is 0 are left out of the percentiles.

With fewer than about ten articles percentile intervals are too narrow; ``n_articles`` stands beside every interval
so that one can see it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from framing.compare.groups import Groups
from framing.errors import ChoiceError

FEW_ARTICLES = 10
CELLS_AT_ONCE = 4_000_000
# Draws depend on nothing but the number of articles and the seed, so that those of groups of a size are had at once.
KEPT, CELLS_KEPT = 8, 1_000_000


@dataclass(frozen=True)
class Resampling:
    """How intervals and tests are drawn: number of draws, seed, and level of confidence.

    >>> Resampling(draws=500, seed=3).level
    0.95
    """

    draws: int = 2000
    seed: int = 0
    level: float = 0.95

    def __post_init__(self) -> None:
        if self.draws < 1:
            raise ChoiceError(f"draws={self.draws!r}: give at least 1 (2000 is usual)")
        if not 0 < self.level < 1:
            raise ChoiceError(f"level={self.level!r}: give a number between 0 and 1 (0.95 is usual)")

    def rng(self) -> np.random.Generator:
        """A fresh generator: the same seed gives the same draws."""
        return np.random.default_rng(self.seed)


DEFAULT = Resampling()


def ratio_interval(
    numerators: np.ndarray, denominators: np.ndarray, *, share: bool = False, resampling: Resampling = DEFAULT
) -> np.ndarray:
    """Low and high of sum(numerators) / sum(denominators), for each column; shape (columns, 2).

    Both arrays have one row an article; ``denominators`` may have one column for all. ``share`` says that the
    numerator counts some of the denominator's units. The rules for single articles and zero hits are the module's.

    ``resampling`` holds draws, seed and level. Nothing is raised; an interval that cannot be had is NaN.

    >>> hits, words = np.array([[0], [0], [0]]), np.array([[1000], [1000], [1000]])
    >>> ratio_interval(hits, words).round(6).tolist()
    [[0.0, 0.000999]]
    """
    above, below = (np.atleast_2d(np.asarray(one, dtype=float).T).T for one in (numerators, denominators))
    top, base = above.sum(axis=0), np.broadcast_to(below.sum(axis=0), above.shape[1:])
    bounds = np.full((above.shape[1], 2), np.nan)
    usable = np.broadcast_to((below > 0).sum(axis=0) >= 2, base.shape)
    nothing, all_of_it = usable & (top == 0), usable & (share & (top == base) & (top > 0))
    drawn = usable & ~nothing & ~all_of_it
    if drawn.any():
        own = below if below.shape[1] == 1 else below[:, drawn]
        bounds[drawn] = _percentiles(above[:, drawn], own, resampling)
    alpha = 1 - resampling.level
    for column in np.flatnonzero(nothing):
        bounds[column] = 0.0, 1 - alpha ** (1 / base[column]) if share else -np.log(alpha) / base[column]
    for column in np.flatnonzero(all_of_it):
        bounds[column] = alpha ** (1 / base[column]), 1.0
    return bounds


def ratio_table(
    groups: Groups,
    numerators: pd.DataFrame,
    denominators: pd.DataFrame,
    *,
    share: bool = False,
    per: float = 1,
    resampling: Resampling = DEFAULT,
) -> pd.DataFrame:
    """One row a group × column of ``numerators``.

    Columns: ``group``, ``level``, ``numerator``, ``denominator``, ``n_articles`` (those with a denominator above 0),
    ``value``, ``low``, ``high``. The frames have one row an article (``groups.docs``); ``denominators`` has the same
    columns or a single one. ``value`` is missing where the denominator is 0.
    """
    above, below = numerators.to_numpy(dtype=float), denominators.to_numpy(dtype=float)
    tops, bases, counts, bounds = [], [], [], []
    for number in range(len(groups)):
        members = groups.members(number)
        own, units = above[members], below[members]
        bounds.append(ratio_interval(own, units, share=share, resampling=resampling) * per)
        tops.append(own.sum(axis=0))
        bases.append(np.broadcast_to(units.sum(axis=0), above.shape[1:]))
        counts.append(np.broadcast_to((units > 0).sum(axis=0), above.shape[1:]))
    top, base, (low, high) = np.concatenate(tops), np.concatenate(bases), np.concatenate(bounds).T
    with np.errstate(invalid="ignore", divide="ignore"):
        value = np.where(base > 0, per * top / base, np.nan)
    return pd.DataFrame(
        {
            "group": pd.array(np.repeat(np.array(groups.names, dtype=object), above.shape[1]), dtype="string"),
            "level": list(numerators.columns) * len(groups),
            "numerator": top,
            "denominator": base,
            "n_articles": np.concatenate(counts),
            "value": value,
            "low": low,
            "high": high,
        }
    )


def _percentiles(above: np.ndarray, below: np.ndarray, resampling: Resampling) -> np.ndarray:
    # Most terms stand in few articles. A BLAS would go through all of them, and its threads wait for each other.
    tops, bases = csr_array(above.T), csr_array(below.T)
    values = np.empty((above.shape[1], resampling.draws))
    first = 0
    for weights in _weights(len(above), resampling):
        with np.errstate(invalid="ignore", divide="ignore"):
            base = bases @ weights
            part = np.where(base > 0, (tops @ weights) / base, np.nan)
        values[:, first : first + weights.shape[1]] = part
        first += weights.shape[1]
    tail = (1 - resampling.level) / 2
    return _quantiles(values, np.array([tail, 1 - tail]))


def _weights(articles: int, resampling: Resampling) -> Iterable[np.ndarray]:
    """How often each article is drawn: articles × draws, in blocks of draws that fit in memory."""
    if articles * resampling.draws <= CELLS_KEPT:
        return [_kept_weights(articles, resampling)]
    return _drawn_weights(articles, resampling)


@lru_cache(maxsize=KEPT)
def _kept_weights(articles: int, resampling: Resampling) -> np.ndarray:
    weights = np.concatenate(list(_drawn_weights(articles, resampling)), axis=1)
    weights.flags.writeable = False
    return weights


def _drawn_weights(articles: int, resampling: Resampling) -> Iterator[np.ndarray]:
    rng, chances = resampling.rng(), np.full(articles, 1 / articles)
    step = max(1, CELLS_AT_ONCE // articles)
    for first in range(0, resampling.draws, step):
        size = min(step, resampling.draws - first)
        yield np.ascontiguousarray(rng.multinomial(articles, chances, size=size).T, dtype=float)


def _quantiles(values: np.ndarray, levels: np.ndarray) -> np.ndarray:
    """Quantiles of each row, missing values left out, as ``np.nanquantile`` tells them; shape (rows, levels)."""
    ordered = np.sort(values, axis=1)  # missing values come last
    last = np.maximum(values.shape[1] - np.isnan(values).sum(axis=1)[:, None] - 1, 0)
    place = levels * last
    before = np.floor(place).astype(int)
    low = np.take_along_axis(ordered, before, axis=1)
    high = np.take_along_axis(ordered, np.minimum(before + 1, last), axis=1)
    part, gap = place - before, high - low
    found: np.ndarray = np.where(part < 0.5, low + gap * part, high - gap * (1 - part))
    return found
